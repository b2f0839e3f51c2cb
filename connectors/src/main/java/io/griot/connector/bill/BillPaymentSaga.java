package io.griot.connector.bill;

import io.griot.core.engine.FollowedLog;
import io.griot.core.engine.LoggedPayments;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Carries payments from the log to the providers: the reactor and the tasks of one process. */
public final class BillPaymentSaga {

  /**
   * Scheduled in one transaction, so that many payments cost the database few commits; so few that
   * the claim on the events does not run out over them.
   */
  private static final int PAYMENTS_AT_ONCE = 25;

  private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CLAIM_INTERVAL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Until the process ends. */
  private static final Duration WITHOUT_END = Duration.ofDays(365);

  private final Connectors connectors;
  private final PaymentLedger ledger;
  private final Supplier<UUID> ids;
  private final Clock clock;
  private final SagaWatch watch;

  /**
   * @param ids of attempts and entries, ordered by time
   */
  public BillPaymentSaga(
      Collection<ConnectedProvider> connected,
      PaymentLedger ledger,
      Supplier<UUID> ids,
      Clock clock,
      SagaWatch watch) {
    this.connectors = new Connectors(connected);
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
    this.watch = watch;
  }

  /** Adds reactor and tasks to an Axon configuration, with which they start and stop. */
  public void register(
      Configurer configurer, DataSource dataSource, PlatformTransactionManager transactions) {
    TokenStore tokens = tokenStore(dataSource);
    TransactionManager transactionManager = new SpringTransactionManager(transactions);
    configurer.registerComponent(BillPaymentTasks.class, axon -> tasks(axon, dataSource));
    configurer.eventProcessing(
        processing ->
            processing
                .registerEventHandler(
                    axon ->
                        new BillPaymentReactor(axon.getComponent(BillPaymentTasks.class), watch))
                .registerPooledStreamingEventProcessor(
                    BillPaymentReactor.NAME,
                    axon -> FollowedLog.of(axon, dataSource, BillPaymentReactor.FOLLOWED),
                    (_, processor) ->
                        processor
                            .initialToken(StreamableMessageSource::createTailToken)
                            .initialSegmentCount(1)
                            .batchSize(PAYMENTS_AT_ONCE)
                            .tokenClaimInterval(CLAIM_INTERVAL.toMillis())
                            .claimExtensionThreshold(CLAIM_INTERVAL.toMillis()))
                .registerTokenStore(BillPaymentReactor.NAME, _ -> tokens)
                .registerTransactionManager(BillPaymentReactor.NAME, _ -> transactionManager)
                .registerErrorHandler(
                    BillPaymentReactor.NAME, _ -> PropagatingErrorHandler.instance())
                .registerListenerInvocationErrorHandler(
                    BillPaymentReactor.NAME, _ -> PropagatingErrorHandler.instance()));
    configurer.onInitialize(
        axon -> {
          axon.onStart(
              Phase.INBOUND_EVENT_CONNECTORS,
              () -> axon.getComponent(BillPaymentTasks.class).start());
          // Before the command bus stops: what is in flight has something to tell.
          axon.onShutdown(
              Phase.INBOUND_EVENT_CONNECTORS,
              () -> axon.getComponent(BillPaymentTasks.class).stop());
        });
  }

  private BillPaymentTasks tasks(Configuration axon, DataSource dataSource) {
    LoggedPayments payments = LoggedPayments.of(axon);
    Insistence insistence = new Insistence(ledger, PATIENCE);
    return new BillPaymentTasks(
        dataSource,
        Math.max(1, connectors.inFlightAtMost()),
        new PayingBill(
            payments,
            connectors,
            insistence,
            new Insistence(ledger, WITHOUT_END),
            ids,
            clock,
            System::nanoTime,
            watch),
        new SeekingOutcome(payments, connectors, insistence, ids, clock),
        clock);
  }

  private TokenStore tokenStore(DataSource dataSource) {
    return JdbcTokenStore.builder()
        .connectionProvider(
            new UnitOfWorkAwareConnectionProviderWrapper(
                new SpringDataSourceConnectionProvider(dataSource)))
        .serializer(JacksonSerializer.defaultSerializer())
        .schema(
            TokenSchema.builder()
                .setTokenTable("tasks.token")
                .setProcessorNameColumn("processor_name")
                .setTokenTypeColumn("token_type")
                .build())
        .claimTimeout(CLAIM_TIMEOUT)
        // The default, process and host, two containers may have in common.
        .nodeId(ids.get().toString())
        .build();
  }
}
