package io.griot.core.bill;

import static io.griot.core.RejectionCode.AMOUNT_ABOVE_BILL;
import static io.griot.core.RejectionCode.AMOUNT_MISMATCH;
import static io.griot.core.RejectionCode.BILL_NOT_FOUND;
import static io.griot.core.RejectionCode.BILL_PAYMENT_NOT_FOUND;
import static io.griot.core.RejectionCode.CURRENCY_MISMATCH;
import static io.griot.core.RejectionCode.OUTCOME_NOT_UNKNOWN;

import io.griot.core.Rejection;
import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.NoteSoughtOutcome;
import io.griot.core.bill.BillPaymentCommand.ReferBillPayment;
import io.griot.core.bill.BillPaymentCommand.RejectBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentCommand.ResolveBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReturnUnsentBillPayment;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.bill.BillPaymentEvent.BillPaymentConfirmed;
import io.griot.core.bill.BillPaymentEvent.BillPaymentContradicted;
import io.griot.core.bill.BillPaymentEvent.BillPaymentFunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentNotSent;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeSought;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeUnknown;
import io.griot.core.bill.BillPaymentEvent.BillPaymentReferred;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRefunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRejected;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRequested;
import io.griot.core.bill.BillPaymentEvent.BillPaymentResolved;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSettled;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSubmitted;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.core.utility.Payee;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * State and rules of one payment to a utility.
 *
 * <p>What was learned of the provider is told by its commands. The provider is called once at most;
 * what it did may stay unknown, and then the money stays in clearing.
 */
public sealed interface BillPayment {

  /** The reason of a rejection that somebody else's payment was the cause of. */
  String PAID_ALREADY = "The provider says that the bill is paid already.";

  /** Not requested. */
  record Unrequested() implements BillPayment {}

  /** Requested: it has terms. */
  sealed interface Made extends BillPayment {
    Terms terms();
  }

  /** Its money is on the way out of the payer's wallet, in the same commit. */
  record Requested(Terms terms) implements Made {}

  /** The money awaits the provider, who was not called. */
  record Funded(Terms terms, EntryId entryId) implements Made {}

  /** The provider is being called. */
  record Submitted(Terms terms, EntryId entryId, Attempt attempt) implements Made {}

  /**
   * The provider was called, and nobody knows what it did.
   *
   * @param referred whether a person has to decide
   */
  record Unknown(Terms terms, EntryId entryId, Attempt attempt, String reason, boolean referred)
      implements Made {}

  /** The provider did it; the money is owed to it in the same commit. */
  record Confirmed(Terms terms, EntryId entryId, Confirmation confirmation) implements Made {}

  /** The provider did not do it; the payer gets the money in the same commit. */
  record Failed(Terms terms, EntryId entryId, String reason) implements Made {}

  /**
   * The money is owed to the provider.
   *
   * @param claims what was said to the contrary
   */
  record Settled(Terms terms, Confirmation confirmation, Set<String> claims) implements Made {
    public Settled {
      claims = Set.copyOf(claims);
    }
  }

  /**
   * The payer has the money back.
   *
   * @param claims what was said to the contrary
   */
  record Refunded(Terms terms, String reason, Set<String> claims) implements Made {
    public Refunded {
      claims = Set.copyOf(claims);
    }
  }

  /** Who pays what to whom. */
  record Terms(BillPaymentId paymentId, WalletId walletId, Payee payee, Money amount) {

    /** Where the money is while the provider's answer is awaited. */
    public SystemAccountId clearing() {
      return account(SystemAccountKind.CLEARING);
    }

    /** Where the money is when it is owed to the provider. */
    public SystemAccountId payable() {
      return account(SystemAccountKind.PAYABLE);
    }

    private SystemAccountId account(SystemAccountKind kind) {
      return new SystemAccountId(kind, payee.utility().provider().text(), amount.currency());
    }
  }

  /**
   * A call of the provider that may move money there.
   *
   * @param paidBefore what the provider had noted as paid before
   */
  record Attempt(AttemptId attemptId, @Nullable Money paidBefore) {}

  /** The refusal of what names no payment. */
  static Rejection notFound() {
    return new Rejection(BILL_PAYMENT_NOT_FOUND, "payment", "No such payment.");
  }

  /**
   * The payment, if it was requested.
   *
   * @throws Rejection BILL_PAYMENT_NOT_FOUND
   */
  static Made requireMade(BillPayment payment) {
    return switch (payment) {
      case Unrequested() -> throw notFound();
      case Made made -> made;
    };
  }

