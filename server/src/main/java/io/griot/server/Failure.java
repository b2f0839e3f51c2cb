package io.griot.server;

import io.griot.server.settings.StartRefused;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;

/** What is said when a command cannot do its work: one line if an operator can mend it. */
final class Failure {

  private static final Logger LOG = LoggerFactory.getLogger(Failure.class);
  private static final int FAILED = 1;
  private static final int NOT_STARTED = 2;

  private Failure() {}

  /** Prints it and gives the exit code. */
  static int report(Throwable thrown, PrintWriter err) {
    String line = line(thrown);
    if (line == null) {
      LOG.error("Griot failed", thrown);
      return FAILED;
    }
    err.println("griot: " + line);
    return NOT_STARTED;
  }

  private static @Nullable String line(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case StartRefused refused -> {
          return refused.getMessage();
        }
        case PortInUseException taken -> {
          return "GRIOT_PORT is "
              + taken.getPort()
              + ", which another program listens on: stop it, or give another port.";
        }
        default -> {
          // Look further down.
        }
      }
    }
    return null;
  }
}
