package io.griot.identity.notifier;

/** Sends messages to people; whoever runs identity says how. */
@FunctionalInterface
public interface Notifier {

  /**
   * Sends one, within a bounded time.
   *
   * @throws NotSent if it did not go out, or may not have
   */
  void send(Message message);
}
