package io.griot.identity.notifier;

/** A message did not go out, or may not have. */
public final class NotSent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The reason goes to the log: it names no address and quotes no text. */
  public NotSent(String reason, Throwable cause) {
    super(reason, cause);
  }

  public NotSent(String reason) {
    super(reason);
  }
}
