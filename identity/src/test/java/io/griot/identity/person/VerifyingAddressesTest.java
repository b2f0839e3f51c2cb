package io.griot.identity.person;

import static io.griot.identity.RecordingNotifier.other;
import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.RecordingNotifier;
import io.griot.identity.notifier.Message;
import io.griot.identity.notifier.Recipient;
import io.griot.identity.rejection.RejectionCode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyingAddressesTest {
  private static final IdentityNode NODE = IdentityNode.start();
  private static int phones = 913_000_000;
  private Person person = NODE.register("0" + phones++);

  @BeforeEach
  void register() {
    NODE.notifier.clear();
    person = NODE.register("0" + phones++);
  }

  private RejectionCode confirming(UUID id, CodeType type, String code) {
    return rejectionOf(() -> NODE.verifications().confirm(id, type, code)).code();
  }

  private void setEmail(String email) {
    NODE.profiles()
        .change(
            person.id(),
            new ProfileChange(Change.none(), Change.none(), Change.to(email), Change.none()));
  }

  @Test
  void a_new_person_s_phone_is_verified_by_the_code_sent_to_it() throws InterruptedException {
    NODE.verifications().welcome(person.id());
    Message message = NODE.notifier.next();
    assertThat(message.to()).isEqualTo(new Recipient.Phone(person.phoneNumber()));
    String code = RecordingNotifier.codeIn(message);
    assertThat(confirming(person.id(), CodeType.PHONE, other(code)))
        .isEqualTo(RejectionCode.CODE_WRONG);
    assertThat(confirming(person.id(), CodeType.EMAIL, code)).isEqualTo(RejectionCode.CODE_WRONG);
    Person verified = NODE.verifications().confirm(person.id(), CodeType.PHONE, code);
    assertThat(verified.isPhoneVerified()).isTrue();
    assertThat(verified.isEmailVerified()).isFalse();
    assertThat(confirming(person.id(), CodeType.PHONE, code)).isEqualTo(RejectionCode.CODE_WRONG);
  }

  @Test
  void an_address_is_verified_by_the_code_sent_to_it() throws InterruptedException {
    setEmail("almaz@example.com");
    NODE.verifications().send(person.id(), CodeType.EMAIL);
    Message message = NODE.notifier.next();
    assertThat(message.to()).isEqualTo(new Recipient.Email("almaz@example.com"));
    Person verified =
        NODE.verifications()
            .confirm(person.id(), CodeType.EMAIL, RecordingNotifier.codeIn(message));
    assertThat(verified.isEmailVerified()).isTrue();
    assertThat(verified.isPhoneVerified()).isFalse();
  }

  @Test
  void a_code_verifies_no_other_address_than_it_was_sent_to() throws InterruptedException {
    setEmail("almaz@example.com");
    NODE.verifications().send(person.id(), CodeType.EMAIL);
    String code = NODE.notifier.nextCode();
    setEmail("somebody.else@example.com");
    assertThat(confirming(person.id(), CodeType.EMAIL, code)).isEqualTo(RejectionCode.CODE_WRONG);
    assertThat(NODE.people().find(person.id()).orElseThrow().isEmailVerified()).isFalse();
  }

  @Test
  void a_code_is_of_one_person_and_good_for_ten_minutes() throws InterruptedException {
    NODE.verifications().send(person.id(), CodeType.PHONE);
    String code = NODE.notifier.nextCode();
    UUID somebody = NODE.register("0" + phones++).id();
    assertThat(confirming(somebody, CodeType.PHONE, code)).isEqualTo(RejectionCode.CODE_WRONG);
    NODE.clock.advance(Duration.ofMinutes(10));
    assertThat(confirming(person.id(), CodeType.PHONE, code)).isEqualTo(RejectionCode.CODE_WRONG);
  }

  @Test
  void five_wrong_tries_kill_a_code() throws InterruptedException {
    NODE.verifications().send(person.id(), CodeType.PHONE);
    String code = NODE.notifier.nextCode();
    for (int i = 0; i < 5; i++) {
      confirming(person.id(), CodeType.PHONE, other(code));
    }
    assertThat(confirming(person.id(), CodeType.PHONE, code)).isEqualTo(RejectionCode.CODE_WRONG);
  }

  @Test
  void nothing_is_sent_to_nobody_nor_to_no_address_nor_to_a_verified_one()
      throws InterruptedException {
    NODE.verifications().send(UUID.randomUUID(), CodeType.PHONE);
    NODE.verifications().send(person.id(), CodeType.EMAIL);
    NODE.verifications().send(person.id(), CodeType.PHONE);
    NODE.verifications().confirm(person.id(), CodeType.PHONE, NODE.notifier.nextCode());
    NODE.verifications().send(person.id(), CodeType.PHONE);
    setEmail("almaz@example.com");
    NODE.verifications().send(person.id(), CodeType.EMAIL);
    assertThat(NODE.notifier.next().to()).isEqualTo(new Recipient.Email("almaz@example.com"));
    assertThat(NODE.notifier.waiting()).isZero();
  }

  @Test
  void three_codes_are_sent_in_ten_minutes_registering_s_among_them() throws InterruptedException {
    NODE.verifications().welcome(person.id());
    NODE.notifier.next();
    for (int i = 0; i < 2; i++) {
      NODE.verifications().send(person.id(), CodeType.PHONE);
      NODE.notifier.next();
    }
    assertThat(rejectionOf(() -> NODE.verifications().send(person.id(), CodeType.PHONE)).code())
        .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
    UUID nobody = UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      NODE.verifications().send(nobody, CodeType.PHONE);
    }
    assertThat(rejectionOf(() -> NODE.verifications().send(nobody, CodeType.PHONE)).code())
        .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
  }
}
