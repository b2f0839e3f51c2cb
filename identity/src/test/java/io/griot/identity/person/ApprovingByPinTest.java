package io.griot.identity.person;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.griot.identity.IdentityNode;
import io.griot.identity.rejection.RejectionCode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovingByPinTest {
  private static final IdentityNode NODE = IdentityNode.start();
  private static int phones = 911_000_000;
  private UUID person;

  @BeforeEach
  void register() {
    person = NODE.register("0" + phones++).id();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234", "12345", "123456"})
  void takes_four_to_six_digits(String pin) {
    NODE.pins().set(person, pin, IdentityNode.PASSWORD);
    assertThatCode(() -> NODE.pins().verify(person, pin)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123", "1234567", "12a4", "١٢٣٤", " 1234"})
  void rejects_any_other(String pin) {
    assertThat(rejectionOf(() -> NODE.pins().set(person, pin, IdentityNode.PASSWORD)).code())
        .isEqualTo(RejectionCode.PIN_INVALID);
  }

  @Test
  void is_set_only_with_the_password() {
    assertThat(rejectionOf(() -> NODE.pins().set(person, "1234", "wrong password")).code())
        .isEqualTo(RejectionCode.INVALID_CREDENTIALS);
    assertThat(rejectionOf(() -> NODE.pins().verify(person, "1234")).code())
        .isEqualTo(RejectionCode.PIN_NOT_SET);
  }

  @Test
  void five_wrong_ones_lock_it_and_a_new_one_opens_it() {
    NODE.pins().set(person, "1234", IdentityNode.PASSWORD);
    for (int i = 0; i < 5; i++) {
      assertThat(rejectionOf(() -> NODE.pins().verify(person, "0000")).code())
          .isEqualTo(RejectionCode.PIN_WRONG);
    }
    assertThat(rejectionOf(() -> NODE.pins().verify(person, "1234")).code())
        .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
    NODE.pins().set(person, "4321", IdentityNode.PASSWORD);
    assertThatCode(() -> NODE.pins().verify(person, "4321")).doesNotThrowAnyException();
    assertThat(rejectionOf(() -> NODE.pins().verify(person, "1234")).code())
        .isEqualTo(RejectionCode.PIN_WRONG);
  }

  @Test
  void four_wrong_ones_do_not_lock_and_the_lock_ends() {
    NODE.pins().set(person, "1234", IdentityNode.PASSWORD);
    for (int i = 0; i < 4; i++) {
      rejectionOf(() -> NODE.pins().verify(person, "0000"));
    }
    assertThatCode(() -> NODE.pins().verify(person, "1234")).doesNotThrowAnyException();
    for (int i = 0; i < 5; i++) {
      rejectionOf(() -> NODE.pins().verify(person, "0000"));
    }
    NODE.clock.advance(Duration.ofMinutes(15));
    assertThatCode(() -> NODE.pins().verify(person, "1234")).doesNotThrowAnyException();
  }

  @Test
  void a_locked_pin_does_not_lock_the_password() {
    NODE.pins().set(person, "1234", IdentityNode.PASSWORD);
    for (int i = 0; i < 5; i++) {
      rejectionOf(() -> NODE.pins().verify(person, "0000"));
    }
    String phone = NODE.people().find(person).orElseThrow().phoneNumber();
    assertThat(NODE.passwords().prove(phone, IdentityNode.PASSWORD)).isPresent();
  }
}
