package io.griot.projection;

import io.griot.projection.account.AccountFinder;
import io.griot.projection.account.AccountProjection;
import io.griot.projection.account.TrialBalanceFinder;
import io.griot.projection.approval.ApprovalFinder;
import io.griot.projection.approval.ApprovalProjection;
import io.griot.projection.bill.BillPaymentFinder;
import io.griot.projection.bill.BillPaymentProjection;
import io.griot.projection.dispute.DisputeFinder;
import io.griot.projection.dispute.DisputeProjection;
import io.griot.projection.grant.GrantFinder;
import io.griot.projection.grant.GrantProjection;
import io.griot.projection.hold.HoldFinder;
import io.griot.projection.hold.HoldProjection;
import io.griot.projection.journal.EntryFinder;
import io.griot.projection.journal.EntryProjection;
import io.griot.projection.journal.PostingFinder;
import io.griot.projection.journal.PostingProjection;
import io.griot.projection.journal.StatementFinder;
import io.griot.projection.live.LogStreams;
import io.griot.projection.live.ViewBatches;
import io.griot.projection.log.LogReader;
import io.griot.projection.notification.NotificationFinder;
import io.griot.projection.notification.NotificationProjection;
import io.griot.projection.rebuild.Rebuild;
import io.griot.projection.snapshot.SnapshotFinder;
import io.griot.projection.verify.ViewVerification;
import io.griot.projection.view.View;
import io.griot.projection.view.ViewFaults;
import io.griot.projection.view.ViewMoves;
import io.griot.projection.view.ViewPositions;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configurer;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Finders for those who read the views, and the processors for the process that moves them. */
@Configuration(proxyBeanMethods = false)
public class ProjectionsConfiguration {

  /** A message is a stretch of the log already. */
  private static final int BATCH_SIZE = 1;

  /** A node that died lets go of its views after this long. */
  private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration CLAIM_INTERVAL = Duration.ofSeconds(1);

  private final ViewFaults faults = new ViewFaults();
  private final ViewMoves moves = new ViewMoves();

  /**
   * Registers one processor a view.
   *
   * <p>One segment each: a running balance follows from the posting before it, whichever account's
   * turn it is. One connection of the data source is kept to be notified of new events. A fault
   * rolls the batch back and stops the view; it is tried again after a second, then ever less
   * often, at once when a lost database is back, and no event is ever passed over.
   */
  public void register(
      Configurer configurer, DataSource dataSource, PlatformTransactionManager transactions) {
    ViewBatches batches = new ViewBatches(dataSource, faults, moves);
    TokenStore tokens = tokenStore(dataSource);
    TransactionManager transactionManager = new SpringTransactionManager(transactions);
    configurer.registerComponent(
        LogStreams.class,
        axon -> {
          LogStreams streams =
              new LogStreams(
                  dataSource, logReader(axon, dataSource), faults, moves, () -> resume(axon));
          // Before the processors stop: nothing may start one again after that.
          axon.onShutdown(Phase.INBOUND_EVENT_CONNECTORS + 1, streams::stop);
          return streams;
        });
    configurer.eventProcessing(
        processing -> {
          register(processing, Views.ACCOUNTS, new AccountProjection(batches));
          register(processing, Views.APPROVALS, new ApprovalProjection(batches));
          register(processing, Views.BILL_PAYMENTS, new BillPaymentProjection(batches));
          register(processing, Views.POSTINGS, new PostingProjection(batches));
          register(processing, Views.ENTRIES, new EntryProjection(batches));
          register(processing, Views.DISPUTES, new DisputeProjection(batches));
          register(processing, Views.GRANTS, new GrantProjection(batches));
          register(processing, Views.HOLDS, new HoldProjection(batches));
          register(processing, Views.NOTIFICATIONS, new NotificationProjection(batches));
          for (View view : Views.ALL) {
            processing.registerTokenStore(view.name(), _ -> tokens);
            processing.registerTransactionManager(view.name(), _ -> transactionManager);
          }
        });
  }

  /** Rebuilds views from the log of an Axon configuration, which need not be started. */
  public static Rebuild rebuild(
      org.axonframework.config.Configuration axon, DataSource dataSource) {
    return new Rebuild(dataSource, logReader(axon, dataSource));
  }

