package io.griot.query.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one caller from finding out whose phone is whose by trying them all: a bucket of tokens for
 * each, refilled evenly.
 *
 * <p>Each node counts for itself.
 */
public final class LookupLimit {

  private static final int CALLERS_REMEMBERED = 100_000;

  private final int perMinute;
  private final Duration refillInterval;
  private final Clock clock;
  private final Cache<String, Bucket> buckets;

  public LookupLimit(int perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.refillInterval = Duration.ofMinutes(1).dividedBy(perMinute);
    this.clock = clock;
    this.buckets = Caffeine.newBuilder().maximumSize(CALLERS_REMEMBERED).build();
  }

  /**
   * Counts one lookup.
   *
   * @throws RefusedRequest 429 if the caller has none left
   */
  void take(String caller) {
    Instant now = clock.instant();
    Bucket bucket = buckets.asMap().compute(caller, (_, before) -> refilled(before, now).lessOne());
    if (bucket.tokens < 0) {
      long seconds =
          Math.max(
              1, Duration.between(now, bucket.refilledAt.plus(refillInterval)).toSeconds() + 1);
      throw new RefusedRequest(
          Problem.of(
              429,
              "TOO_MANY_LOOKUPS",
              "At most %d lookups a minute; try again in %d seconds."
                  .formatted(perMinute, seconds)),
          Map.of("Retry-After", Long.toString(seconds)));
    }
  }

  private Bucket refilled(@Nullable Bucket before, Instant now) {
    if (before == null) {
      return new Bucket(perMinute, now);
    }
    long passed = Math.max(0, Duration.between(before.refilledAt, now).dividedBy(refillInterval));
    int tokens = (int) Math.min(perMinute, Math.max(0, before.tokens) + passed);
    return new Bucket(
        tokens,
        tokens == perMinute ? now : before.refilledAt.plus(refillInterval.multipliedBy(passed)));
  }

  private record Bucket(int tokens, Instant refilledAt) {

    Bucket lessOne() {
      return new Bucket(tokens - 1, refilledAt);
    }
  }
}
