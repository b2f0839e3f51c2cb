package io.griot.identity.access;

import static io.griot.identity.IdentityNode.PASSWORD;
import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.person.Person;
import io.griot.identity.rejection.RejectionCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshingTest {
  private static final IdentityNode NODE = IdentityNode.start();
  private static int phones = 911_000_000;
  private Person person = NODE.register("0" + phones++);
  private Session session = NODE.sessions().login(person.phoneNumber(), PASSWORD);

  @BeforeEach
  void login() {
    person = NODE.register("0" + phones++);
    session = NODE.sessions().login(person.phoneNumber(), PASSWORD);
  }

  @Test
  void replaces_both_tokens() {
    Session next = NODE.sessions().refresh(session.refreshToken());
    assertThat(next.refreshToken()).isNotEqualTo(session.refreshToken());
    assertThat(next.person().id()).isEqualTo(person.id());
    assertThat(NODE.authenticator().bearer(next.accessToken())).isPresent();
    assertThat(NODE.sessions().refresh(next.refreshToken()).person().id()).isEqualTo(person.id());
  }

  @Test
  void a_token_used_twice_ends_its_whole_family_and_no_other() {
    Session elsewhere = NODE.sessions().login(person.phoneNumber(), PASSWORD);
    Session next = NODE.sessions().refresh(session.refreshToken());
    assertInvalid(session.refreshToken());
    assertInvalid(next.refreshToken());
    assertThat(NODE.sessions().refresh(elsewhere.refreshToken()).person().id())
        .isEqualTo(person.id());
  }

  @Test
  void of_twenty_at_once_with_one_token_one_gets_through_and_the_family_ends()
      throws InterruptedException {
    List<Object> outcomes =
        IdentityNode.together(20, () -> NODE.sessions().refresh(session.refreshToken()));
    assertThat(outcomes).filteredOn(Session.class::isInstance).hasSize(1);
    Session winner =
        outcomes.stream()
            .filter(Session.class::isInstance)
            .map(Session.class::cast)
            .findFirst()
            .orElseThrow();
    assertInvalid(winner.refreshToken());
  }

  @Test
  void a_token_works_until_its_thirty_days_have_passed_and_no_longer() {
    Session other = NODE.sessions().login(person.phoneNumber(), PASSWORD);
    NODE.clock.advance(Duration.ofDays(30).minusMillis(1));
    Session next = NODE.sessions().refresh(session.refreshToken());
    NODE.clock.advance(Duration.ofMillis(1));
    assertInvalid(other.refreshToken());
    assertThat(NODE.sessions().refresh(next.refreshToken()).person().id()).isEqualTo(person.id());
  }

  @Test
  void a_revoked_or_unknown_token_is_refused() {
    NODE.sessions().revoke(session.refreshToken());
    assertInvalid(session.refreshToken());
    NODE.sessions().revoke("unknown");
    assertInvalid("unknown");
    assertInvalid("");
  }

  @Test
  void a_new_password_ends_every_session() {
    NODE.passwords().change(person.id(), PASSWORD, "another password");
    assertInvalid(session.refreshToken());
    assertThat(NODE.authenticator().bearer(session.accessToken())).isEmpty();
  }

  @Test
  void a_login_deletes_the_persons_expired_sessions() {
    NODE.clock.advance(Duration.ofDays(30));
    NODE.sessions().login(person.phoneNumber(), PASSWORD);
    assertThat(NODE.count("refresh_family WHERE person_id = '" + person.id() + "'")).isEqualTo(1);
  }

  @Test
  void only_a_hash_of_the_token_is_kept() {
    assertThat(
            NODE.count(
                "refresh_token WHERE token_sha256 = sha256('"
                    + session.refreshToken()
                    + "'::bytea)"))
        .isEqualTo(1);
  }

  private static void assertInvalid(String refreshToken) {
    assertThat(rejectionOf(() -> NODE.sessions().refresh(refreshToken)).code())
        .isEqualTo(RejectionCode.REFRESH_TOKEN_INVALID);
  }
}
