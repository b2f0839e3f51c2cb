package io.griot.connector;

import io.griot.core.utility.BillInquiry;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Provider;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks whichever connector serves the utility. */
public final class ConnectorInquiry implements BillInquiry {

  private final Map<Provider, Connector> connectors = new EnumMap<>(Provider.class);

  public ConnectorInquiry(List<Connector> connectors) {
    connectors.forEach(connector -> this.connectors.put(connector.provider(), connector));
  }

  @Override
  public List<OwedBill> bills(Utility utility, String customer, @Nullable String province) {
    Connector connector = connectors.get(utility.provider());
    if (connector == null) {
      throw new ProviderUnavailable(utility, utility + " cannot be asked here.");
    }
    return connector.inquire(utility, customer, province);
  }
}