  /**
   * What is to be paid.
   *
   * @param currency of the payer's wallet
   * @throws Rejection BILL_NOT_FOUND, BILL_ALREADY_PAID, CURRENCY_MISMATCH, AMOUNT_TOO_PRECISE,
   *     AMOUNT_TOO_LARGE, AMOUNT_MISMATCH, AMOUNT_ABOVE_BILL
   */
  static Money toPay(RequestBillPayment command, Currency currency) {
    return switch (command.quote()) {
      case Quote.Missing() ->
          throw new Rejection(BILL_NOT_FOUND, "number", "The utility knows no such bill.");
      case Quote.Paid() -> throw Bill.alreadyPaid();
      case Quote.Open(Currency asked) -> {
        requireCurrency(currency, asked);
        yield command.amount().in(currency);
      }
      case Quote.Due(Money due, boolean partPayments) -> {
        requireCurrency(currency, due.currency());
        Money amount = command.amount().in(currency);
        if (!partPayments && !amount.equals(due)) {
          throw new Rejection(
              AMOUNT_MISMATCH, "amount", "The bill is over %s, not %s.".formatted(due, amount));
        }
        if (amount.compareTo(due) > 0) {
          throw new Rejection(
              AMOUNT_ABOVE_BILL,
              "amount",
              "Of the bill, %s is due, not %s.".formatted(due, amount));
        }
        yield amount;
      }
    };
  }

  /** Decides whether the provider may be called: whoever comes second changes nothing. */
  static List<BillPaymentEvent> decide(SubmitBillPayment command, Made payment) {
    return switch (payment) {
      case Funded _ ->
          List.of(
              new BillPaymentSubmitted(
                  command.paymentId(), command.attemptId(), command.paidBefore()));
      case Requested _, Submitted _, Unknown _, Confirmed _, Failed _, Settled _, Refunded _ ->
          List.of();
    };
  }

  /** Decides on the word that the provider did it. */
  static List<BillPaymentEvent> decide(ConfirmBillPayment command, Made payment) {
    return switch (payment) {
      case Submitted _, Unknown _ ->
          List.of(
              new BillPaymentConfirmed(command.paymentId(), command.confirmation()),
              new BillPaymentSettled(command.paymentId(), command.settlementId()));
      case Funded _ -> List.of(new BillPaymentContradicted(command.paymentId(), claim(command)));
      case Refunded refunded -> contradicted(refunded, refunded.claims(), claim(command));
      case Settled settled when contradicts(command.confirmation(), settled.confirmation()) ->
          contradicted(settled, settled.claims(), claim(command));
      case Settled _, Requested _, Confirmed _, Failed _ -> List.of();
    };
  }

  /** Decides on the provider's refusal. */
  static List<BillPaymentEvent> decide(RejectBillPayment command, Made payment) {
    return switch (payment) {
      case Submitted _, Unknown _ ->
          List.of(
              new BillPaymentRejected(command.paymentId(), command.reason()),
              new BillPaymentRefunded(command.paymentId(), command.refundId()));
      case Settled settled ->
          contradicted(settled, settled.claims(), "The provider refused it: " + command.reason());
      case Requested _, Funded _, Confirmed _, Failed _, Refunded _ -> List.of();
    };
  }

  /** Decides on the proof that the provider was not reached. */
  static List<BillPaymentEvent> decide(ReturnUnsentBillPayment command, Made payment) {
    return switch (payment) {
      case Funded _ when command.attemptId() == null -> unsent(command);
      case Submitted submitted when submitted.attempt().attemptId().equals(command.attemptId()) ->
          unsent(command);
      case Unknown unknown when unknown.attempt().attemptId().equals(command.attemptId()) ->
          unsent(command);
      case Settled settled when command.attemptId() != null ->
          contradicted(
              settled, settled.claims(), "The provider was not reached: " + command.reason());
      case Requested _,
          Funded _,
          Submitted _,
          Unknown _,
          Confirmed _,
          Failed _,
          Settled _,
          Refunded _ ->
          List.of();
    };
  }

  private static List<BillPaymentEvent> unsent(ReturnUnsentBillPayment command) {
    return List.of(
        new BillPaymentNotSent(command.paymentId(), command.reason()),
        new BillPaymentRefunded(command.paymentId(), command.refundId()));
  }

  private static String claim(ConfirmBillPayment command) {
    String reference = command.confirmation().providerReference();
    return "The provider confirmed it%s.".formatted(reference == null ? "" : " as " + reference);
  }

  /** Two numbers stand for two payments at the provider; a number that was lost for none. */
  private static boolean contradicts(Confirmation said, Confirmation known) {
    return said.providerReference() != null
        && known.providerReference() != null
        && !said.providerReference().equals(known.providerReference());
  }

  /** Each claim is noted once. */
  private static List<BillPaymentEvent> contradicted(
      Made payment, Set<String> claims, String claim) {
    return claims.contains(claim)
        ? List.of()
        : List.of(new BillPaymentContradicted(payment.terms().paymentId(), claim));
  }

