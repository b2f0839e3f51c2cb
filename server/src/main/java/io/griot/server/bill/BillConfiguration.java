package io.griot.server.bill;

import io.griot.core.utility.OfferedUtility;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utilities;
import io.griot.core.utility.Utility;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Utilities that can be paid: none, so that no money is sent their way. */
@Configuration(proxyBeanMethods = false)
class BillConfiguration {

  @Bean
  Utilities utilities() {
    return new Utilities() {
      @Override
      public List<OfferedUtility> offered() {
        return List.of();
      }

      @Override
      public OfferedUtility requireAvailable(Utility utility) {
        throw new ProviderUnavailable(
            utility, "Nobody passes payments to %s on here.".formatted(utility));
      }
    };
  }
}
