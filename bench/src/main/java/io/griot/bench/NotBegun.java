package io.griot.bench;

/** The benchmark cannot begin, for a reason that whoever called it can mend; said in one line. */
final class NotBegun extends RuntimeException {

  NotBegun(String line) {
    super(line);
  }

  NotBegun(String line, Throwable cause) {
    super(line, cause);
  }
}
