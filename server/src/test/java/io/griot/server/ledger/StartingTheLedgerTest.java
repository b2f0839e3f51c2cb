package io.griot.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.Ledger;
import io.griot.core.account.SystemAccountAggregate;
import io.griot.core.account.WalletAggregate;
import io.griot.core.engine.LedgerEngine;
import io.griot.core.journal.EntryAggregate;
import io.griot.projection.Views;
import io.griot.projection.view.View;
import io.griot.server.GriotApplication;
import io.griot.testdatabase.TestDatabase;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Axon that wires itself silently wrong would lose money: each of its parts is looked at. */
class StartingTheLedgerTest {

  private static final String ENGINE = "io.griot.core.engine.";
  private static final String CARRYING = "bill-payments";

  @Test
  void a_node_of_all_roles_writes_and_moves_the_views() {
    try (var context = start("all")) {
      Configuration axon = axon(context);
      assertLog(axon);
      assertWrites(context, axon);
      assertMovesViews(axon);
      assertCarriesPayments(axon);
    }
  }

  @Test
  void a_node_that_calls_providers_follows_the_log_and_takes_no_command() {
    try (var context = start("connectors")) {
      Configuration axon = axon(context);
      assertLog(axon);
      assertThat(axon.eventProcessingConfiguration().eventProcessors().keySet())
          .containsExactly(CARRYING);
      assertCarriesPayments(axon);
      assertThat(context.getBeanProvider(Ledger.class).getIfAvailable()).isNull();
    }
  }

  @Test
  void a_command_node_writes_and_moves_no_view() {
    try (var context = start("command")) {
      Configuration axon = axon(context);
      assertLog(axon);
      assertWrites(context, axon);
      assertMovesNoView(axon);
    }
  }

  @Test
  void a_projections_node_moves_the_views_and_takes_no_command() {
    try (var context = start("query,projections")) {
      Configuration axon = axon(context);
      assertLog(axon);
      assertMovesViews(axon);
      assertThat(context.getBeanProvider(Ledger.class).getIfAvailable()).isNull();
    }
  }

  @Test
  void a_query_node_needs_no_engine() {
    try (var context = start("query")) {
      assertThat(context.getBeanProvider(LedgerLifecycle.class).getIfAvailable()).isNull();
      assertThat(context.getBeanProvider(Ledger.class).getIfAvailable()).isNull();
    }
  }

  private static void assertLog(Configuration axon) {
    assertThat(axon.getComponent(EventStorageEngine.class).getClass().getName())
        .isEqualTo(ENGINE + "PostgresEventStorage");
    assertThat(axon.eventStore().getClass().getName()).isEqualTo(ENGINE + "SealedEventStore");
    assertThat(axon.getComponent(TransactionManager.class))
        .isExactlyInstanceOf(SpringTransactionManager.class);
    assertThat(axon.serializer().getClass().getName()).isEqualTo(ENGINE + "LedgerSerializer");
    assertThat(axon.eventSerializer().getClass().getName()).isEqualTo(ENGINE + "LedgerSerializer");
    assertThat(axon.messageSerializer().getClass().getName())
        .isEqualTo(ENGINE + "LedgerSerializer");
  }

  private static void assertWrites(ConfigurableApplicationContext context, Configuration axon) {
    assertThat(axon.getComponent(CommandBus.class).getClass().getName())
        .isEqualTo(ENGINE + "BatchingCommandBus");
    assertThat(context.getBean(Ledger.class)).isExactlyInstanceOf(WatchedLedger.class);
    assertThat(axon.getComponent(Ledger.class).getClass().getName())
        .isEqualTo(ENGINE + "GroupCommitLedger");
    assertThat(LedgerEngine.writes(axon)).isTrue();
    for (Class<?> aggregate :
        new Class<?>[] {
          WalletAggregate.class, SystemAccountAggregate.class, EntryAggregate.class
        }) {
      assertThat(axon.repository(aggregate).getClass().getName())
          .isEqualTo(ENGINE + "ResidentRepository");
    }
    assertThat(context.getBean(PlatformTransactionManager.class))
        .isExactlyInstanceOf(JdbcTransactionManager.class);
  }

  private static void assertMovesViews(Configuration axon) {
    EventProcessingConfiguration processing = axon.eventProcessingConfiguration();
    assertThat(processing.eventProcessors().keySet())
        .filteredOn(name -> !name.equals(CARRYING))
        .containsExactlyInAnyOrderElementsOf(Views.ALL.stream().map(View::name).toList());
    Views.ALL.forEach(view -> assertRuns(processing, view.name()));
  }

  private static void assertCarriesPayments(Configuration axon) {
    assertRuns(axon.eventProcessingConfiguration(), CARRYING);
  }

  private static void assertRuns(EventProcessingConfiguration processing, String name) {
    EventProcessor processor = processing.eventProcessor(name).orElseThrow();
    assertThat(processor).isExactlyInstanceOf(PooledStreamingEventProcessor.class);
    assertThat(processor.isRunning()).isTrue();
    assertThat(processing.tokenStore(name)).isExactlyInstanceOf(JdbcTokenStore.class);
    assertThat(processing.transactionManager(name))
        .isExactlyInstanceOf(SpringTransactionManager.class);
    assertThat(processing.errorHandler(name)).isExactlyInstanceOf(PropagatingErrorHandler.class);
    assertThat(processing.listenerInvocationErrorHandler(name))
        .isExactlyInstanceOf(PropagatingErrorHandler.class);
  }

  private static void assertMovesNoView(Configuration axon) {
    assertThat(axon.eventProcessingConfiguration()).isNull();
  }

  private static Configuration axon(ConfigurableApplicationContext context) {
    LedgerLifecycle lifecycle = context.getBean(LedgerLifecycle.class);
    assertThat(lifecycle.isRunning()).isTrue();
    return lifecycle.configuration();
  }

  private static ConfigurableApplicationContext start(String roles) {
    TestDatabase database = TestDatabase.create();
    return new SpringApplication(GriotApplication.class)
        .run(
            "--griot.port=0",
            "--griot.roles=" + roles,
            "--griot.database.url=" + database.url(),
            "--griot.database.user=" + database.user(),
            "--griot.database.password=" + database.password(),
            "--griot.database.pool-size=6",
            "--griot.admin.phone=+251911000000",
            "--griot.admin.password=an administrator's");
  }
}
