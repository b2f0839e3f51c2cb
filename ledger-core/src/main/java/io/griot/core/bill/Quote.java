package io.griot.core.bill;

import io.griot.core.money.Money;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import java.util.Currency;
import java.util.List;

/** What a provider said is to be paid, when it was asked before the payment. */
public sealed interface Quote {

  /** This much is due. */
  record Due(Money amount, boolean partPayments) implements Quote {}

  /** Nothing is due any more. */
  record Paid() implements Quote {}

  /** The provider knows no such bill. */
  record Missing() implements Quote {}

  /** Any amount of a currency will do: units and airtime. */
  record Open(Currency currency) implements Quote {}

  /** What a provider's answer says about one of the bills. */
  static Quote of(Payee payee, List<OwedBill> answered) {
    return answered.stream()
        .filter(bill -> bill.payee().equals(payee))
        .findFirst()
        .<Quote>map(
            bill ->
                bill.paid() || !bill.due().isPositive()
                    ? new Paid()
                    : new Due(bill.due(), bill.partPayments()))
        .orElseGet(Missing::new);
  }
}
