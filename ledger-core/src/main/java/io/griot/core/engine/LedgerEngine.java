package io.griot.core.engine;

import io.griot.core.Ledger;
import io.griot.core.account.OpenWalletHandler;
import io.griot.core.account.SystemAccountAggregate;
import io.griot.core.account.WalletAggregate;
import io.griot.core.journal.EntryAggregate;
import io.griot.core.transfer.TransferHandler;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds the ledger as an Axon configuration on a PostgreSQL data source. */
public final class LedgerEngine {

  private static final int EVENTS_PER_SNAPSHOT = 200;
  private static final long FETCH_DELAY_MILLISECONDS = 25;

  private LedgerEngine() {}

  /**
   * How the engine is sized.
   *
   * @param cachedAggregates accounts kept in memory
   */
  public record Settings(long cachedAggregates) {

    public static Settings defaults() {
      return new Settings(100_000);
    }
  }

  /** The log alone, for a node that reads it but takes no commands. */
  public static Configurer reading(DataSource dataSource, PlatformTransactionManager transactions) {
    // Axon prints an advertisement for its console otherwise.
    System.setProperty("disable-axoniq-console-message", "true");
    LedgerSerializer serializer = new LedgerSerializer();
    TransactionManager axonTransactions = new SpringTransactionManager(transactions);
    SpringDataSourceConnectionProvider connections =
        new SpringDataSourceConnectionProvider(dataSource);
    return DefaultConfigurer.defaultConfiguration(false)
        .configureSerializer(_ -> serializer)
        .configureEventSerializer(_ -> serializer)
        .configureMessageSerializer(_ -> serializer)
        .configureTransactionManager(_ -> axonTransactions)
        .registerComponent(
            EventStorageEngine.class,
            _ -> new PostgresEventStorage(connections, axonTransactions, serializer))
        .configureEventStore(LedgerEngine::eventStore);
  }

  /** The log and the command side. The {@link #ledger} of the started configuration sends. */
  public static Configurer writing(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Clock clock,
      Settings settings) {
    List<CorrelationDataProvider> correlation =
        List.of(
            new MessageOriginProvider(),
            new SimpleCorrelationDataProvider(
                StockLedger.ACTOR, StockLedger.AUTHENTICATED_BY, StockLedger.IDEMPOTENCY_KEY));
    AggregateCache cache = new AggregateCache(settings.cachedAggregates());
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    return reading(dataSource, transactions)
        .configureCorrelationDataProviders(_ -> correlation)
        .configureCommandBus(
            configuration ->
                new OrderedCommandBus(
                    configuration.getComponent(TransactionManager.class), correlation))
        .registerComponent(Snapshotter.class, LedgerEngine::snapshotter)
        .configureAggregate(cached(WalletAggregate.class, cache))
        .configureAggregate(cached(SystemAccountAggregate.class, cache))
        .configureAggregate(AggregateConfigurer.defaultConfiguration(EntryAggregate.class))
        .registerComponent(
            AggregateAccounts.class,
            configuration ->
                new AggregateAccounts(
                    configuration.repository(WalletAggregate.class),
                    configuration.repository(SystemAccountAggregate.class),
                    configuration.repository(EntryAggregate.class)))
        .registerCommandHandler(
            configuration ->
                new OpenWalletHandler(
                    configuration.getComponent(AggregateAccounts.class),
                    new ClaimedReferences(JdbcClient.create(jdbc))))
        .registerCommandHandler(
            configuration ->
                new TransferHandler(configuration.getComponent(AggregateAccounts.class), clock))
        .registerComponent(
            Ledger.class,
            configuration ->
                new StockLedger(
                    (OrderedCommandBus) configuration.getComponent(CommandBus.class),
                    new IdempotencyKeys(jdbc, LedgerJson.mapper(), clock),
                    jdbc));
  }

  /** What sends commands to a started {@link #writing} configuration. */
  public static Ledger ledger(Configuration configuration) {
    return configuration.getComponent(Ledger.class);
  }

  private static EmbeddedEventStore eventStore(Configuration configuration) {
    EmbeddedEventStore store =
        EmbeddedEventStore.builder()
            .storageEngine(configuration.getComponent(EventStorageEngine.class))
            .messageMonitor(configuration.messageMonitor(EmbeddedEventStore.class, "eventStore"))
            .fetchDelay(FETCH_DELAY_MILLISECONDS)
            .build();
    configuration.onShutdown(store::shutDown);
    return store;
  }

  private static Snapshotter snapshotter(Configuration configuration) {
    ExecutorService executor =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("snapshots").factory());
    configuration.onShutdown(executor::shutdown);
    return AggregateSnapshotter.builder()
        .eventStore(configuration.eventStore())
        .transactionManager(configuration.getComponent(TransactionManager.class))
        .executor(executor)
        .aggregateFactories(
            List.of(
                new GenericAggregateFactory<>(WalletAggregate.class),
                new GenericAggregateFactory<>(SystemAccountAggregate.class)))
        .build();
  }

  private static <T> AggregateConfigurer<T> cached(Class<T> type, AggregateCache cache) {
    return AggregateConfigurer.defaultConfiguration(type)
        .configureCache(_ -> cache)
        .configureSnapshotTrigger(LedgerEngine::snapshotTrigger);
  }

  private static SnapshotTriggerDefinition snapshotTrigger(Configuration configuration) {
    return new EventCountSnapshotTriggerDefinition(
        configuration.getComponent(Snapshotter.class), EVENTS_PER_SNAPSHOT);
  }
}
