package io.griot.core.approval;

import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;

/** What is done if a second person agrees. */
public sealed interface Measure {

  /** What counts against the threshold: the money that moves, or that the wallet has. */
  Money amount();

  /** What was written by whoever asked. */
  String remarks();

  /** Some of what an entry moved is given back, or all that was left of it. */
  record Refund(EntryId original, Money amount, boolean fromSuspense, String remarks)
      implements Measure {}

  /** The same of a disputed entry, which resolves the dispute. */
  record DisputeRefund(
      DisputeId disputeId, EntryId original, Money amount, boolean fromSuspense, String remarks)
      implements Measure {}

  /** Everything that an entry moved is moved back. */
  record Reversal(EntryId original, Money amount, String remarks) implements Measure {}

  /** A wallet is stopped from sending and receiving. */
  record Restriction(WalletId walletId, Money amount, String remarks) implements Measure {}

  /** A restricted wallet may send and receive again. */
  record Unrestriction(WalletId walletId, Money amount, String remarks) implements Measure {}

  /** Its kind as it is stored and sent: {@code refund}. */
  default String kind() {
    return switch (this) {
      case Refund _ -> "refund";
      case DisputeRefund _ -> "dispute_refund";
      case Reversal _ -> "reversal";
      case Restriction _ -> "restriction";
      case Unrestriction _ -> "unrestriction";
    };
  }

  /** Whether the house pays, from suspense. */
  default boolean paidBySuspense() {
    return switch (this) {
      case Refund refund -> refund.fromSuspense();
      case DisputeRefund refund -> refund.fromSuspense();
      case Reversal _, Restriction _, Unrestriction _ -> false;
    };
  }

  /** Whether carrying it out posts an entry. */
  default boolean movesMoney() {
    return switch (this) {
      case Refund _, DisputeRefund _, Reversal _ -> true;
      case Restriction _, Unrestriction _ -> false;
    };
  }
}
