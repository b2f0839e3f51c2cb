package io.griot.core.engine;

import io.griot.core.bill.BillPaymentCommand;
import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.NoteSoughtOutcome;
import io.griot.core.bill.BillPaymentCommand.ReferBillPayment;
import io.griot.core.bill.BillPaymentCommand.RejectBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.ResolveBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReturnUnsentBillPayment;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names under which commands are passed from one process to another. */
final class RelayedCommands {

  private static final Map<String, Class<? extends BillPaymentCommand>> CLASSES =
      Stream.<Class<? extends BillPaymentCommand>>of(
              SubmitBillPayment.class,
              ConfirmBillPayment.class,
              RejectBillPayment.class,
              ReturnUnsentBillPayment.class,
              ReportUnknownOutcome.class,
              NoteSoughtOutcome.class,
              ReferBillPayment.class,
              ResolveBillPayment.class)
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private RelayedCommands() {}

  static Class<? extends BillPaymentCommand> classOf(String name) {
    Class<? extends BillPaymentCommand> type = CLASSES.get(name);
    if (type == null) {
      throw new IllegalArgumentException("No command is passed on as " + name);
    }
    return type;
  }
}