  /** Decides on the word that nobody knows what the provider did. */
  static List<BillPaymentEvent> decide(ReportUnknownOutcome command, Made payment) {
    return switch (payment) {
      case Submitted _ ->
          List.of(new BillPaymentOutcomeUnknown(command.paymentId(), command.reason()));
      case Requested _, Funded _, Unknown _, Confirmed _, Failed _, Settled _, Refunded _ ->
          List.of();
    };
  }

  /** Decides on what the provider said when it was asked. */
  static List<BillPaymentEvent> decide(NoteSoughtOutcome command, Made payment) {
    return switch (payment) {
      case Unknown _ ->
          List.of(
              new BillPaymentOutcomeSought(
                  command.paymentId(), command.sought(), command.detail()));
      case Requested _, Funded _, Submitted _, Confirmed _, Failed _, Settled _, Refunded _ ->
          List.of();
    };
  }

  /** Decides whether a person has to decide. */
  static List<BillPaymentEvent> decide(ReferBillPayment command, Made payment) {
    return switch (payment) {
      case Unknown unknown when !unknown.referred() ->
          List.of(new BillPaymentReferred(command.paymentId(), command.reason()));
      case Requested _,
          Funded _,
          Submitted _,
          Unknown _,
          Confirmed _,
          Failed _,
          Settled _,
          Refunded _ ->
          List.of();
    };
  }

  /**
   * Decides on what a person decided.
   *
   * @throws Rejection OUTCOME_NOT_UNKNOWN
   */
  static List<BillPaymentEvent> decide(ResolveBillPayment command, Made payment) {
    return switch (payment) {
      case Unknown _ -> {
        BillPaymentResolved resolved =
            new BillPaymentResolved(command.paymentId(), command.resolution(), command.evidence());
        yield switch (command.resolution()) {
          case CONFIRMED ->
              List.of(
                  resolved,
                  new BillPaymentConfirmed(
                      command.paymentId(), new Confirmation(command.providerReference(), Map.of())),
                  new BillPaymentSettled(command.paymentId(), command.entryId()));
          case REFUNDED ->
              List.of(resolved, new BillPaymentRefunded(command.paymentId(), command.entryId()));
        };
      }
      case Requested _, Funded _, Submitted _, Confirmed _, Failed _, Settled _, Refunded _ ->
          throw new Rejection(
              OUTCOME_NOT_UNKNOWN,
              "payment",
              "The payment is %s: there is nothing to decide.".formatted(status(payment).text()));
    };
  }

  /** How far the payment is. */
  static BillPaymentStatus status(Made payment) {
    return switch (payment) {
      case Requested _, Funded _ -> BillPaymentStatus.FUNDED;
      case Submitted _ -> BillPaymentStatus.SUBMITTED;
      case Unknown _ -> BillPaymentStatus.UNKNOWN;
      case Confirmed _, Settled _ -> BillPaymentStatus.CONFIRMED;
      case Failed _, Refunded _ -> BillPaymentStatus.REFUNDED;
    };
  }

  /** The entry that took the payer's money, while it awaits the provider. */
  static EntryId funding(Made payment) {
    return switch (payment) {
      case Funded funded -> funded.entryId();
      case Submitted submitted -> submitted.entryId();
      case Unknown unknown -> unknown.entryId();
      case Requested _, Confirmed _, Failed _, Settled _, Refunded _ ->
          throw new IllegalStateException("Nothing awaits the provider: " + payment);
    };
  }

  /** What a command is answered. */
  static BillPaymentReceipt receipt(Made payment) {
    BillPaymentStatus status = status(payment);
    Terms terms = payment.terms();
    return switch (payment) {
      case Requested _, Funded _ ->
          new BillPaymentReceipt(status, terms, null, null, false, null, null);
      case Submitted(Terms _, EntryId _, Attempt(AttemptId attemptId, Money paidBefore)) ->
          new BillPaymentReceipt(status, terms, attemptId, paidBefore, false, null, null);
      case Unknown unknown ->
          new BillPaymentReceipt(
              status,
              terms,
              unknown.attempt().attemptId(),
              unknown.attempt().paidBefore(),
              unknown.referred(),
              null,
              unknown.reason());
      case Confirmed confirmed ->
          new BillPaymentReceipt(status, terms, null, null, false, confirmed.confirmation(), null);
      case Settled settled ->
          new BillPaymentReceipt(status, terms, null, null, false, settled.confirmation(), null);
      case Failed failed ->
          new BillPaymentReceipt(status, terms, null, null, false, null, failed.reason());
      case Refunded refunded ->
          new BillPaymentReceipt(status, terms, null, null, false, null, refunded.reason());
    };
  }

