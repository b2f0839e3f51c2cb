package io.griot.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.MutableClock;
import io.griot.identity.access.VerifiedCredentials.Verified;
import io.griot.identity.credential.CredentialChanges;
import io.griot.identity.person.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeepingVerifiedCredentialsTest {
  private final MutableClock clock = new MutableClock();
  private final CredentialChanges changes = new CredentialChanges();
  private final VerifiedCredentials credentials =
      new VerifiedCredentials(clock, Duration.ofSeconds(60), 100, changes);
  private final Principal principal =
      new Principal.OfPerson(new UUID(0, 1), "+251911000000", Set.of(Role.USER), "basic");
  private int verifications;

  @Test
  void verifies_once_until_the_time_is_over() {
    get(Instant.MAX);
    clock.advance(Duration.ofSeconds(60).minusMillis(1));
    get(Instant.MAX);
    assertThat(verifications).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    get(Instant.MAX);
    assertThat(verifications).isEqualTo(2);
  }

  @Test
  void never_trusts_a_credential_beyond_its_own_end() {
    Instant end = clock.instant().plusSeconds(10);
    get(end);
    clock.advance(Duration.ofSeconds(10).minusMillis(1));
    get(end);
    assertThat(verifications).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    get(end);
    assertThat(verifications).isEqualTo(2);
  }

  @Test
  void a_failure_is_not_kept() {
    assertThat(credentials.get("c", Optional::empty)).isEmpty();
    assertThat(get(Instant.MAX)).contains(principal);
  }

  @Test
  void a_change_drops_the_actor_and_nobody_else() {
    get(Instant.MAX);
    changes.changed("user:" + new UUID(0, 2));
    get(Instant.MAX);
    assertThat(verifications).isEqualTo(1);
    changes.changed(principal.actor());
    get(Instant.MAX);
    assertThat(verifications).isEqualTo(2);
  }

  @Test
  void what_was_verified_while_something_changed_is_not_kept() {
    credentials.get(
        "c",
        () -> {
          verifications++;
          changes.changed(principal.actor());
          return Optional.of(new Verified(principal, Instant.MAX));
        });
    get(Instant.MAX);
    assertThat(verifications).isEqualTo(2);
  }

  private Optional<Principal> get(Instant until) {
    return credentials.get(
        "c",
        () -> {
          verifications++;
          return Optional.of(new Verified(principal, until));
        });
  }
}
