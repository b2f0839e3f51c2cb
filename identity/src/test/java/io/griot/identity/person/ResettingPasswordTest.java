package io.griot.identity.person;

import static io.griot.identity.RecordingNotifier.other;
import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.griot.identity.IdentityNode;
import io.griot.identity.RecordingNotifier;
import io.griot.identity.access.Session;
import io.griot.identity.notifier.Message;
import io.griot.identity.notifier.Recipient;
import io.griot.identity.rejection.RejectionCode;
import io.griot.identity.rejection.TooManyAttempts;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResettingPasswordTest {
  private static final IdentityNode NODE = IdentityNode.start();
  private static final String NEW = "battery staple";
  private static int phones = 912_000_000;
  private String phone = "";

  @BeforeEach
  void register() {
    NODE.notifier.clear();
    phone = NODE.register("0" + phones++).phoneNumber();
  }

  private String requestCode() throws InterruptedException {
    NODE.resets().request(phone);
    return NODE.notifier.nextCode();
  }

  private RejectionCode confirming(String code) {
    return rejectionOf(() -> NODE.resets().confirm(phone, code, NEW)).code();
  }

  @Test
  void the_code_goes_to_the_phone_and_sets_the_password() throws InterruptedException {
    NODE.resets().request(phone);
    Message message = NODE.notifier.next();
    assertThat(message.to()).isEqualTo(new Recipient.Phone(phone));
    NODE.resets().confirm(phone, RecordingNotifier.codeIn(message), NEW);
    assertThat(NODE.passwords().prove(phone, NEW)).isPresent();
    assertThat(NODE.passwords().prove(phone, IdentityNode.PASSWORD)).isEmpty();
  }

  @Test
  void a_new_password_forgets_the_payment_pin() throws InterruptedException {
    UUID person = NODE.people().findByPhone(phone).orElseThrow().id();
    NODE.pins().set(person, "1234", IdentityNode.PASSWORD);
    NODE.resets().confirm(phone, requestCode(), NEW);
    assertThat(rejectionOf(() -> NODE.pins().verify(person, "1234")).code())
        .isEqualTo(RejectionCode.PIN_NOT_SET);
  }

  @Test
  void a_code_is_good_once() throws InterruptedException {
    String code = requestCode();
    NODE.resets().confirm(phone, code, NEW);
    assertThat(confirming(code)).isEqualTo(RejectionCode.CODE_WRONG);
  }

  @Test
  void of_many_confirmations_at_once_one_sets_the_password() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      register();
      String code = requestCode();
      List<Object> outcomes =
          IdentityNode.together(
              4,
              () -> {
                NODE.resets().confirm(phone, code, NEW);
                return "done";
              });
      assertThat(outcomes).containsOnlyOnce("done");
    }
  }

  @Test
  void a_code_is_good_for_ten_minutes() throws InterruptedException {
    String code = requestCode();
    NODE.clock.advance(Duration.ofMinutes(10).minusMillis(1));
    NODE.resets().confirm(phone, code, NEW);
    String next = requestCode();
    NODE.clock.advance(Duration.ofMinutes(10));
    assertThat(confirming(next)).isEqualTo(RejectionCode.CODE_WRONG);
  }

  @Test
  void four_wrong_tries_leave_a_code_alive() throws InterruptedException {
    String code = requestCode();
    for (int i = 0; i < 4; i++) {
      assertThat(confirming(other(code))).isEqualTo(RejectionCode.CODE_WRONG);
    }
    assertThatCode(() -> NODE.resets().confirm(phone, code, NEW)).doesNotThrowAnyException();
  }

  @Test
  void five_wrong_tries_kill_a_code() throws InterruptedException {
    String code = requestCode();
    for (int i = 0; i < 5; i++) {
      confirming(other(code));
    }
    assertThat(confirming(code)).isEqualTo(RejectionCode.CODE_WRONG);
  }

  @Test
  void wrong_tries_at_once_get_no_more_than_five() throws InterruptedException {
    String code = requestCode();
    IdentityNode.together(
        20,
        () -> {
          NODE.resets().confirm(phone, other(code), NEW);
          return "done";
        });
    assertThat(confirming(code)).isEqualTo(RejectionCode.CODE_WRONG);
    assertThat(NODE.passwords().prove(phone, NEW)).isEmpty();
  }

  @Test
  void a_new_code_kills_the_one_before() throws InterruptedException {
    String first = requestCode();
    String second = requestCode();
    if (!first.equals(second)) {
      assertThat(confirming(first)).isEqualTo(RejectionCode.CODE_WRONG);
    }
    assertThatCode(() -> NODE.resets().confirm(phone, second, NEW)).doesNotThrowAnyException();
  }

  @Test
  void a_code_is_of_one_phone() throws InterruptedException {
    String code = requestCode();
    String other = NODE.register("0" + phones++).phoneNumber();
    assertThat(rejectionOf(() -> NODE.resets().confirm(other, code, NEW)).code())
        .isEqualTo(RejectionCode.CODE_WRONG);
  }

  @Test
  void a_short_password_is_refused_and_costs_no_try() throws InterruptedException {
    String code = requestCode();
    for (int i = 0; i < 6; i++) {
      assertThat(rejectionOf(() -> NODE.resets().confirm(phone, code, "1234567")).code())
          .isEqualTo(RejectionCode.PASSWORD_INVALID);
    }
    assertThatCode(() -> NODE.resets().confirm(phone, code, "12345678")).doesNotThrowAnyException();
  }

  @Test
  void all_sessions_end_and_nothing_verified_before_is_remembered() throws InterruptedException {
    Session session = NODE.sessions().login(phone, IdentityNode.PASSWORD);
    assertThat(NODE.authenticator().bearer(session.accessToken())).isPresent();
    assertThat(NODE.authenticator().basic(phone, IdentityNode.PASSWORD)).isPresent();
    NODE.resets().confirm(phone, requestCode(), NEW);
    assertThat(NODE.authenticator().bearer(session.accessToken())).isEmpty();
    assertThat(NODE.authenticator().basic(phone, IdentityNode.PASSWORD)).isEmpty();
    assertThat(rejectionOf(() -> NODE.sessions().refresh(session.refreshToken())).code())
        .isEqualTo(RejectionCode.REFRESH_TOKEN_INVALID);
    assertThat(NODE.authenticator().basic(phone, NEW)).isPresent();
  }

  @Test
  void the_lock_of_the_phone_is_lifted() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      NODE.passwords().prove(phone, "wrong password");
    }
    assertThat(rejectionOf(() -> NODE.passwords().prove(phone, "wrong password")))
        .isInstanceOf(TooManyAttempts.class);
    NODE.resets().confirm(phone, requestCode(), NEW);
    assertThat(NODE.passwords().prove(phone, NEW)).isPresent();
  }

  @Test
  void nothing_goes_to_a_phone_that_nobody_has_and_nothing_tells() throws InterruptedException {
    String nobody = "+2519" + (phones++ - 900_000_000);
    NODE.resets().request(nobody);
    String code = requestCode();
    assertThat(NODE.notifier.waiting()).isZero();
    assertThat(rejectionOf(() -> NODE.resets().confirm(nobody, code, NEW)).getMessage())
        .isEqualTo(rejectionOf(() -> NODE.resets().confirm(phone, other(code), NEW)).getMessage());
    for (int i = 0; i < 2; i++) {
      NODE.resets().request(nobody);
      requestCode();
    }
    assertThat(rejectionOf(() -> NODE.resets().request(nobody)).getMessage())
        .isEqualTo(rejectionOf(() -> NODE.resets().request(phone)).getMessage());
  }

  @Test
  void who_is_not_active_gets_no_code_and_no_password() throws InterruptedException {
    String code = requestCode();
    NODE.database()
        .sql("UPDATE identity.person SET is_active = false WHERE phone_number = :phone")
        .param("phone", phone)
        .update();
    assertThat(confirming(code)).isEqualTo(RejectionCode.CODE_WRONG);
    String inactive = phone;
    NODE.resets().request(inactive);
    phone = NODE.register("0" + phones++).phoneNumber();
    NODE.resets().request(phone);
    assertThat(NODE.notifier.next().to()).isEqualTo(new Recipient.Phone(phone));
    assertThat(NODE.notifier.waiting()).isZero();
  }

  @Test
  void three_codes_are_sent_in_ten_minutes_on_all_nodes_together() throws InterruptedException {
    IdentityNode other = NODE.another();
    requestCode();
    other.resets().request(phone);
    NODE.clock.advance(Duration.ofMinutes(4));
    requestCode();
    assertThat(rejectionOf(() -> other.resets().request(phone)))
        .isInstanceOfSatisfying(
            TooManyAttempts.class,
            refused -> assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(6)));
    NODE.clock.advance(Duration.ofMinutes(6));
    requestCode();
  }

  @Test
  void requests_at_once_are_sent_no_more_than_three() throws InterruptedException {
    List<Object> outcomes =
        IdentityNode.together(
            20,
            () -> {
              NODE.resets().request(phone);
              return "sent";
            });
    assertThat(outcomes).filteredOn("sent"::equals).hasSize(3);
    for (int i = 0; i < 3; i++) {
      NODE.notifier.next();
    }
  }

  @Test
  void ten_codes_are_sent_in_a_day() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      requestCode();
      NODE.clock.advance(Duration.ofMinutes(10));
    }
    assertThat(rejectionOf(() -> NODE.resets().request(phone)).code())
        .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
    NODE.clock.advance(Duration.ofDays(1).minusMinutes(100));
    requestCode();
  }

  @Test
  void a_notifier_that_fails_or_hangs_holds_nobody_up() throws InterruptedException {
    IdentityNode node = NODE.another();
    var release = new CountDownLatch(1);
    node.notifier.meanwhile(
        message -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IllegalStateException("broken");
        });
    long before = System.nanoTime();
    node.resets().request(phone);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    release.countDown();
    node.notifier.meanwhile(message -> {});
    node.resets().request(phone);
    node.notifier.next();
  }

  @Test
  void no_code_stands_in_the_database() throws InterruptedException {
    String code = requestCode();
    String stored =
        NODE.database()
            .sql("SELECT string_agg(c::text, ' ') FROM identity.one_time_code c")
            .query(String.class)
            .single();
    assertThat(stored).contains("$argon2id$").doesNotContain("," + code + ",");
  }
}
