package io.griot.server.bill;

import io.griot.core.utility.BillInquiry;
import io.griot.core.utility.OfferedUtility;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utilities;
import io.griot.core.utility.Utility;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Providers of utilities: none, so that no money is sent their way. */
@Configuration(proxyBeanMethods = false)
class BillConfiguration {

  private static final String NOBODY = "Nobody passes payments to %s on here.";

  @Bean
  Utilities utilities() {
    return new Utilities() {
      @Override
      public List<OfferedUtility> offered() {
        return List.of();
      }

      @Override
      public OfferedUtility requireAvailable(Utility utility) {
        throw new ProviderUnavailable(utility, NOBODY.formatted(utility));
      }
    };
  }

  @Bean
  BillInquiry billInquiry() {
    return (utility, _, _) -> {
      throw new ProviderUnavailable(utility, NOBODY.formatted(utility));
    };
  }
}
