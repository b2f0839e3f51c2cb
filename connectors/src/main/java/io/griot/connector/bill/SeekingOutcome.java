package io.griot.connector.bill;

import io.griot.connector.Finding;
import io.griot.connector.PaymentOrder;
import io.griot.core.bill.BillPayment;
import io.griot.core.bill.BillPayment.Unknown;
import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.NoteSoughtOutcome;
import io.griot.core.bill.BillPaymentCommand.ReferBillPayment;
import io.griot.core.bill.BillPaymentCommand.ResolveBillPayment;
import io.griot.core.bill.Confirmation;
import io.griot.core.bill.Resolution;
import io.griot.core.bill.Sought;
import io.griot.core.engine.LoggedPayments;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.transfer.Authority;
import io.griot.core.utility.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Asks a provider what it did, where it can be asked, until it tells or the window is over.
 *
 * <p>That it shows a bill as unpaid proves nothing before the window's end: its effect may be late.
 */
final class SeekingOutcome {

  /** Another process may know the provider, or this one be started anew. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  private final LoggedPayments payments;
  private final Connectors connectors;
  private final Insistence ledger;
  private final Supplier<UUID> ids;
  private final Clock clock;

  SeekingOutcome(
      LoggedPayments payments,
      Connectors connectors,
      Insistence ledger,
      Supplier<UUID> ids,
      Clock clock) {
    this.payments = payments;
    this.connectors = connectors;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Runs the task.
   *
   * @throws io.griot.core.LedgerUnavailable if nothing can be told now
   */
  Next run(BillPaymentId paymentId) {
    Optional<LoggedPayments.Logged> logged = payments.find(paymentId);
    if (logged.isEmpty()
        || !(logged.get().payment() instanceof Unknown unknown)
        || unknown.referred()) {
      return new Next.Done();
    }
    Instant since = logged.get().unknownSince();
    return seek(unknown, since == null ? logged.get().requestedAt() : since);
  }

  private Next seek(Unknown unknown, Instant since) {
    BillPayment.Terms terms = unknown.terms();
    Provider provider = terms.payee().utility().provider();
    Optional<Connectors.Place> place = connectors.find(provider);
    if (place.isEmpty()) {
      return clock.instant().isBefore(since.plus(LONGEST_WAIT))
          ? new Next.Again(ELSEWHERE)
          : refer(terms.paymentId(), "No process is connected to the provider.");
    }
    UnknownOutcomes rule = place.get().unknown();
    Finding finding =
        place
            .get()
            .connector()
            .findOutcome(
                new PaymentOrder(
                    terms.paymentId(),
                    unknown.attempt().attemptId(),
                    terms.payee(),
                    terms.amount(),
                    unknown.attempt().paidBefore(),
                    since));
    return switch (finding) {
      case Finding.Paid(Confirmation confirmation) -> {
        ledger.tell(
            new ConfirmBillPayment(terms.paymentId(), new EntryId(ids.get()), confirmation));
        yield new Next.Done();
      }
      case Finding.CannotBeAsked(String detail) -> refer(terms.paymentId(), detail);
      case Finding.Unpaid(String detail) ->
          noted(terms.paymentId(), Sought.UNPAID, detail, since, rule);
      case Finding.NoAnswer(String detail) ->
          noted(terms.paymentId(), Sought.NO_ANSWER, detail, since, rule);
      case Finding.Unclear(String detail) ->
          noted(terms.paymentId(), Sought.UNCLEAR, detail, since, rule);
    };
  }

  private Next noted(
      BillPaymentId paymentId, Sought sought, String detail, Instant since, UnknownOutcomes rule) {
    ledger.tell(new NoteSoughtOutcome(paymentId, sought, detail));
    if (clock.instant().isBefore(since.plus(rule.window()))) {
      return new Next.Again(rule.interval());
    }
    if (sought == Sought.UNPAID && rule.refundsUnpaid()) {
      ledger.tell(
          new ResolveBillPayment(
              paymentId,
              new EntryId(ids.get()),
              Resolution.REFUNDED,
              null,
              "Unpaid at the provider %s after the call. %s".formatted(rule.window(), detail),
              new Authority.Staff()));
      return new Next.Done();
    }
    return refer(
        paymentId, "The provider did not tell within %s. %s".formatted(rule.window(), detail));
  }

  private Next refer(BillPaymentId paymentId, String reason) {
    ledger.tell(new ReferBillPayment(paymentId, reason));
    return new Next.Done();
  }
}
