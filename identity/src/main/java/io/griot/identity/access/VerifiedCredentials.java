package io.griot.identity.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.griot.identity.credential.CredentialChanges;
import io.griot.identity.credential.RandomSecrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What this node verified lately, by the SHA-256 of the credential, so that a signature or a slow
 * hash is not computed at every request.
 *
 * <p>A change of a password, role or key made on this node is seen at once, one made on another
 * node after at most the time for which an answer is kept.
 */
final class VerifiedCredentials {
  private final Clock clock;
  private final Duration keptFor;
  private final Cache<String, Verified> verified;

  /** A burst with one new credential verifies it once. */
  private final ReentrantLock[] turns =
      IntStream.range(0, 256).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  private long changesSeen;

  VerifiedCredentials(Clock clock, Duration keptFor, int keptAtMost, CredentialChanges changes) {
    this.clock = clock;
    this.keptFor = keptFor;
    this.verified = Caffeine.newBuilder().maximumSize(keptAtMost).build();
    changes.listen(this::drop);
  }

  /** A principal and the end of what proves it. */
  record Verified(Principal principal, Instant until) {}

  Optional<Principal> get(String credential, Supplier<Optional<Verified>> verification) {
    String key = Base64.getEncoder().encodeToString(RandomSecrets.sha256(credential));
    return kept(key).or(() -> verify(key, verification));
  }

  private Optional<Principal> verify(String key, Supplier<Optional<Verified>> verification) {
    ReentrantLock turn = turns[Math.floorMod(key.hashCode(), turns.length)];
    turn.lock();
    try {
      Optional<Principal> meanwhile = kept(key);
      if (meanwhile.isPresent()) {
        return meanwhile;
      }
      long changesBefore = changesSeen();
      Optional<Verified> found = verification.get();
      found.ifPresent(fresh -> keep(key, fresh, changesBefore));
      return found.map(Verified::principal);
    } finally {
      turn.unlock();
    }
  }

  private Optional<Principal> kept(String key) {
    @Nullable Verified found = verified.getIfPresent(key);
    if (found == null) {
      return Optional.empty();
    }
    if (clock.instant().isBefore(found.until)) {
      return Optional.of(found.principal);
    }
    verified.invalidate(key);
    return Optional.empty();
  }

  /** What was verified while something changed may be from before the change, and is not kept. */
  private synchronized void keep(String key, Verified fresh, long changesBefore) {
    if (changesBefore == changesSeen) {
      Instant limit = clock.instant().plus(keptFor);
      Instant until = fresh.until.isBefore(limit) ? fresh.until : limit;
      verified.put(key, new Verified(fresh.principal, until));
    }
  }

  private synchronized long changesSeen() {
    return changesSeen;
  }

  private synchronized void drop(String actor) {
    changesSeen++;
    verified.asMap().values().removeIf(kept -> kept.principal.actor().equals(actor));
  }
}
