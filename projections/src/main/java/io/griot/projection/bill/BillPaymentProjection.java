package io.griot.projection.bill;

import io.griot.projection.live.ViewBatches;
import io.griot.projection.log.Stretch;
import io.griot.projection.view.View;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Keeps every payment to a utility, and each step on its way. */
@ProcessingGroup("bill_payments")
public final class BillPaymentProjection {

  public static final View VIEW =
      new View(
          "bill_payments",
          List.of("bill_payment", "bill_payment_step"),
          _ -> new BillPaymentRows());

  private final ViewBatches batches;

  public BillPaymentProjection(ViewBatches batches) {
    this.batches = batches;
  }

  /** Every stretch of the log, so that the view's position moves with each. */
  @EventHandler
  void on(Stretch stretch) {
    batches.take(VIEW, stretch);
  }
}
