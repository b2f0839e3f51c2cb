package io.griot.server.ledger;

import io.griot.core.Ledger;
import io.griot.core.engine.LedgerEngine;
import io.griot.projection.ProjectionsConfiguration;
import io.griot.server.role.ConditionalOnRole;
import io.griot.server.role.Role;
import io.griot.server.role.RoleSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.config.Configurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;

/** The engine for a node that takes commands, the projections for one that moves the views. */
@Configuration(proxyBeanMethods = false)
@Import(ProjectionsConfiguration.class)
class LedgerConfiguration {

  @Bean
  @ConditionalOnRole({Role.COMMAND, Role.PROJECTIONS})
  LedgerLifecycle ledgerLifecycle(
      RoleSettings roles,
      LedgerSettings settings,
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Clock clock,
      ProjectionsConfiguration projections) {
    Configurer configurer =
        roles.roles().includes(Role.COMMAND)
            ? LedgerEngine.writing(
                dataSource,
                transactions,
                clock,
                new LedgerEngine.Settings(settings.cachedAccounts()))
            : LedgerEngine.reading(dataSource, transactions);
    if (roles.roles().includes(Role.PROJECTIONS)) {
      projections.register(configurer, dataSource, transactions);
    }
    return new LedgerLifecycle(configurer);
  }

  @Bean
  @ConditionalOnRole(Role.COMMAND)
  Ledger ledger(LedgerLifecycle lifecycle, MeterRegistry meters) {
    return new MeteredLedger(LedgerEngine.ledger(lifecycle.configuration()), meters);
  }
}
