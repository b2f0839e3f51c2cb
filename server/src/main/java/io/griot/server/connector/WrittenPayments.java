package io.griot.server.connector;

import io.griot.connector.bill.PaymentLedger;
import io.griot.core.Answer;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.bill.BillPaymentCommand;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.engine.CommandRelay;
import io.griot.server.ledger.WritingNode;
import org.springframework.beans.factory.ObjectProvider;

/** Tells the ledger of this process while it is the one that writes, else passes it on. */
final class WrittenPayments implements PaymentLedger {

  private static final Requester REQUESTER = new Requester("system:connectors", "task");

  private final ObjectProvider<Ledger> ledger;
  private final ObjectProvider<WritingNode> node;
  private final CommandRelay relay;

  WrittenPayments(
      ObjectProvider<Ledger> ledger, ObjectProvider<WritingNode> node, CommandRelay relay) {
    this.ledger = ledger;
    this.node = node;
    this.relay = relay;
  }

  @Override
  public BillPaymentReceipt tell(BillPaymentCommand command) {
    Answer answer =
        writes()
            ? ledger.getObject().send(new LedgerRequest(command, REQUESTER, null))
            : relay.send(command, REQUESTER);
    return switch (answer) {
      case Answer.Accepted accepted -> (BillPaymentReceipt) accepted.receipt();
      case Answer.Refused refused -> throw refused.rejection();
    };
  }

  private boolean writes() {
    WritingNode found = node.getIfAvailable();
    return found != null && found.writes();
  }
}
