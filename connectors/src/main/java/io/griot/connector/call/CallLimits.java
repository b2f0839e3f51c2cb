package io.griot.connector.call;

import java.time.Duration;

/**
 * How a provider may be called.
 *
 * @param timeout of a call as a whole, from asking for a connection to the end of the answer
 * @param concurrency payments under way at once for one utility; questions have a quarter of it
 * @param callsPerSecond payments that may be begun in a second, and questions apart from them; 0
 *     for any number
 */
public record CallLimits(Duration timeout, int concurrency, int callsPerSecond) {

  public CallLimits {
    if (!timeout.isPositive() || concurrency < 1 || callsPerSecond < 0) {
      throw new IllegalArgumentException("Not limits of calls");
    }
  }

  /** Fewer, and apart, so that people who look at their bills never keep a payment waiting. */
  int concurrentQuestions() {
    return Math.max(1, concurrency / 4);
  }
}
