package io.griot.connector.bill;

import io.griot.core.LedgerUnavailable;
import io.griot.core.bill.BillPaymentCommand;
import io.griot.core.bill.BillPaymentReceipt;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Tells the ledger again and again, for as long as it does not answer, up to a time. */
final class Insistence {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final PaymentLedger ledger;
  private final Duration patience;

  Insistence(PaymentLedger ledger, Duration patience) {
    this.ledger = ledger;
    this.patience = patience;
  }

  /**
   * Tells it at least once: telling something twice changes nothing.
   *
   * @throws LedgerUnavailable if there was no answer in all that time
   */
  BillPaymentReceipt tell(BillPaymentCommand command) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return ledger.tell(command);
      } catch (LedgerUnavailable e) {
        if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        pause(e);
      }
    }
  }

  private static void pause(LedgerUnavailable unavailable) {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw unavailable;
    }
  }
}
