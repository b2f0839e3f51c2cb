package io.griot.server.ledger;

import io.griot.connector.bill.BillPaymentSaga;
import io.griot.core.Ledger;
import io.griot.core.engine.LedgerEngine;
import io.griot.core.engine.LoggedPayments;
import io.griot.projection.ProjectionsConfiguration;
import io.griot.server.gateway.GatewaySettings;
import io.griot.server.role.ConditionalOnRole;
import io.griot.server.role.Role;
import io.griot.server.role.RoleSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.config.Configurer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;

/** The engine for a node that takes commands, the projections for one that moves the views. */
@Configuration(proxyBeanMethods = false)
@Import(ProjectionsConfiguration.class)
class LedgerConfiguration {

  @Bean
  @ConditionalOnRole({Role.COMMAND, Role.PROJECTIONS, Role.CONNECTORS})
  LedgerLifecycle ledgerLifecycle(
      RoleSettings roles,
      LedgerSettings settings,
      ApprovalSettings approvals,
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Clock clock,
      MeterRegistry meters,
      ProjectionsConfiguration projections,
      ObjectProvider<BillPaymentSaga> saga) {
    Configurer configurer =
        roles.roles().includes(Role.COMMAND)
            ? LedgerEngine.writing(
                dataSource,
                transactions,
                clock,
                settings.forEngine(),
                new WriterMetrics(meters),
                approvals.forEngine())
            : LedgerEngine.reading(dataSource, transactions);
    if (roles.roles().includes(Role.PROJECTIONS)) {
      projections.register(configurer, dataSource, transactions);
    }
    saga.ifAvailable(carrying -> carrying.register(configurer, dataSource, transactions));
    return new LedgerLifecycle(configurer);
  }

  @Bean
  @ConditionalOnRole(Role.COMMAND)
  OutcomeWatch outcomeWatch(LedgerLifecycle lifecycle, GatewaySettings gateway) {
    return new OutcomeWatch(() -> LoggedPayments.of(lifecycle.configuration()), gateway.patience());
  }

  @Bean
  @ConditionalOnRole(Role.COMMAND)
  Ledger ledger(LedgerLifecycle lifecycle, MeterRegistry meters, OutcomeWatch outcomes) {
    Gauge.builder(
            "griot.command.queue.depth", lifecycle.configuration(), LedgerEngine::waitingCommands)
        .description("Commands that wait for the writer")
        .register(meters);
    Gauge.builder(
            "griot.writer.active",
            lifecycle.configuration(),
            configuration -> LedgerEngine.writes(configuration) ? 1 : 0)
        .description("1 on the node that writes, 0 on one that stands by")
        .register(meters);
    return new WatchedLedger(
        new MeteredLedger(LedgerEngine.ledger(lifecycle.configuration()), meters), outcomes::note);
  }

  @Bean
  @ConditionalOnRole(Role.COMMAND)
  WritingNode writingNode(LedgerLifecycle lifecycle) {
    return () -> LedgerEngine.writes(lifecycle.configuration());
  }

  /** A command node that stands by is not ready: the balancer sends commands to the one that is. */
  @Bean
  HealthIndicator writerHealthIndicator(
      ObjectProvider<LedgerLifecycle> lifecycle, RoleSettings roles) {
    return () -> {
      if (!roles.roles().includes(Role.COMMAND)) {
        return Health.up().withDetail("writer", "takes no commands").build();
      }
      return LedgerEngine.writes(lifecycle.getObject().configuration())
          ? Health.up().withDetail("writer", "writes").build()
          : Health.outOfService().withDetail("writer", "stands by").build();
    };
  }
}
