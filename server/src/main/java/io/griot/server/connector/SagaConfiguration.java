package io.griot.server.connector;

import io.griot.connector.Breakers;
import io.griot.connector.Connector;
import io.griot.connector.bill.BillPaymentSaga;
import io.griot.connector.bill.ConnectedProvider;
import io.griot.connector.bill.PaymentLedger;
import io.griot.connector.bill.PublishedBreakers;
import io.griot.connector.bill.SagaWatch;
import io.griot.connector.bill.UnknownOutcomes;
import io.griot.identity.id.OrderedIds;
import io.griot.server.role.ConditionalOnRole;
import io.griot.server.role.Role;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sagas of a process that calls providers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.CONNECTORS)
class SagaConfiguration {

  /** Others learn that it is there when it is, and that it ends before it does. */
  private static final int WHILE_THE_LEDGER_RUNS = 1;

  @Bean
  BillPaymentSaga billPaymentSaga(
      OpenConnectors connectors,
      WizallSettings wizall,
      RegidesoSettings regideso,
      PaymentLedger ledger,
      OrderedIds ids,
      Clock clock,
      ObjectProvider<SagaWatch> watch) {
    List<ConnectedProvider> connected =
        connectors.all().stream().map(each -> connected(each, wizall, regideso)).toList();
    return new BillPaymentSaga(
        connected, ledger, ids::next, clock, watch.getIfAvailable(() -> SagaWatch.NONE));
  }

  @Bean
  SmartLifecycle publishedBreakers(DataSource dataSource, Breakers breakers, OrderedIds ids) {
    PublishedBreakers published =
        new PublishedBreakers(
            dataSource,
            "%d-%s".formatted(ProcessHandle.current().pid(), ids.next()),
            breakers::readings);
    return new Running(published::start, published::close, WHILE_THE_LEDGER_RUNS);
  }

  private static ConnectedProvider connected(
      Connector connector, WizallSettings wizall, RegidesoSettings regideso) {
    return switch (connector.provider()) {
      case WIZALL ->
          new ConnectedProvider(
              connector,
              wizall.concurrency(),
              new UnknownOutcomes(
                  wizall.queryInterval(),
                  wizall.unknownWindow(),
                  wizall.unpaidAfterWindow() == WizallSettings.UnpaidAfterWindow.REFUND));
      case REGIDESO ->
          new ConnectedProvider(
              connector,
              regideso.concurrency(),
              new UnknownOutcomes(regideso.queryInterval(), regideso.unknownWindow(), false));
    };
  }
}
