package io.griot.query.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.wire.RefusedRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitingLookupsTest {

  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private final LookupLimit limit = new LookupLimit(6, new Stopped());

  @BeforeEach
  void useUpAllButOne() {
    for (int i = 0; i < 5; i++) {
      limit.take("user:1");
    }
  }

  @Test
  void allows_the_last_and_refuses_the_next() {
    assertThatCode(() -> limit.take("user:1")).doesNotThrowAnyException();
    assertRefused(11);
    assertRefused(11);
  }

  @Test
  void counts_each_caller_alone() {
    limit.take("user:1");
    assertThatCode(() -> limit.take("user:2")).doesNotThrowAnyException();
  }

  @Test
  void gives_back_one_lookup_after_a_sixth_of_a_minute() {
    limit.take("user:1");
    pass(Duration.ofMillis(9_999));
    assertRefused(1);
    pass(Duration.ofMillis(1));
    assertThatCode(() -> limit.take("user:1")).doesNotThrowAnyException();
    assertRefused(11);
  }

  @Test
  void never_saves_up_more_than_a_minutes_worth() {
    pass(Duration.ofHours(5));
    for (int i = 0; i < 6; i++) {
      limit.take("user:1");
    }
    assertRefused(11);
  }

  private void assertRefused(long retryAfterSeconds) {
    assertThatThrownBy(() -> limit.take("user:1"))
        .isInstanceOfSatisfying(
            RefusedRequest.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(429);
              assertThat(refused.headers())
                  .containsEntry("Retry-After", Long.toString(retryAfterSeconds));
            });
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private final class Stopped extends Clock {

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
