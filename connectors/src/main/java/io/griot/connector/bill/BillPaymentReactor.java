package io.griot.connector.bill;

import io.griot.connector.bill.SagaWatch.Boundary;
import io.griot.core.LedgerEvent;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeUnknown;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRequested;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Schedules what a payment's next step needs, in the transaction of the tracking token. */
@ProcessingGroup(BillPaymentReactor.NAME)
@DisallowReplay
final class BillPaymentReactor {

  static final String NAME = "bill-payments";

  /** The events that it follows; the log has an index of just these types. */
  static final List<Class<? extends LedgerEvent>> FOLLOWED =
      List.of(BillPaymentRequested.class, BillPaymentOutcomeUnknown.class);

  private final BillPaymentTasks tasks;
  private final SagaWatch watch;

  BillPaymentReactor(BillPaymentTasks tasks, SagaWatch watch) {
    this.tasks = tasks;
    this.watch = watch;
  }

  @EventHandler
  void on(BillPaymentRequested requested) {
    begin();
    watch.at(Boundary.FUNDED, requested.paymentId());
    tasks.pay(requested.paymentId());
    watch.at(Boundary.SCHEDULED, requested.paymentId());
  }

  @EventHandler
  void on(BillPaymentOutcomeUnknown unknown) {
    begin();
    tasks.seek(unknown.paymentId());
  }

  /** Once for all events of a transaction. */
  private void begin() {
    UnitOfWork<?> transaction = CurrentUnitOfWork.get().root();
    transaction.getOrComputeResource(
        NAME,
        _ -> {
          tasks.limitTransaction();
          transaction.afterCommit(_ -> tasks.look());
          return NAME;
        });
  }
}
