package io.griot.connector.call;

/** A call under way: sends what belongs to it. */
public interface Exchange {

  /**
   * Sends once, and reads the answer, whatever its status but one: 429, too many requests, proves
   * that nothing was done.
   *
   * @throws CallFailed if there is no answer
   */
  Answer send(Request request) throws CallFailed;

  /** What was sent last was turned away unread: the answer proves that it did nothing. */
  void turnedAway();
}
