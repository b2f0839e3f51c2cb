package io.griot.query;

import io.griot.identity.access.Principal;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.projection.view.ViewPositions;
import io.griot.query.account.LookupLimit;
import io.griot.query.account.WalletReads;
import io.griot.query.audit.TrialBalanceReads;
import io.griot.query.business.BusinessReads;
import io.griot.query.journal.TransactionReads;
import io.griot.query.position.Freshness;
import io.griot.query.reader.Readers;
import io.griot.wire.MinPosition;
import io.griot.wire.Paging;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The read endpoints; they need the finders, identity and the wire. */
@Configuration(proxyBeanMethods = false)
@Import({WalletReads.class, BusinessReads.class, TransactionReads.class, TrialBalanceReads.class})
public class QueryApiConfiguration {

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Paging.class, MinPosition.class, Principal.class);
  }

  @Bean
  Freshness freshness(ViewPositions positions) {
    return new Freshness(positions);
  }

  @Bean
  Readers readers(OwnedWallets wallets) {
    return new Readers(wallets);
  }

  @Bean
  LookupLimit lookupLimit(ObjectProvider<QuerySettings> settings, Clock clock) {
    return new LookupLimit(
        settings.getIfAvailable(QuerySettings::defaults).publicLookupsPerMinute(), clock);
  }

  /** Parameters that controllers take as one value are described one by one. */
  @Bean
  OperationCustomizer pagingAndPosition() {
    return (operation, method) -> {
      List<Class<?>> taken = List.of(method.getMethod().getParameterTypes());
      if (taken.contains(Paging.class)) {
        operation.addParametersItem(DocumentedParameters.limit());
        operation.addParametersItem(DocumentedParameters.cursor());
      }
      if (taken.contains(MinPosition.class)) {
        operation.addParametersItem(DocumentedParameters.minPosition());
      }
      return operation;
    };
  }
}
