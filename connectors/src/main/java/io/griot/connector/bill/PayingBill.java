package io.griot.connector.bill;

import io.griot.connector.Connector;
import io.griot.connector.Outcome;
import io.griot.connector.PaymentOrder;
import io.griot.connector.bill.SagaWatch.Boundary;
import io.griot.core.LedgerUnavailable;
import io.griot.core.bill.BillPayment;
import io.griot.core.bill.BillPayment.Terms;
import io.griot.core.bill.BillPaymentCommand;
import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.RejectBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.ReturnUnsentBillPayment;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.bill.Confirmation;
import io.griot.core.engine.LoggedPayments;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.money.Money;
import io.griot.core.utility.Provider;
import io.griot.core.utility.ProviderUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one payment to its provider, once.
 *
 * <p>The log says before the call that it is about to be made. Whoever finds that said, and is not
 * the one who said it, knows that a call may have been made whose answer is lost.
 */
final class PayingBill {

  private static final Logger LOG = LoggerFactory.getLogger(PayingBill.class);

  /** Money does not wait longer for a process that knows the provider. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  /** Nor for a provider that does not even say what was paid before. */
  private static final Duration LONGEST_ASKING = Duration.ofMinutes(1);

  /**
   * Whoever is held up for longer between saying that it calls and calling may have been given up
   * by others, and its payment decided on.
   */
  private static final Duration LONGEST_HESITATION = Duration.ofSeconds(8);

  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
  private static final Duration CROWDED = Duration.ofSeconds(1);
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);
  private static final Duration TELL_AGAIN = Duration.ofSeconds(5);

  private final LoggedPayments payments;
  private final Connectors connectors;
  private final Insistence ledger;
  private final Insistence outcomes;
  private final Supplier<UUID> ids;
  private final Clock clock;
  private final LongSupplier nanos;
  private final SagaWatch watch;

  /**
   * @param outcomes insists for as long as the process lives: an answer that only it knows is lost
   *     with it
   * @param nanos of a time that is never set: {@code System::nanoTime}
   */
  PayingBill(
      LoggedPayments payments,
      Connectors connectors,
      Insistence ledger,
      Insistence outcomes,
      Supplier<UUID> ids,
      Clock clock,
      LongSupplier nanos,
      SagaWatch watch) {
    this.payments = payments;
    this.connectors = connectors;
    this.ledger = ledger;
    this.outcomes = outcomes;
    this.ids = ids;
    this.clock = clock;
    this.nanos = nanos;
    this.watch = watch;
  }

  /**
   * Runs the task.
   *
   * @param learned what the provider answered to an earlier run that could not tell the ledger
   * @throws LedgerUnavailable if nothing can be told now, and nothing was learned
   */
  Next run(BillPaymentId paymentId, @Nullable String learned) {
    if (learned != null) {
      Learned kept = Learned.read(learned);
      return report(paymentId, kept.attemptId(), kept.toOutcome());
    }
    LoggedPayments.Logged logged =
        payments
            .find(paymentId)
            .orElseThrow(() -> new IllegalStateException(paymentId + " is not in the log"));
    return switch (logged.payment()) {
      case BillPayment.Funded funded -> carry(funded.terms(), logged.requestedAt());
      case BillPayment.Submitted _ -> {
        ledger.tell(
            new ReportUnknownOutcome(
                paymentId, "Whoever called the provider ended before its answer was noted."));
        yield new Next.Done();
      }
      case BillPayment.Requested _,
          BillPayment.Unknown _,
          BillPayment.Confirmed _,
          BillPayment.Failed _,
          BillPayment.Settled _,
          BillPayment.Refunded _ ->
          new Next.Done();
    };
  }

  private Next carry(Terms terms, Instant requestedAt) {
    Provider provider = terms.payee().utility().provider();
    Optional<Connectors.Place> found = connectors.find(provider);
    if (found.isEmpty()) {
      return clock.instant().isBefore(requestedAt.plus(LONGEST_WAIT))
          ? new Next.Again(ELSEWHERE)
          : report(
              terms.paymentId(),
              null,
              new Outcome.NotSent("No process is connected to the provider."));
    }
    Connectors.Place place = found.get();
    if (!place.tryEnter()) {
      return new Next.Again(CROWDED);
    }
    try {
      return pay(terms, requestedAt, place.connector());
    } finally {
      place.leave();
    }
  }

  private Next pay(Terms terms, Instant requestedAt, Connector connector) {
    BillPaymentId paymentId = terms.paymentId();
    watch.at(Boundary.BEFORE_SUBMISSION, paymentId);
    @Nullable Money paidBefore;
    try {
      paidBefore = connector.paidBefore(terms.payee());
    } catch (ProviderUnavailable e) {
      if (clock.instant().isBefore(requestedAt.plus(LONGEST_ASKING))) {
        return new Next.Again(ASK_AGAIN);
      }
      return report(paymentId, null, new Outcome.NotSent(String.valueOf(e.getMessage())));
    }
    AttemptId attempt = new AttemptId(ids.get());
    long begunNanos = nanos.getAsLong();
    BillPaymentReceipt receipt;
    try {
      receipt = ledger.tell(new SubmitBillPayment(paymentId, attempt, paidBefore));
    } catch (LedgerUnavailable e) {
      // It may yet be taken in. Whoever said it knows that it did not call, and will not.
      LOG.info("The ledger was not told that {} is submitted: it is not.", paymentId);
      return new Next.TellLater(
          TELL_AGAIN,
          Learned.text(attempt, new Outcome.NotSent("The ledger could not be told of the call.")));
    }
    if (receipt.status() != BillPaymentStatus.SUBMITTED || !attempt.equals(receipt.attemptId())) {
      // Somebody else was faster, who may be dead by now: the next run finds out.
      return new Next.Again(ELSEWHERE);
    }
    watch.at(Boundary.BEFORE_CALL, paymentId);
    if (nanos.getAsLong() - begunNanos > LONGEST_HESITATION.toNanos()) {
      return report(
          paymentId, attempt, new Outcome.NotSent("The call was held up, and not made then."));
    }
    Outcome outcome =
        connector.pay(
            new PaymentOrder(
                paymentId, attempt, terms.payee(), terms.amount(), paidBefore, clock.instant()));
    watch.at(Boundary.AFTER_CALL, paymentId);
    return report(paymentId, attempt, outcome);
  }

  private Next report(BillPaymentId paymentId, @Nullable AttemptId attempt, Outcome outcome) {
    BillPaymentReceipt receipt;
    try {
      receipt = outcomes.tell(command(paymentId, attempt, outcome));
    } catch (LedgerUnavailable e) {
      return new Next.TellLater(TELL_AGAIN, Learned.text(attempt, outcome));
    } catch (RuntimeException e) {
      // What was learned outlives this run, and the payment is shown to people until it is told.
      LOG.error("The ledger does not take in what became of {}.", paymentId, e);
      show(paymentId);
      return new Next.TellLater(TELL_AGAIN, Learned.text(attempt, outcome));
    }
    watch.at(Boundary.AFTER_REPORT, paymentId);
    return switch (receipt.status()) {
      // Somebody else's call is under way, or was: the next run finds out.
      case FUNDED, SUBMITTED -> new Next.Again(ELSEWHERE);
      case UNKNOWN, CONFIRMED, REFUNDED -> new Next.Done();
    };
  }

  /** Puts the payment onto the work list, if that can be done. */
  private void show(BillPaymentId paymentId) {
    try {
      ledger.tell(
          new ReportUnknownOutcome(
              paymentId, "The provider has answered, and the ledger did not take it in."));
    } catch (RuntimeException e) {
      LOG.warn("Nor can {} be shown as unknown now.", paymentId, e);
    }
  }

  private BillPaymentCommand command(
      BillPaymentId paymentId, @Nullable AttemptId attempt, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Confirmed(Confirmation confirmation) ->
          new ConfirmBillPayment(paymentId, new EntryId(ids.get()), confirmation);
      case Outcome.Rejected(String reason) ->
          new RejectBillPayment(paymentId, new EntryId(ids.get()), reason);
      case Outcome.NotSent(String reason) ->
          new ReturnUnsentBillPayment(paymentId, attempt, new EntryId(ids.get()), reason);
      case Outcome.Unknown(String reason) -> new ReportUnknownOutcome(paymentId, reason);
    };
  }
}
