package io.griot.sandbox.exchange;

import io.griot.sandbox.operation.Operation;
import java.util.Set;
import java.util.function.Supplier;

/** What a provider makes of a call. */
public sealed interface Recognised {

  /** Answered without an operation: not authenticated, not found, not understood. */
  record Answered(Reply reply) implements Recognised {}

  /**
   * An operation to carry out, or to get wrong.
   *
   * @param references by which faults are ordered: the customer's, the bills'
   * @param amount as it was sent, empty for what moves no money
   */
  record Asked(
      Operation operation,
      Set<String> references,
      String amount,
      String credential,
      Supplier<Reply> carryOut)
      implements Recognised {

    @Override
    public String toString() {
      return "Asked[" + operation + ", " + references + "]";
    }
  }
}
