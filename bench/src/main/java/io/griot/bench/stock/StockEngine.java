package io.griot.bench.stock;

import io.griot.core.Answer;
import io.griot.core.LedgerRequest;
import io.griot.core.account.ExternalReferences;
import io.griot.core.account.OpenWalletHandler;
import io.griot.core.account.SystemAccountAggregate;
import io.griot.core.account.WalletAggregate;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryAggregate;
import io.griot.core.transfer.TransferHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
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
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A ledger that runs each command in a transaction of its own on Axon's JDBC storage. */
public final class StockEngine implements AutoCloseable {

  private static final int EVENTS_PER_SNAPSHOT = 200;
  private static final long FETCH_DELAY_MILLISECONDS = 25;
  private static final long CACHED_AGGREGATES = 100_000;

  private final Configuration configuration;

  private StockEngine(Configuration configuration) {
    this.configuration = configuration;
  }

  /** The script that makes the tables, in a schema {@code ledger} of their own. */
  public static String tables() {
    try (InputStream script = StockEngine.class.getResourceAsStream("/db/bench/stock.sql")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What writes and reads this engine's events. */
  public static Serializer serializer() {
    return new LedgerSerializer();
  }

  /** Starts on a database that has the {@link #tables}. */
  public static StockEngine start(DataSource dataSource, Clock clock) {
    // Axon prints an advertisement for its console otherwise.
    System.setProperty("disable-axoniq-console-message", "true");
    Serializer serializer = serializer();
    TransactionManager transactions =
        new SpringTransactionManager(new JdbcTransactionManager(dataSource));
    SpringDataSourceConnectionProvider connections =
        new SpringDataSourceConnectionProvider(dataSource);
    List<CorrelationDataProvider> correlation =
        List.of(
            new MessageOriginProvider(),
            new SimpleCorrelationDataProvider(
                StockLedger.ACTOR, StockLedger.AUTHENTICATED_BY, StockLedger.IDEMPOTENCY_KEY));
    AggregateCache cache = new AggregateCache(CACHED_AGGREGATES);
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    return new StockEngine(
        DefaultConfigurer.defaultConfiguration(false)
            .configureSerializer(_ -> serializer)
            .configureEventSerializer(_ -> serializer)
            .configureMessageSerializer(_ -> serializer)
            .configureTransactionManager(_ -> transactions)
            .registerComponent(
                EventStorageEngine.class,
                _ -> new PostgresEventStorage(connections, transactions, serializer))
            .configureEventStore(StockEngine::eventStore)
            .configureCorrelationDataProviders(_ -> correlation)
            .configureCommandBus(_ -> new OrderedCommandBus(transactions, correlation))
            .registerComponent(Snapshotter.class, StockEngine::snapshotter)
            .configureAggregate(cached(WalletAggregate.class, cache))
            .configureAggregate(cached(SystemAccountAggregate.class, cache))
            .configureAggregate(AggregateConfigurer.defaultConfiguration(EntryAggregate.class))
            .registerComponent(
                AggregateAccounts.class,
                axon ->
                    new AggregateAccounts(
                        axon.repository(WalletAggregate.class),
                        axon.repository(SystemAccountAggregate.class),
                        axon.repository(EntryAggregate.class)))
            .registerCommandHandler(
                axon ->
                    new OpenWalletHandler(
                        axon.getComponent(AggregateAccounts.class), new NoReferences()))
            .registerCommandHandler(
                axon -> new TransferHandler(axon.getComponent(AggregateAccounts.class), clock))
            .registerComponent(
                StockLedger.class,
                axon ->
                    new StockLedger(
                        (OrderedCommandBus) axon.getComponent(CommandBus.class),
                        new IdempotencyKeys(jdbc, LedgerJson.mapper(), clock),
                        jdbc))
            .start());
  }

  /** Runs one command. */
  public Answer send(LedgerRequest request) {
    return ledger().send(request);
  }

  /** Runs each command in the order given. */
  public List<Answer> sendInOrder(List<LedgerRequest> requests) {
    return ledger().sendInOrder(requests);
  }

  @Override
  public void close() {
    configuration.shutdown();
  }

  private StockLedger ledger() {
    return configuration.getComponent(StockLedger.class);
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
        .configureSnapshotTrigger(StockEngine::snapshotTrigger);
  }

  private static SnapshotTriggerDefinition snapshotTrigger(Configuration configuration) {
    return new EventCountSnapshotTriggerDefinition(
        configuration.getComponent(Snapshotter.class), EVENTS_PER_SNAPSHOT);
  }

  /** No wallet of a benchmark is known under another's name. */
  private static final class NoReferences implements ExternalReferences {

    @Override
    public Optional<WalletId> find(String externalReference) {
      return Optional.empty();
    }

    @Override
    public void claim(String externalReference, WalletId walletId) {
      throw new UnsupportedOperationException(externalReference);
    }
  }
}
