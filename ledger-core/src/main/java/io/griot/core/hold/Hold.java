package io.griot.core.hold;

import static io.griot.core.RejectionCode.AMOUNT_ABOVE_HOLD;
import static io.griot.core.RejectionCode.EXPIRES_AT_IN_PAST;
import static io.griot.core.RejectionCode.HOLD_ENDED;
import static io.griot.core.RejectionCode.HOLD_NOT_FOUND;

import io.griot.core.Rejection;
import io.griot.core.hold.HoldEvent.HoldExpired;
import io.griot.core.hold.HoldEvent.HoldPlaced;
import io.griot.core.hold.HoldEvent.HoldSettled;
import io.griot.core.hold.HoldEvent.HoldVoided;
import io.griot.core.id.HoldId;
import io.griot.core.id.WalletId;
import io.griot.core.money.MajorUnits;
import io.griot.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** State and rules of one hold. */
public sealed interface Hold {

  /** Not placed: to everybody but the command that places it, it does not exist. */
  record Unplaced() implements Hold {}

  /** Money is set apart. */
  record Placed(HoldId holdId, WalletId walletId, Money amount, @Nullable Instant expiresAt)
      implements Hold {

    /** Whether its time is over. */
    public boolean isOver(Instant now) {
      return expiresAt != null && !now.isBefore(expiresAt);
    }
  }

  /** Nothing is set apart any more. */
  record Ended(HoldId holdId, WalletId walletId, How how) implements Hold {

    /** How a hold ended. */
    public enum How {
      SETTLED,
      VOIDED,
      EXPIRED
    }
  }

  /**
   * Refuses a hold that would be over before it begins.
   *
   * @throws Rejection EXPIRES_AT_IN_PAST
   */
  static void requireFuture(@Nullable Instant expiresAt, Instant now) {
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw new Rejection(
          EXPIRES_AT_IN_PAST,
          "expires_at",
          "%s is not after the ledger's clock, %s.".formatted(expiresAt, now));
    }
  }

  /** The refusal of a hold that is not there, or not the sender's. */
  static Rejection notFound() {
    return new Rejection(HOLD_NOT_FOUND, "hold", "No such hold.");
  }

  /**
   * The hold, if money is still set apart.
   *
   * @throws Rejection HOLD_NOT_FOUND, HOLD_ENDED
   */
  static Placed requirePlaced(Hold hold, Instant now) {
    return switch (hold) {
      case Unplaced() -> throw notFound();
      case Placed placed when placed.isOver(now) ->
          throw new Rejection(HOLD_ENDED, "hold", "The hold is over.");
      case Placed placed -> placed;
      case Ended(_, _, Ended.How how) ->
          throw new Rejection(
              HOLD_ENDED,
              "hold",
              switch (how) {
                case SETTLED -> "The hold was settled.";
                case VOIDED -> "The hold was voided.";
                case EXPIRED -> "The hold is over.";
              });
    };
  }

  /**
   * What of the hold is paid.
   *
   * @param asked null for all of it
   * @throws Rejection AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE, AMOUNT_ABOVE_HOLD
   */
  static Money toPay(Placed hold, @Nullable MajorUnits asked) {
    if (asked == null) {
      return hold.amount();
    }
    Money amount = asked.in(hold.amount().currency());
    if (amount.compareTo(hold.amount()) > 0) {
      throw new Rejection(
          AMOUNT_ABOVE_HOLD,
          "amount",
          "The hold is over %s, not %s.".formatted(hold.amount(), amount));
    }
    return amount;
  }

  /** The hold after an event. */
  static Hold evolve(Hold hold, HoldEvent event) {
    return switch (event) {
      case HoldPlaced placed ->
          switch (hold) {
            case Unplaced() ->
                new Placed(placed.holdId(), placed.walletId(), placed.amount(), placed.expiresAt());
            case Placed _, Ended _ -> throw new IllegalStateException(placed + " after " + hold);
          };
      case HoldSettled _ -> end(hold, event, Ended.How.SETTLED);
      case HoldVoided _ -> end(hold, event, Ended.How.VOIDED);
      case HoldExpired _ -> end(hold, event, Ended.How.EXPIRED);
    };
  }

  private static Ended end(Hold hold, HoldEvent event, Ended.How how) {
    return switch (hold) {
      case Placed placed -> new Ended(placed.holdId(), placed.walletId(), how);
      case Unplaced _, Ended _ -> throw new IllegalStateException(event + " after " + hold);
    };
  }
}