  /** Holds views against the log of an Axon configuration, which need not be started. */
  public static ViewVerification verification(
      org.axonframework.config.Configuration axon, DataSource dataSource) {
    return new ViewVerification(dataSource, logReader(axon, dataSource));
  }

  @Bean
  ViewFaults viewFaults() {
    return faults;
  }

  /** How far this process has moved the views. */
  ViewMoves moves() {
    return moves;
  }

  @Bean
  ViewPositions viewPositions(DataSource dataSource) {
    return new ViewPositions(dataSource, moves);
  }

  @Bean
  AccountFinder accountFinder(DataSource dataSource) {
    return new AccountFinder(dataSource);
  }

  @Bean
  ApprovalFinder approvalFinder(DataSource dataSource) {
    return new ApprovalFinder(dataSource);
  }

  @Bean
  BillPaymentFinder billPaymentFinder(DataSource dataSource) {
    return new BillPaymentFinder(dataSource);
  }

  @Bean
  PostingFinder postingFinder(DataSource dataSource) {
    return new PostingFinder(dataSource);
  }

  @Bean
  StatementFinder statementFinder(DataSource dataSource) {
    return new StatementFinder(dataSource);
  }

  @Bean
  SnapshotFinder snapshotFinder(DataSource dataSource) {
    return new SnapshotFinder(dataSource);
  }

  @Bean
  EntryFinder entryFinder(DataSource dataSource) {
    return new EntryFinder(dataSource);
  }

  @Bean
  DisputeFinder disputeFinder(DataSource dataSource) {
    return new DisputeFinder(dataSource);
  }

  @Bean
  GrantFinder grantFinder(DataSource dataSource) {
    return new GrantFinder(dataSource);
  }

  @Bean
  HoldFinder holdFinder(DataSource dataSource) {
    return new HoldFinder(dataSource);
  }

  @Bean
  NotificationFinder notificationFinder(DataSource dataSource) {
    return new NotificationFinder(dataSource);
  }

  @Bean
  TrialBalanceFinder trialBalanceFinder(
      DataSource dataSource, PlatformTransactionManager transactions) {
    return new TrialBalanceFinder(dataSource, transactions);
  }

  private static void register(EventProcessingConfigurer processing, View view, Object projection) {
    processing
        .registerEventHandler(_ -> projection)
        .registerPooledStreamingEventProcessor(
            view.name(),
            axon -> axon.getComponent(LogStreams.class).of(view),
            (_, processor) ->
                processor
                    .initialToken(StreamableMessageSource::createTailToken)
                    .initialSegmentCount(1)
                    .batchSize(BATCH_SIZE)
                    .tokenClaimInterval(CLAIM_INTERVAL.toMillis())
                    .claimExtensionThreshold(CLAIM_INTERVAL.toMillis()))
        .registerErrorHandler(view.name(), _ -> PropagatingErrorHandler.instance())
        .registerListenerInvocationErrorHandler(
            view.name(), _ -> PropagatingErrorHandler.instance());
  }

  /** Ends the processors' back-off, which grows to a minute while the database is away. */
  private static void resume(org.axonframework.config.Configuration axon) {
    for (View view : Views.ALL) {
      axon.eventProcessingConfiguration()
          .eventProcessor(view.name(), StreamingEventProcessor.class)
          .filter(StreamingEventProcessor::isError)
          .ifPresent(
              processor -> {
                processor.shutDown();
                processor.start();
              });
    }
  }

  static LogReader logReader(org.axonframework.config.Configuration axon, DataSource dataSource) {
    return new LogReader(
        dataSource, axon.eventSerializer(), axon.upcasterChain(), Views.PASSED_OVER);
  }

  private static TokenStore tokenStore(DataSource dataSource) {
    return JdbcTokenStore.builder()
        .connectionProvider(
            new UnitOfWorkAwareConnectionProviderWrapper(
                new SpringDataSourceConnectionProvider(dataSource)))
        .serializer(JacksonSerializer.defaultSerializer())
        .schema(
            TokenSchema.builder()
                .setTokenTable(View.SCHEMA + ".token")
                .setProcessorNameColumn("processor_name")
                .setTokenTypeColumn("token_type")
                .build())
        .claimTimeout(CLAIM_TIMEOUT)
        .build();
  }
}
