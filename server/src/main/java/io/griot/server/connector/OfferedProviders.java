package io.griot.server.connector;

import io.griot.core.utility.Provider;
import java.util.Currency;
import java.util.Map;

/** The providers that have an address, each with the currency that it is paid in. */
public record OfferedProviders(Map<Provider, Currency> currencies) {

  public OfferedProviders {
    currencies = Map.copyOf(currencies);
  }
}
