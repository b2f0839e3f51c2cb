package io.griot.projection.log;

/** What the log has at a position cannot be read as an event of the ledger. */
public final class UnreadableEvent extends RuntimeException {

  UnreadableEvent(long position, RuntimeException cause) {
    super("The event at position %d cannot be read: %s".formatted(position, cause), cause);
  }
}
