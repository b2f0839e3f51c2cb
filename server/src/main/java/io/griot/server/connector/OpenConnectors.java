package io.griot.server.connector;

import io.griot.connector.Connector;
import io.griot.connector.regideso.RegidesoConnector;
import io.griot.connector.wizall.WizallConnector;
import io.griot.core.utility.Provider;
import java.util.List;
import java.util.Optional;

/** The connectors of this process, closed with it. */
record OpenConnectors(List<Connector> all) implements AutoCloseable {

  OpenConnectors {
    all = List.copyOf(all);
  }

  /** The provider's, if it has an address. */
  Optional<Connector> of(Provider provider) {
    return all.stream().filter(connector -> connector.provider() == provider).findFirst();
  }

  @Override
  public void close() {
    for (Connector connector : all) {
      switch (connector) {
        case WizallConnector wizall -> wizall.close();
        case RegidesoConnector regideso -> regideso.close();
        default -> {}
      }
    }
  }
}
