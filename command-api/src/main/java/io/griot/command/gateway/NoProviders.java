package io.griot.command.gateway;

import io.griot.core.utility.BillInquiry;
import io.griot.core.utility.OfferedUtility;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utilities;
import io.griot.core.utility.Utility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process in which nobody asks providers. */
final class NoProviders implements Utilities, BillInquiry {

  @Override
  public List<OfferedUtility> offered() {
    return List.of();
  }

  @Override
  public OfferedUtility requireAvailable(Utility utility) {
    throw unavailable(utility);
  }

  @Override
  public List<OwedBill> bills(Utility utility, String customer, @Nullable String province) {
    throw unavailable(utility);
  }

  private static ProviderUnavailable unavailable(Utility utility) {
    return new ProviderUnavailable(utility, utility + " cannot be paid here now.");
  }
}
