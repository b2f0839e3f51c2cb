package io.griot.identity.id;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes UUIDs of version 7 (RFC 9562), each greater than the one before it on this node.
 *
 * <p>Within a millisecond the twelve bits after the time count up; when they run out, or when the
 * clock steps back, ids borrow the next millisecond rather than lose their order.
 */
public final class OrderedIds {
  private static final int LAST_COUNT = 0xFFF;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private long millis = Long.MIN_VALUE;
  private int count;

  public OrderedIds(Clock clock) {
    this.clock = clock;
  }

  public synchronized UUID next() {
    long now = clock.millis();
    if (now > millis) {
      startMillisecond(now);
    } else if (count == LAST_COUNT) {
      startMillisecond(millis + 1);
    } else {
      count++;
    }
    long high = millis << 16 | 0x7000L | count;
    long low = random.nextLong() >>> 2 | 1L << 63;
    return new UUID(high, low);
  }

  private void startMillisecond(long at) {
    millis = at;
    // Starting in the lower half leaves room to count and still makes ids hard to guess.
    count = random.nextInt(LAST_COUNT / 2);
  }
}
