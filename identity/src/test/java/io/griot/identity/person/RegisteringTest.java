package io.griot.identity.person;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegisteringTest {
  private static final IdentityNode NODE = IdentityNode.start();

  @Test
  void adds_a_person_with_a_wallet_in_the_currency_of_the_phone() {
    Registered registered =
        NODE.people().register(new Registration(" Awa ", "Diop", "+221 77 123 45 67", "12345678"));
    Person person = registered.person();
    assertThat(person.id().version()).isEqualTo(7);
    assertThat(person.firstName()).isEqualTo("Awa");
    assertThat(person.lastName()).isEqualTo("Diop");
    assertThat(person.phoneNumber()).isEqualTo("+221771234567");
    assertThat(person.dateJoined()).isEqualTo(NODE.clock.instant());
    assertThat(person.lastLogin()).isNull();
    assertThat(person.isActive()).isTrue();
    assertThat(person.isPhoneVerified()).isFalse();
    assertThat(person.roles()).containsExactly(Role.USER);
    assertThat(person.userType().spelling()).isEqualTo("user");
    assertThat(registered.firstWallet().currency()).isEqualTo("XOF");
    assertThat(registered.firstWallet().ordinal()).isEqualTo(1);
    assertThat(NODE.wallets().of(person.owner())).containsExactly(registered.firstWallet());
    assertThat(NODE.people().find(person.id())).contains(person);
    assertThat(NODE.people().findByPhone("00221771234567")).contains(person);
  }

  @Test
  void rejects_a_phone_that_is_taken_in_whatever_spelling() {
    NODE.register("0911000001");
    IdentityRejection rejection = rejectionOf(() -> NODE.register("+251 911 000 001"));
    assertThat(rejection.code()).isEqualTo(RejectionCode.PHONE_TAKEN);
    assertThat(rejection.context()).containsOnlyKeys("phone_number");
  }

  @Test
  void names_every_bad_field_at_once() {
    IdentityRejection rejection =
        rejectionOf(
            () ->
                NODE.people()
                    .register(new Registration("a".repeat(151), "b\u0000", "12", "pa55wrd")));
    assertThat(rejection.code()).isEqualTo(RejectionCode.FIRST_NAME_INVALID);
    assertThat(rejection.context())
        .containsOnlyKeys("first_name", "last_name", "phone_number", "password");
    assertThat(rejection).hasMessageContaining("151").hasMessageNotContaining("pa55wrd");
  }

  @Test
  void takes_the_longest_names_and_the_shortest_and_longest_passwords() {
    String name = "é".repeat(150);
    Person person =
        NODE.people().register(new Registration(name, name, "0911000002", "12345678")).person();
    assertThat(person.firstName()).isEqualTo(name);
    NODE.people().register(new Registration(null, null, "0911000003", "x".repeat(256)));
    assertThat(
            rejectionOf(
                    () ->
                        NODE.people()
                            .register(new Registration(null, null, "0911000004", "x".repeat(257))))
                .code())
        .isEqualTo(RejectionCode.PASSWORD_INVALID);
  }

  @Test
  void fifty_at_once_with_one_phone_make_one_person() throws InterruptedException {
    List<Object> outcomes = IdentityNode.together(50, () -> NODE.register("0911000005"));
    assertThat(outcomes).filteredOn(Person.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(IdentityRejection.class::isInstance)
        .extracting(rejection -> ((IdentityRejection) rejection).code())
        .hasSize(49)
        .containsOnly(RejectionCode.PHONE_TAKEN);
    assertThat(NODE.count("person WHERE phone_number = '+251911000005'")).isEqualTo(1);
    assertThat(
            NODE.count(
                "owned_wallet w LEFT JOIN identity.person p ON p.id = w.owner_id"
                    + " WHERE w.owner_kind = 'user' AND p.id IS NULL"))
        .isZero();
  }

  @Test
  void keeps_the_password_only_as_an_argon2id_hash() {
    Person person = NODE.register("0911000006");
    assertThat(
            NODE.database()
                .sql("SELECT password_hash FROM identity.person WHERE id = :id")
                .param("id", person.id())
                .query(String.class)
                .single())
        .startsWith("$argon2id$");
    assertThat(new Registration("A", "B", "0911000006", "my secret").toString())
        .doesNotContain("my secret");
  }

  @Test
  void a_name_shown_to_strangers_is_never_whole() {
    assertThat(named("Almaz", "Tesfaye").maskedName()).isEqualTo("Almaz T***");
    assertThat(named("Almaz", null).maskedName()).isEqualTo("A***");
    assertThat(named("", "Tesfaye").maskedName()).isEqualTo("T***");
    assertThat(named("", null).maskedName()).isEqualTo("***");
    assertThat(named("😀x", null).maskedName()).isEqualTo("😀***");
  }

  private static Person named(String first, @Nullable String last) {
    return new Person(
        UUID.randomUUID(),
        first,
        last,
        "+251911000007",
        null,
        false,
        false,
        true,
        NODE.clock.instant(),
        null,
        Set.of(Role.USER),
        1);
  }
}
