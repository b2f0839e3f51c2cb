package io.griot.identity.access;

import static io.griot.identity.IdentityNode.PASSWORD;
import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.person.Person;
import io.griot.identity.person.Role;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import io.griot.identity.rejection.TooManyAttempts;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LoggingInTest {
  private static final IdentityNode NODE = IdentityNode.start();

  @Test
  void answers_tokens_and_the_person() {
    Person person = NODE.register("0911000001");
    Session session = NODE.sessions().login("+251 911 000 001", PASSWORD);
    assertThat(session.person().id()).isEqualTo(person.id());
    assertThat(session.person().lastLogin()).isEqualTo(NODE.clock.instant());
    assertThat(session.accessExpiresAt())
        .isEqualTo(
            NODE.clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofMinutes(15)));
    assertThat(session.toString())
        .doesNotContain(session.accessToken())
        .doesNotContain(session.refreshToken());
  }

  @Test
  void an_unknown_phone_is_answered_like_a_wrong_password_and_locked_like_one() {
    NODE.register("0911000002");
    for (String phone : List.of("0911000002", "0911000003")) {
      for (int i = 0; i < 5; i++) {
        IdentityRejection wrong = rejectionOf(() -> NODE.sessions().login(phone, "wrong one"));
        assertThat(wrong.code()).isEqualTo(RejectionCode.INVALID_CREDENTIALS);
        assertThat(wrong).hasMessage("The phone number or the password is wrong.");
      }
      assertThat(rejectionOf(() -> NODE.sessions().login(phone, "wrong one")).code())
          .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
    }
    assertThat(rejectionOf(() -> NODE.sessions().login("no phone", "wrong one")).code())
        .isEqualTo(RejectionCode.INVALID_CREDENTIALS);
  }

  @Test
  void four_failures_do_not_lock_and_a_success_forgets_them() {
    NODE.register("0911000004");
    for (int round = 0; round < 2; round++) {
      fail("0911000004", 4);
      assertThat(NODE.passwords().prove("0911000004", PASSWORD)).isPresent();
    }
  }

  @Test
  void five_failures_lock_the_right_password_out_until_fifteen_minutes_have_passed() {
    NODE.register("0911000005");
    fail("0911000005", 5);
    NODE.clock.advance(Duration.ofSeconds(1));
    IdentityRejection locked = rejectionOf(() -> NODE.sessions().login("0911000005", PASSWORD));
    assertThat(locked).isInstanceOf(TooManyAttempts.class);
    assertThat(((TooManyAttempts) locked).retryAfter()).isEqualTo(Duration.ofSeconds(899));
    NODE.clock.advance(Duration.ofSeconds(899).minusMillis(1));
    locked = rejectionOf(() -> NODE.sessions().login("0911000005", PASSWORD));
    assertThat(((TooManyAttempts) locked).retryAfter()).isEqualTo(Duration.ofMillis(1));
    assertThat(((TooManyAttempts) locked).retryAfterSeconds()).isEqualTo(1);
    NODE.clock.advance(Duration.ofMillis(1));
    assertThat(NODE.sessions().login("0911000005", PASSWORD).person().phoneNumber())
        .isEqualTo("+251911000005");
  }

  @Test
  void after_a_lock_the_count_begins_anew() {
    NODE.register("0911000006");
    fail("0911000006", 5);
    NODE.clock.advance(Duration.ofMinutes(15));
    fail("0911000006", 4);
    assertThat(NODE.passwords().prove("0911000006", PASSWORD)).isPresent();
  }

  @Test
  void failures_older_than_a_lock_are_forgotten() {
    NODE.register("0911000007");
    fail("0911000007", 4);
    NODE.clock.advance(Duration.ofMinutes(15));
    fail("0911000007", 1);
    assertThat(NODE.passwords().prove("0911000007", PASSWORD)).isPresent();

    fail("0911000007", 4);
    NODE.clock.advance(Duration.ofMinutes(15).minusMillis(1));
    fail("0911000007", 1);
    assertThat(rejectionOf(() -> NODE.passwords().prove("0911000007", PASSWORD)).code())
        .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
  }

  @Test
  void the_lock_holds_on_every_node() {
    NODE.register("0911000008");
    IdentityNode other = NODE.another();
    fail("0911000008", 3);
    assertThat(other.passwords().prove("0911000008", "wrong one")).isEmpty();
    assertThat(other.passwords().prove("0911000008", "wrong one")).isEmpty();
    assertThat(rejectionOf(() -> NODE.sessions().login("0911000008", PASSWORD)).code())
        .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
  }

  @Test
  void twenty_wrong_ones_at_once_on_two_nodes_get_five_tries() throws InterruptedException {
    NODE.register("0911000009");
    IdentityNode other = NODE.another();
    List<Object> outcomes =
        IdentityNode.together(
            20,
            () -> {
              IdentityNode node = Thread.currentThread().threadId() % 2 == 0 ? NODE : other;
              return rejectionOf(() -> node.sessions().login("0911000009", "wrong one")).code();
            });
    assertThat(outcomes).filteredOn(RejectionCode.INVALID_CREDENTIALS::equals).hasSize(5);
    assertThat(outcomes).filteredOn(RejectionCode.TOO_MANY_ATTEMPTS::equals).hasSize(15);
    assertThat(NODE.count("failed_attempt WHERE subject LIKE '%+251911000009' AND failures = 5"))
        .isEqualTo(1);
  }

  @Test
  void twenty_right_ones_at_once_all_get_in() throws InterruptedException {
    NODE.register("0911000010");
    assertThat(IdentityNode.together(20, () -> NODE.sessions().login("0911000010", PASSWORD)))
        .hasOnlyElementsOfType(Session.class);
  }

  @Test
  void a_failure_counts_though_the_callers_transaction_rolls_back() {
    NODE.register("0911000011");
    var transactions = new TransactionTemplate(new JdbcTransactionManager(NODE.dataSource));
    for (int i = 0; i < 5; i++) {
      transactions.executeWithoutResult(
          status -> {
            assertThat(NODE.passwords().prove("0911000011", "wrong one")).isEmpty();
            status.setRollbackOnly();
          });
    }
    assertThat(rejectionOf(() -> NODE.sessions().login("0911000011", PASSWORD)).code())
        .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
  }

  @Test
  void counts_that_no_longer_matter_are_deleted() {
    fail("0911000012", 1);
    NODE.clock.advance(Duration.ofMinutes(15));
    fail("0911000013", 1);
    assertThat(NODE.count("failed_attempt WHERE subject LIKE '%+251911000012'")).isZero();
    assertThat(NODE.count("failed_attempt WHERE subject LIKE '%+251911000013'")).isEqualTo(1);
  }

  @Test
  void a_login_for_a_role_is_only_for_those_who_have_it() {
    NODE.register("0911000014");
    assertThat(
            rejectionOf(() -> NODE.sessions().loginAs(Role.ADMIN, "0911000014", PASSWORD)).code())
        .isEqualTo(RejectionCode.ROLE_REQUIRED);
    NODE.staff().grantRoles("0911000014", Set.of(Role.ADMIN));
    assertThat(NODE.sessions().loginAs(Role.ADMIN, "0911000014", PASSWORD).person().roles())
        .contains(Role.ADMIN);
  }

  @Test
  void an_inactive_person_is_nobody() {
    Person person = NODE.register("0911000015");
    Session session = NODE.sessions().login("0911000015", PASSWORD);
    NODE.database()
        .sql("UPDATE identity.person SET is_active = false WHERE id = :id")
        .param("id", person.id())
        .update();
    assertThat(rejectionOf(() -> NODE.sessions().login("0911000015", PASSWORD)).code())
        .isEqualTo(RejectionCode.INVALID_CREDENTIALS);
    assertThat(rejectionOf(() -> NODE.sessions().refresh(session.refreshToken())).code())
        .isEqualTo(RejectionCode.REFRESH_TOKEN_INVALID);
    assertThat(NODE.authenticator().bearer(session.accessToken())).isEmpty();
  }

  private static void fail(String phone, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(NODE.passwords().prove(phone, "wrong one")).isEmpty();
    }
  }
}
