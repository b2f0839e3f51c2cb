package io.griot.server.settings;

/** Griot cannot start, for a reason that one line explains to the operator. */
public class StartRefused extends RuntimeException {

  /** The line names what is wrong and what would do. */
  public StartRefused(String line) {
    super(line);
  }

  /** The cause is for a debugger; the line must stand alone. */
  public StartRefused(String line, Throwable cause) {
    super(line, cause);
  }
}
