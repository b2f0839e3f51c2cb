package io.griot.core.engine;

import io.griot.core.Ledger;
import io.griot.core.account.OpenWalletHandler;
import io.griot.core.account.SystemAccountAggregate;
import io.griot.core.account.WalletAggregate;
import io.griot.core.approval.ApprovalAggregate;
import io.griot.core.approval.ApprovalHandler;
import io.griot.core.approval.ApprovalThreshold;
import io.griot.core.bill.BillAggregate;
import io.griot.core.bill.BillPaymentAggregate;
import io.griot.core.bill.BillPaymentHandler;
import io.griot.core.dispute.DisputeAggregate;
import io.griot.core.dispute.DisputeHandler;
import io.griot.core.grant.GrantAggregate;
import io.griot.core.grant.GrantHandler;
import io.griot.core.hold.HoldAggregate;
import io.griot.core.hold.HoldHandler;
import io.griot.core.journal.EntryAggregate;
import io.griot.core.snapshot.CalendarAggregate;
import io.griot.core.snapshot.CalendarHandler;
import io.griot.core.transfer.CorrectionHandler;
import io.griot.core.transfer.TransferHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.config.LifecycleHandler;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds the ledger as an Axon configuration on a PostgreSQL data source. */
public final class LedgerEngine {

  private LedgerEngine() {}

  /**
   * How the engine is sized.
   *
   * @param cachedAggregates accounts kept in memory
   * @param waitingCommands that may wait for the writer; more are refused
   * @param commandsPerCommit at most
   * @param overlap whether a batch is decided while those before it are written and committed
   * @param lease how long the writer may be silent before another node takes its place
   * @param transactionTimeout after which the database ends a transaction of a writer that froze
   * @param keyRetention after which idempotency keys are forgotten
   */
  public record Settings(
      long cachedAggregates,
      int waitingCommands,
      int commandsPerCommit,
      boolean overlap,
      Duration lease,
      Duration transactionTimeout,
      Duration keyRetention) {

    public static Settings defaults() {
      return new Settings(
          100_000,
          10_000,
          1_000,
          true,
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofDays(400));
    }

    /** The same with another number of accounts in memory. */
    public Settings withCachedAggregates(long accounts) {
      return new Settings(
          accounts,
          waitingCommands,
          commandsPerCommit,
          overlap,
          lease,
          transactionTimeout,
          keyRetention);
    }

    /** The same with or without overlap. */
    public Settings withOverlap(boolean overlapping) {
      return new Settings(
          cachedAggregates,
          waitingCommands,
          commandsPerCommit,
          overlapping,
          lease,
          transactionTimeout,
          keyRetention);
    }
  }

  /** The log alone, for a node that reads it but takes no commands. */
  public static Configurer reading(DataSource dataSource, PlatformTransactionManager transactions) {
    // Axon prints an advertisement for its console otherwise.
    System.setProperty("disable-axoniq-console-message", "true");
    LedgerSerializer serializer = new LedgerSerializer();
    TransactionManager axonTransactions = new SpringTransactionManager(transactions);
    return DefaultConfigurer.defaultConfiguration(false)
        .configureSerializer(_ -> serializer)
        .configureEventSerializer(_ -> serializer)
        .configureMessageSerializer(_ -> serializer)
        .configureTransactionManager(_ -> axonTransactions)
        .registerComponent(
            EventStorageEngine.class,
            axon ->
                new PostgresEventStorage(
                    JdbcClient.create(dataSource), serializer, axon.upcasterChain()))
        .configureEventStore(axon -> SealedEventStore.on(storage(axon)));
  }

  /** The log and the command side. The {@link #ledger} of the started configuration sends. */
  public static Configurer writing(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Clock clock,
      Settings settings) {
    return writing(dataSource, transactions, clock, settings, WriterMonitor.NONE);
  }

  /** The log and the command side, telling a monitor how the writer works. */
  public static Configurer writing(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Clock clock,
      Settings settings,
      WriterMonitor monitor) {
    return writing(dataSource, transactions, clock, settings, monitor, ApprovalThreshold.OFF);
  }

