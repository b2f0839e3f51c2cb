package io.griot.query;

import io.griot.core.utility.BillInquiry;
import io.griot.core.utility.OfferedUtility;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utilities;
import io.griot.core.utility.Utility;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Utilities that answer as they are told. */
final class FakeInquiry implements Utilities, BillInquiry {

  /** What a utility does when it is asked. */
  interface Behaviour {
    List<OwedBill> bills(String customer, @Nullable String province);
  }

  private final Map<Utility, Behaviour> behaviours = new ConcurrentHashMap<>();

  void behave(Utility utility, Behaviour behaviour) {
    behaviours.put(utility, behaviour);
  }

  void forget() {
    behaviours.clear();
  }

  @Override
  public List<OfferedUtility> offered() {
    return Arrays.stream(Utility.values())
        .map(
            utility ->
                new OfferedUtility(
                    utility,
                    "The " + utility,
                    Currency.getInstance(utility.country().equals("CD") ? "CDF" : "XOF")))
        .toList();
  }

  @Override
  public OfferedUtility requireAvailable(Utility utility) {
    throw new ProviderUnavailable(utility, "Nothing is paid here.");
  }

  @Override
  public List<OwedBill> bills(Utility utility, String customer, @Nullable String province) {
    return behaviours.getOrDefault(utility, (_, _) -> List.of()).bills(customer, province);
  }
}
