package io.griot.connector;

import io.griot.core.bill.Confirmation;

/** What a provider shows of a payment whose outcome is unknown. Details are sentences. */
public sealed interface Finding {

  /** It shows the payment as done; the reference may be lost with its answer. */
  record Paid(Confirmation confirmation) implements Finding {}

  /** It shows the bill as it was: a late effect may yet come. */
  record Unpaid(String detail) implements Finding {}

  /** It did not answer, or nothing that can be read. */
  record NoAnswer(String detail) implements Finding {}

  /** It shows something else than either. */
  record Unclear(String detail) implements Finding {}

  /** It has no way of being asked: a person decides. */
  record CannotBeAsked(String detail) implements Finding {}
}
