package io.griot.core.utility;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: asks a utility's provider which bills a customer has, live. Changes nothing there. */
public interface BillInquiry {

  /**
   * The customer's bills, paid ones among them if the provider shows those; none if it knows no
   * such customer.
   *
   * @param utility one of kind {@code BILL}
   * @param customer the policy, customer reference or {@code ref_client}
   * @param province REGIDESO's code of the province, or null for the provider's default
   * @throws ProviderUnavailable if it does not answer, or nothing that can be read
   */
  List<OwedBill> bills(Utility utility, String customer, @Nullable String province);
}