  /** The same, with what needs a second admin. */
  public static Configurer writing(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Clock clock,
      Settings settings,
      WriterMonitor monitor,
      ApprovalThreshold threshold) {
    List<CorrelationDataProvider> correlation =
        List.of(
            new MessageOriginProvider(),
            new SimpleCorrelationDataProvider(
                GroupCommitLedger.ACTOR,
                GroupCommitLedger.AUTHENTICATED_BY,
                GroupCommitLedger.IDEMPOTENCY_KEY));
    IdempotencyKeys keys = new IdempotencyKeys(LedgerJson.mapper());
    JdbcClient jdbc = JdbcClient.create(dataSource);
    WriterClock writerClock = new WriterClock(clock);
    CommandHandlers handlers = new CommandHandlers();
    Intake intake = new Intake(settings.waitingCommands());
    Configurer configurer =
        reading(dataSource, transactions)
            .configureCorrelationDataProviders(_ -> correlation)
            .registerComponent(
                Writer.class,
                axon ->
                    new Writer(
                        intake,
                        new Batch.Parts(
                            handlers,
                            axon.getComponent(RunningAccounts.class),
                            new Residents(settings.cachedAggregates()),
                            keys,
                            storage(axon),
                            (SealedEventStore) axon.eventStore()),
                        writerClock,
                        correlation,
                        monitor,
                        settings,
                        () -> new WriterSession(dataSource, settings.transactionTimeout())))
            .registerComponent(
                WriterLease.class,
                axon ->
                    new WriterLease(
                        dataSource,
                        axon.getComponent(Writer.class),
                        new FrozenCommit(dataSource, settings.transactionTimeout()),
                        nodeName(),
                        settings.lease()))
            .registerComponent(
                KeyRetention.class,
                axon ->
                    new KeyRetention(
                        jdbc, axon.getComponent(Writer.class), settings.keyRetention()))
            .configureCommandBus(
                axon -> new BatchingCommandBus(intake, axon.getComponent(Writer.class), handlers))
            .configureAggregate(resident(WalletAggregate.class, WalletAggregate::new, true))
            .configureAggregate(
                resident(SystemAccountAggregate.class, SystemAccountAggregate::new, true))
            .configureAggregate(resident(EntryAggregate.class, EntryAggregate::new, false))
            .configureAggregate(resident(HoldAggregate.class, HoldAggregate::new, true))
            .configureAggregate(resident(GrantAggregate.class, GrantAggregate::new, true))
            .configureAggregate(resident(CalendarAggregate.class, CalendarAggregate::new, true))
            .configureAggregate(resident(DisputeAggregate.class, DisputeAggregate::new, true))
            .configureAggregate(resident(ApprovalAggregate.class, ApprovalAggregate::new, true))
            .configureAggregate(
                resident(BillPaymentAggregate.class, BillPaymentAggregate::new, true))
            .configureAggregate(resident(BillAggregate.class, BillAggregate::new, true))
            .registerComponent(
                RunningAccounts.class,
                axon ->
                    new RunningAccounts(
                        new AggregateAccounts(
                            repository(axon, WalletAggregate.class),
                            repository(axon, SystemAccountAggregate.class),
                            axon.repository(EntryAggregate.class))))
            .registerCommandHandler(
                axon ->
                    new OpenWalletHandler(
                        axon.getComponent(RunningAccounts.class), new ClaimedReferences()))
            .registerCommandHandler(
                axon -> new TransferHandler(axon.getComponent(RunningAccounts.class), writerClock))
            .registerCommandHandler(LedgerEngine::corrections)
            .registerCommandHandler(
                axon ->
                    new ApprovalHandler(
                        new AggregateApprovals(repository(axon, ApprovalAggregate.class)),
                        axon.getComponent(RunningAccounts.class),
                        corrections(axon),
                        disputes(axon, writerClock),
                        threshold))
            .registerCommandHandler(
                axon ->
                    new HoldHandler(
                        new AggregateHolds(repository(axon, HoldAggregate.class)),
                        axon.getComponent(RunningAccounts.class),
                        writerClock))
            .registerCommandHandler(
                axon ->
                    new GrantHandler(
                        new AggregateGrants(repository(axon, GrantAggregate.class)),
                        axon.getComponent(RunningAccounts.class),
                        writerClock))
            .registerCommandHandler(
                axon ->
                    new CalendarHandler(
                        new AggregateDays(repository(axon, CalendarAggregate.class)), writerClock))
            .registerCommandHandler(axon -> disputes(axon, writerClock))
            .registerCommandHandler(
                axon ->
                    new BillPaymentHandler(
                        new AggregateBillPayments(
                            repository(axon, BillPaymentAggregate.class),
                            repository(axon, BillAggregate.class)),
                        new AggregateGrants(repository(axon, GrantAggregate.class)),
                        new AggregateEntries(repository(axon, EntryAggregate.class)),
                        axon.getComponent(RunningAccounts.class),
                        writerClock))
            .registerComponent(
                Ledger.class,
                axon ->
                    new GroupCommitLedger(
                        (BatchingCommandBus) axon.commandBus(),
                        keys,
                        dataSource,
                        Math.min(settings.commandsPerCommit(), settings.waitingCommands())));
    configurer.onInitialize(LedgerEngine::startWriting);
    return configurer;
  }

