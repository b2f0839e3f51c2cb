package io.griot.server.bill;

import io.griot.connector.bill.SharedUtilities;
import io.griot.core.utility.OfferedUtility;
import io.griot.core.utility.Utilities;
import io.griot.core.utility.Utility;
import io.griot.server.connector.OfferedProviders;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which utilities can be paid here: those of the providers that have an address. */
@Configuration(proxyBeanMethods = false)
class BillConfiguration {

  @Bean
  Utilities utilities(DataSource dataSource, OfferedProviders providers) {
    List<OfferedUtility> offered =
        Arrays.stream(Utility.values())
            .flatMap(utility -> offered(utility, providers).stream())
            .toList();
    return new SharedUtilities(dataSource, offered);
  }

  private static Optional<OfferedUtility> offered(Utility utility, OfferedProviders providers) {
    Currency currency = providers.currencies().get(utility.provider());
    return currency == null
        ? Optional.empty()
        : Optional.of(new OfferedUtility(utility, name(utility), currency));
  }

  private static String name(Utility utility) {
    return switch (utility) {
      case SENELEC -> "SENELEC, electricity";
      case SDE -> "SDE, water";
      case WOYOFAL -> "Woyofal, prepaid electricity";
      case AIRTIME -> "Airtime: Orange, Tigo, Expresso";
      case REGIDESO -> "REGIDESO, water";
    };
  }
}
