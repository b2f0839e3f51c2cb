package io.griot.identity.person;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.rejection.RejectionCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProvingPayersByPinTest {
  private static final IdentityNode NODE = IdentityNode.start();
  private static int phones = 771_000_000;
  private PhoneNumber phone;
  private Person person;

  @BeforeEach
  void register() {
    phone = new PhoneNumber("+221" + phones++, "SN");
    person = NODE.register(phone.e164());
    NODE.pins().set(person.id(), "1001", IdentityNode.PASSWORD);
  }

  private PhoneNumber unknown() {
    return new PhoneNumber("+221" + phones++, "SN");
  }

  @Test
  void a_phone_and_its_pin_prove_the_person() {
    assertThat(NODE.pins().prove(phone, "1001").map(Person::id)).contains(person.id());
    assertThat(NODE.pins().prove(phone, "1002")).isEmpty();
  }

  @Test
  void an_unknown_phone_one_without_a_pin_and_a_wrong_pin_are_answered_and_locked_alike() {
    PhoneNumber bare = unknown();
    NODE.register(bare.e164());
    for (PhoneNumber each : List.of(phone, bare, unknown())) {
      for (int i = 0; i < 5; i++) {
        assertThat(NODE.pins().prove(each, "0000")).isEmpty();
      }
      assertThat(rejectionOf(() -> NODE.pins().prove(each, "1001")).code())
          .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
    }
    NODE.clock.advance(Duration.ofMinutes(15));
    assertThat(NODE.pins().prove(phone, "1001")).isPresent();
  }

  @Test
  void guesses_here_and_elsewhere_count_together() {
    for (int i = 0; i < 2; i++) {
      assertThat(NODE.pins().prove(phone, "0000")).isEmpty();
    }
    for (int i = 0; i < 3; i++) {
      assertThat(rejectionOf(() -> NODE.pins().verify(person.id(), "0000")).code())
          .isEqualTo(RejectionCode.PIN_WRONG);
    }
    assertThat(rejectionOf(() -> NODE.pins().prove(phone, "1001")).code())
        .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
  }

  @Test
  void guesses_sent_at_once_get_no_more_tries_than_those_sent_in_turn() throws Exception {
    Callable<Boolean> guess = () -> NODE.pins().prove(phone, "0000").isPresent();
    List<Object> outcomes = IdentityNode.together(20, guess);
    assertThat(outcomes.stream().filter(Boolean.FALSE::equals)).hasSize(5);
    assertThat(outcomes).doesNotContain(true);
  }

  @Test
  void who_is_not_active_is_nobody() {
    NODE.database()
        .sql("UPDATE identity.person SET is_active = false WHERE id = :id")
        .param("id", person.id())
        .update();
    assertThat(NODE.pins().prove(phone, "1001")).isEmpty();
  }

  @Test
  void the_pin_stands_nowhere_but_in_its_hash() {
    assertThat(
            NODE.count(
                "payment_pin t WHERE t::text LIKE '%,1001,%' OR pin_hash NOT LIKE '$argon2id$%'"))
        .isZero();
  }
}
