package io.griot.server.connector;

import io.griot.connector.bill.PaymentLedger;
import io.griot.core.Ledger;
import io.griot.core.engine.CommandRelay;
import io.griot.server.ledger.WritingNode;
import io.griot.server.role.ConditionalOnRole;
import io.griot.server.role.Role;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How processes that call providers reach the one that writes, which may be another. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({Role.COMMAND, Role.CONNECTORS})
class RelayConfiguration {

  /** Before the ledger starts, whose tasks send at once, until after it has ended. */
  private static final int AROUND_THE_LEDGER = -1;

  /** While the ledger runs. */
  private static final int BEHIND_THE_LEDGER = 1;

  @Bean(destroyMethod = "")
  @ConditionalOnRole(Role.CONNECTORS)
  CommandRelay commandRelay(DataSource dataSource) {
    return new CommandRelay(dataSource);
  }

  @Bean
  @ConditionalOnRole(Role.CONNECTORS)
  PaymentLedger paymentLedger(
      ObjectProvider<Ledger> ledger, ObjectProvider<WritingNode> node, CommandRelay relay) {
    return new WrittenPayments(ledger, node, relay);
  }

  @Bean
  @ConditionalOnRole(Role.CONNECTORS)
  SmartLifecycle relaySending(CommandRelay relay) {
    return new Running(relay::startSending, relay::close, AROUND_THE_LEDGER);
  }

  @Bean
  @ConditionalOnRole(Role.COMMAND)
  SmartLifecycle relayReceiving(DataSource dataSource, Ledger ledger, WritingNode node) {
    CommandRelay relay = new CommandRelay(dataSource);
    return new Running(
        () -> relay.startReceiving(ledger, node::writes), relay::close, BEHIND_THE_LEDGER);
  }
}
