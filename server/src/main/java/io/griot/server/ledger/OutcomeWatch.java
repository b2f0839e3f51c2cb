package io.griot.server.ledger;

import io.griot.command.gateway.PaymentOutcomes;
import io.griot.core.Answer;
import io.griot.core.bill.BillPayment;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.engine.LoggedPayments;
import io.griot.core.id.BillPaymentId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Knows how payments end: at once from the answers that pass through the ledger of this node, which
 * is the one that writes, and from the log, for those that ended before somebody asked.
 */
final class OutcomeWatch implements PaymentOutcomes {

  private final Supplier<LoggedPayments> log;
  private final Duration patience;
  private final Map<BillPaymentId, Awaited> awaited = new ConcurrentHashMap<>();

  /** A client that repeats itself waits for the same payment as its first request. */
  private record Awaited(CompletableFuture<BillPaymentReceipt> end, int waiting) {}

  OutcomeWatch(Supplier<LoggedPayments> log, Duration patience) {
    this.log = log;
    this.patience = patience;
  }

  /** Tells those who wait if the answer is how a payment ended. */
  void note(Answer answer) {
    if (answer instanceof Answer.Accepted(BillPaymentReceipt receipt, long _, boolean _)
        && receipt.status().isFinal()) {
      Awaited payment = awaited.get(receipt.terms().paymentId());
      if (payment != null) {
        payment.end.complete(receipt);
      }
    }
  }

  @Override
  public BillPaymentReceipt await(BillPaymentId paymentId) {
    CompletableFuture<BillPaymentReceipt> end = join(paymentId);
    try {
      // Looked at only now: what ends between a look and the wait would be waited for in vain.
      BillPaymentReceipt now = logged(paymentId);
      return now.status().isFinal() ? now : end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return logged(paymentId);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return logged(paymentId);
    } finally {
      leave(paymentId);
    }
  }

  private CompletableFuture<BillPaymentReceipt> join(BillPaymentId paymentId) {
    return awaited.merge(
            paymentId,
            new Awaited(new CompletableFuture<>(), 1),
            (before, _) -> new Awaited(before.end, before.waiting + 1))
        .end;
  }

  private void leave(BillPaymentId paymentId) {
    awaited.computeIfPresent(
        paymentId,
        (_, before) -> before.waiting == 1 ? null : new Awaited(before.end, before.waiting - 1));
  }

  private BillPaymentReceipt logged(BillPaymentId paymentId) {
    return log.get()
        .find(paymentId)
        .map(logged -> BillPayment.receipt(logged.payment()))
        .orElseThrow(() -> new IllegalArgumentException("Nobody requested " + paymentId));
  }
}
