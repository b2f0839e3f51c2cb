package io.griot.connector;

import io.griot.core.money.Money;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Provider;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port: one provider, called over its own wire format. Calls block, for a bounded time; they are
 * made on virtual threads and outside any database transaction.
 */
public interface Connector {

  Provider provider();

  /**
   * The customer's bills, paid ones among them if the provider shows those; none if it knows no
   * such customer. Changes nothing there, and is tried again if the provider does not answer.
   *
   * @param utility of this provider, of kind {@code BILL}
   * @param province REGIDESO's code of the province, or null for the provider's default
   * @throws ProviderUnavailable if it does not answer, or nothing that can be read
   */
  List<OwedBill> inquire(Utility utility, String customer, @Nullable String province);

  /**
   * What has to be noted before paying, so that {@link #findOutcome} can tell afterwards; null
   * where nothing has. Changes nothing at the provider.
   *
   * @throws ProviderUnavailable if it does not answer, nothing that can be read, or shows no such
   *     bill
   */
  @Nullable Money paidBefore(Payee payee);

  /** Pays, by one call that is never repeated. Never throws: what went wrong is an outcome. */
  Outcome pay(PaymentOrder order);

  /**
   * Whether the provider carried out a payment whose outcome is unknown. Changes nothing there, and
   * never throws.
   */
  Finding findOutcome(PaymentOrder order);
}