  /** The payment after an event. */
  static BillPayment evolve(BillPayment payment, BillPaymentEvent event) {
    return switch (event) {
      case BillPaymentRequested requested ->
          switch (payment) {
            case Unrequested() ->
                new Requested(
                    new Terms(
                        requested.paymentId(),
                        requested.walletId(),
                        requested.payee(),
                        requested.amount()));
            case Made _ -> throw impossible(payment, event);
          };
      case BillPaymentFunded funded ->
          payment instanceof Requested(Terms terms)
              ? new Funded(terms, funded.entryId())
              : raise(payment, event);
      case BillPaymentSubmitted submitted ->
          payment instanceof Funded(Terms terms, EntryId entryId)
              ? new Submitted(
                  terms, entryId, new Attempt(submitted.attemptId(), submitted.paidBefore()))
              : raise(payment, event);
      case BillPaymentOutcomeUnknown unknown ->
          payment instanceof Submitted(Terms terms, EntryId entryId, Attempt attempt)
              ? new Unknown(terms, entryId, attempt, unknown.reason(), false)
              : raise(payment, event);
      case BillPaymentOutcomeSought _ ->
          payment instanceof Unknown ? payment : raise(payment, event);
      case BillPaymentReferred _ ->
          payment
                  instanceof
                  Unknown(Terms terms, EntryId entryId, Attempt attempt, String reason, boolean _)
              ? new Unknown(terms, entryId, attempt, reason, true)
              : raise(payment, event);
      case BillPaymentResolved resolved ->
          payment instanceof Unknown unknown
              ? switch (resolved.resolution()) {
                // Its confirmation follows.
                case CONFIRMED -> unknown;
                case REFUNDED ->
                    new Failed(unknown.terms(), unknown.entryId(), resolved.evidence());
              }
              : raise(payment, event);
      case BillPaymentConfirmed confirmed ->
          switch (payment) {
            case Submitted(Terms terms, EntryId entryId, Attempt _) ->
                new Confirmed(terms, entryId, confirmed.confirmation());
            case Unknown unknown ->
                new Confirmed(unknown.terms(), unknown.entryId(), confirmed.confirmation());
            case Unrequested _,
                Requested _,
                Funded _,
                Confirmed _,
                Failed _,
                Settled _,
                Refunded _ ->
                throw impossible(payment, event);
          };
      case BillPaymentRejected rejected -> failed(payment, event, rejected.reason());
      case BillPaymentNotSent notSent -> failed(payment, event, notSent.reason());
      case BillPaymentSettled _ ->
          payment instanceof Confirmed(Terms terms, EntryId _, Confirmation confirmation)
              ? new Settled(terms, confirmation, Set.of())
              : raise(payment, event);
      case BillPaymentRefunded _ ->
          payment instanceof Failed(Terms terms, EntryId _, String reason)
              ? new Refunded(terms, reason, Set.of())
              : raise(payment, event);
      case BillPaymentContradicted contradicted ->
          switch (payment) {
            case Funded funded -> funded;
            case Settled(Terms terms, Confirmation confirmation, Set<String> claims) ->
                new Settled(terms, confirmation, with(claims, contradicted.claim()));
            case Refunded(Terms terms, String reason, Set<String> claims) ->
                new Refunded(terms, reason, with(claims, contradicted.claim()));
            case Unrequested _, Requested _, Submitted _, Unknown _, Confirmed _, Failed _ ->
                throw impossible(payment, event);
          };
    };
  }

  private static Set<String> with(Set<String> claims, String claim) {
    Set<String> all = new HashSet<>(claims);
    all.add(claim);
    return all;
  }

  private static Failed failed(BillPayment payment, BillPaymentEvent event, String reason) {
    return switch (payment) {
      case Funded(Terms terms, EntryId entryId) -> new Failed(terms, entryId, reason);
      case Submitted(Terms terms, EntryId entryId, Attempt _) -> new Failed(terms, entryId, reason);
      case Unknown unknown -> new Failed(unknown.terms(), unknown.entryId(), reason);
      case Unrequested _, Requested _, Confirmed _, Failed _, Settled _, Refunded _ ->
          throw impossible(payment, event);
    };
  }

  private static void requireCurrency(Currency wallet, Currency asked) {
    if (!wallet.equals(asked)) {
      throw new Rejection(
          CURRENCY_MISMATCH,
          "from",
          "The wallet is in %s, the bill in %s.".formatted(wallet, asked));
    }
  }

  private static BillPayment raise(BillPayment payment, BillPaymentEvent event) {
    throw impossible(payment, event);
  }

  private static IllegalStateException impossible(BillPayment payment, BillPaymentEvent event) {
    return new IllegalStateException(event + " after " + payment);
  }
}