  /** What sends commands to a started {@link #writing} configuration. */
  public static Ledger ledger(Configuration configuration) {
    return configuration.getComponent(Ledger.class);
  }

  /** Whether a started {@link #writing} configuration is the one that writes now. */
  public static boolean writes(Configuration configuration) {
    return configuration.getComponent(Writer.class).term() != null;
  }

  /** How many commands wait for the writer of a {@link #writing} configuration. */
  public static int waitingCommands(Configuration configuration) {
    return configuration.getComponent(Writer.class).waitingCommands();
  }

  private static void startWriting(Configuration axon) {
    axon.onStart(
        Phase.INBOUND_COMMAND_CONNECTOR,
        (LifecycleHandler)
            () -> {
              axon.getComponent(Writer.class).start();
              start(axon.getComponent(WriterLease.class));
              axon.getComponent(KeyRetention.class).start();
              return CompletableFuture.completedFuture(null);
            });
    axon.onShutdown(
        Phase.INBOUND_COMMAND_CONNECTOR,
        (LifecycleHandler)
            () -> {
              axon.getComponent(KeyRetention.class).stop();
              stop(axon);
              return CompletableFuture.completedFuture(null);
            });
  }

  private static void start(WriterLease lease) {
    try {
      lease.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(Configuration axon) {
    try {
      axon.getComponent(Writer.class).stop();
      axon.getComponent(WriterLease.class).stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String nodeName() {
    return "%d-%s"
        .formatted(
            ProcessHandle.current().pid(), IdentifierFactory.getInstance().generateIdentifier());
  }

  private static PostgresEventStorage storage(Configuration axon) {
    return (PostgresEventStorage) axon.getComponent(EventStorageEngine.class);
  }

  private static CorrectionHandler corrections(Configuration axon) {
    return new CorrectionHandler(
        new AggregateEntries(repository(axon, EntryAggregate.class)),
        axon.getComponent(RunningAccounts.class));
  }

  private static DisputeHandler disputes(Configuration axon, Clock clock) {
    return new DisputeHandler(
        new AggregateDisputes(repository(axon, DisputeAggregate.class)),
        new AggregateEntries(repository(axon, EntryAggregate.class)),
        axon.getComponent(RunningAccounts.class),
        clock);
  }

  private static <T> ResidentRepository<T> repository(Configuration axon, Class<T> type) {
    return (ResidentRepository<T>) axon.repository(type);
  }

  private static <T> AggregateConfigurer<T> resident(
      Class<T> type, Supplier<T> unopened, boolean kept) {
    return AggregateConfigurer.defaultConfiguration(type)
        .configureRepository(
            axon ->
                new ResidentRepository<>(
                    type,
                    unopened,
                    kept,
                    axon.eventStore(),
                    axon.eventSerializer(),
                    axon.upcasterChain()));
  }
}
