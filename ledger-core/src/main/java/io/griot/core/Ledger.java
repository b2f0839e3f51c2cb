package io.griot.core;

import java.util.List;
import java.util.Optional;

/**
 * The way into the ledger: every command goes through here and is answered once it is durable.
 *
 * <p>All methods throw {@link LedgerUnavailable} if the ledger cannot take the request now; nothing
 * is then known of its effect unless it carried an idempotency key and is sent again.
 */
public interface Ledger {

  /** Runs one command. */
  Answer send(LedgerRequest request);

  /**
   * Runs each command in the order given; one refused does not stop the next. A fault of one does
   * not either, but is thrown in the end: the answers of the others are had by their keys.
   */
  List<Answer> sendInOrder(List<LedgerRequest> requests);

  /**
   * Runs all commands in one commit, or none: after the first refusal nothing is kept, and the list
   * ends with that refusal.
   */
  List<Answer> sendAllOrNone(List<LedgerRequest> requests);

  /**
   * What was answered under a key, if it was used before: refused with IDEMPOTENCY_KEY_REUSED if
   * that was another request.
   */
  Optional<Answer> recall(IdempotencyKey key);
}
