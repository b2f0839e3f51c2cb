package io.griot.connector.bill;

import io.griot.connector.Connector;
import io.griot.connector.Finding;
import io.griot.connector.Outcome;
import io.griot.connector.PaymentOrder;
import io.griot.core.bill.Confirmation;
import io.griot.core.id.BillPaymentId;
import io.griot.core.money.Money;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Provider;
import io.griot.core.utility.Utility;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider that does what a test tells it, and counts how often it was asked to pay. */
final class ScriptedConnector implements Connector {

  final Map<BillPaymentId, AtomicInteger> calls = new ConcurrentHashMap<>();
  volatile Function<PaymentOrder, Outcome> paying = order -> confirmed("ref-" + order.payee());
  volatile Function<PaymentOrder, Finding> finding = _ -> new Finding.Unpaid("It is unpaid.");
  volatile Function<Payee, @Nullable Money> noted = _ -> null;

  static Outcome confirmed(String reference) {
    return new Outcome.Confirmed(new Confirmation(reference, Map.of()));
  }

  int callsFor(BillPaymentId paymentId) {
    AtomicInteger counted = calls.get(paymentId);
    return counted == null ? 0 : counted.get();
  }

  @Override
  public Provider provider() {
    return Provider.WIZALL;
  }

  @Override
  public List<OwedBill> inquire(Utility utility, String customer, @Nullable String province) {
    return List.of();
  }

  @Override
  public @Nullable Money paidBefore(Payee payee) {
    return noted.apply(payee);
  }

  @Override
  public Outcome pay(PaymentOrder order) {
    calls.computeIfAbsent(order.paymentId(), _ -> new AtomicInteger()).incrementAndGet();
    return paying.apply(order);
  }

  @Override
  public Finding findOutcome(PaymentOrder order) {
    return finding.apply(order);
  }
}
