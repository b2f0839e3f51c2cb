package io.griot.server.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line that says how far the work is: redrawn on a terminal, repeated now and then elsewhere.
 */
public final class ProgressLine implements AutoCloseable {

  private static final Duration REDRAWN = Duration.ofMillis(100);
  private static final Duration REPEATED = Duration.ofSeconds(5);
  private static final int BAR_WIDTH = 24;
  private static final String CLEAR_TO_END = "\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanoClock;
  private final long intervalNanos;
  private long shownAtNanos;
  private boolean drawn;

  ProgressLine(PrintWriter err, boolean terminal, LongSupplier nanoClock) {
    this.err = err;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
    this.intervalNanos = (terminal ? REDRAWN : REPEATED).toNanos();
    this.shownAtNanos = nanoClock.getAsLong() - (terminal ? intervalNanos : 0);
  }

  /** On standard error. */
  public static ProgressLine on(PrintWriter err) {
    return new ProgressLine(err, Terminal.isStandardError(), System::nanoTime);
  }

  /**
   * Shows this, unless something was shown a moment ago.
   *
   * @param done of the whole, from 0 to 1
   */
  public void show(double done, String text) {
    long now = nanoClock.getAsLong();
    if (now - shownAtNanos < intervalNanos) {
      return;
    }
    shownAtNanos = now;
    String percent = String.format(Locale.ROOT, "%3.0f %%  %s", Math.clamp(done, 0, 1) * 100, text);
    if (terminal) {
      int filled = (int) Math.round(Math.clamp(done, 0, 1) * BAR_WIDTH);
      err.print(
          "\r["
              + "#".repeat(filled)
              + "-".repeat(BAR_WIDTH - filled)
              + "] "
              + percent
              + CLEAR_TO_END);
      drawn = true;
    } else {
      err.println(percent.strip());
    }
    err.flush();
  }

  /** Leaves the terminal as if nothing had been drawn. */
  @Override
  public void close() {
    if (drawn) {
      err.print("\r" + CLEAR_TO_END);
      err.flush();
      drawn = false;
    }
  }
}
