package io.griot.identity.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.MutableClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderingIdsTest {
  private final MutableClock clock = new MutableClock();
  private final OrderedIds ids = new OrderedIds(clock);

  @Test
  void an_id_is_a_version_7_uuid_that_starts_with_the_time() {
    UUID id = ids.next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
  }

  @Test
  void ids_rise_within_a_millisecond_even_when_its_count_runs_out() {
    String previous = ids.next().toString();
    for (int i = 0; i < 10_000; i++) {
      String next = ids.next().toString();
      assertThat(next).isGreaterThan(previous);
      previous = next;
    }
  }

  @Test
  void ids_rise_though_the_clock_steps_back() {
    String before = ids.next().toString();
    clock.advance(Duration.ofSeconds(-5));
    assertThat(ids.next().toString()).isGreaterThan(before);
  }
}
