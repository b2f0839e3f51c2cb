package io.griot.server.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShowingProgressTest {

  private final StringWriter err = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void a_terminal_gets_one_line_that_is_drawn_again_and_wiped_in_the_end() {
    try (ProgressLine line = line(true)) {
      line.show(0.25, "250 rows");
      pass(Duration.ofMillis(99));
      line.show(0.3, "300 rows");
      pass(Duration.ofMillis(1));
      line.show(1, "1,000 rows");
    }

    assertThat(err.toString())
        .isEqualTo(
            "\r[######------------------]  25 %  250 rows\u001b[K"
                + "\r[########################] 100 %  1,000 rows\u001b[K"
                + "\r\u001b[K");
  }

  @Test
  void elsewhere_a_plain_line_comes_now_and_then() {
    try (ProgressLine line = line(false)) {
      line.show(0.1, "100 rows");
      pass(Duration.ofSeconds(5));
      line.show(0.5, "500 rows");
      line.show(0.6, "600 rows");
    }

    assertThat(err.toString().lines()).containsExactly("50 %  500 rows");
  }

  private ProgressLine line(boolean terminal) {
    return new ProgressLine(new PrintWriter(err), terminal, nanos::get);
  }

  private void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
