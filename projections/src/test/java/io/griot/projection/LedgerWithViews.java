package io.griot.projection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.griot.core.Answer;
import io.griot.core.Ledger;
import io.griot.core.LedgerCommand;
import io.griot.core.LedgerEvent;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.approval.ApprovalThreshold;
import io.griot.core.engine.LedgerEngine;
import io.griot.core.engine.LedgerOnPostgres;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.MajorUnits;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.Leg;
import io.griot.core.transfer.TransferCommand.Transfer;
import io.griot.projection.account.AccountFinder;
import io.griot.projection.account.AccountView;
import io.griot.projection.approval.ApprovalFinder;
import io.griot.projection.bill.BillPaymentFinder;
import io.griot.projection.dispute.DisputeFinder;
import io.griot.projection.grant.GrantFinder;
import io.griot.projection.hold.HoldFinder;
import io.griot.projection.journal.EntryFinder;
import io.griot.projection.journal.PostingFinder;
import io.griot.projection.journal.StatementFinder;
import io.griot.projection.log.LogReader;
import io.griot.projection.notification.NotificationFinder;
import io.griot.projection.rebuild.Rebuild;
import io.griot.projection.snapshot.SnapshotFinder;
import io.griot.projection.view.ViewPositions;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.serialization.SerializedObject;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A ledger, and apart from it, as in another process, what moves its views. */
final class LedgerWithViews implements AutoCloseable {

  static final Currency ETB = Currency.getInstance("ETB");

  private static final Requester STAFF = new Requester("user:test", "jwt");

  final ProjectionsConfiguration projections = new ProjectionsConfiguration();
  final HikariDataSource dataSource;
  final JdbcClient jdbc;
  final AccountFinder accounts;
  final PostingFinder postings;
  final EntryFinder entries;
  final HoldFinder holds;
  final GrantFinder grants;
  final StatementFinder statements;
  final SnapshotFinder snapshots;
  final DisputeFinder disputes;
  final NotificationFinder notifications;
  final ApprovalFinder approvals;
  final BillPaymentFinder billPayments;
  final ViewPositions positions;
  private final LedgerOnPostgres ledger;
  private @Nullable Configuration views;

  LedgerWithViews() {
    this(Clock.systemUTC(), ApprovalThreshold.OFF);
  }

  LedgerWithViews(Clock clock) {
    this(clock, ApprovalThreshold.OFF);
  }

  /** One on which admins need a second one above a threshold. */
  LedgerWithViews(ApprovalThreshold threshold) {
    this(Clock.systemUTC(), threshold);
  }

  private LedgerWithViews(Clock clock, ApprovalThreshold threshold) {
    TestDatabase database = TestDatabase.create();
    LedgerOnPostgres.migrate(database);
    Flyway.configure()
        .dataSource(database.dataSource())
        .schemas("views")
        .locations("classpath:db/views")
        .load()
        .migrate();
    ledger = LedgerOnPostgres.on(database, clock, threshold);
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(database.password());
    dataSource = new HikariDataSource(pool);
    jdbc = JdbcClient.create(dataSource);
    accounts = new AccountFinder(dataSource);
    postings = new PostingFinder(dataSource);
    entries = new EntryFinder(dataSource);
    holds = new HoldFinder(dataSource);
    approvals = new ApprovalFinder(dataSource);
    grants = new GrantFinder(dataSource);
    statements = new StatementFinder(dataSource, 7);
    snapshots = new SnapshotFinder(dataSource);
    notifications = new NotificationFinder(dataSource);
    disputes = new DisputeFinder(dataSource);
    billPayments = new BillPaymentFinder(dataSource);
    positions = new ViewPositions(dataSource);
  }

  static LedgerWithViews started() {
    LedgerWithViews started = new LedgerWithViews();
    started.startViews();
    return started;
  }

  void startViews() {
    startViews(configurer -> configurer);
  }

  void startViews(UnaryOperator<Configurer> more) {
    startViews(dataSource, more);
  }

  /** Moves the views over connections of another data source. */
  void startViewsOver(DataSource connections) {
    startViews(connections, configurer -> configurer);
  }

  private void startViews(DataSource connections, UnaryOperator<Configurer> more) {
    JdbcTransactionManager transactions = new JdbcTransactionManager(connections);
    Configurer configurer = more.apply(LedgerEngine.reading(connections, transactions));
    projections.register(configurer, connections, transactions);
    views = configurer.start();
  }

  void stopViews() {
    if (views != null) {
      views.shutdown();
      views = null;
    }
  }

  Configuration reading() {
    return LedgerEngine.reading(dataSource, new JdbcTransactionManager(dataSource))
        .buildConfiguration();
  }

  LogReader log() {
    return ProjectionsConfiguration.logReader(reading(), dataSource);
  }

  Rebuild rebuild() {
    return ProjectionsConfiguration.rebuild(reading(), dataSource);
  }

  Ledger ledger() {
    return ledger.ledger();
  }

  Answer.Accepted send(LedgerCommand command) {
    return (Answer.Accepted) ledger().send(new LedgerRequest(command, STAFF, null));
  }

  WalletId openWallet(String opening) {
    return openWallet(new Owner.User(UUID.randomUUID()), null, opening);
  }

  WalletId openWallet(Owner owner, @Nullable String externalReference, String opening) {
    WalletId walletId = new WalletId(UUID.randomUUID());
    send(
        new OpenWallet(
            walletId,
            owner,
            ETB,
            externalReference,
            opening.equals("0")
                ? null
                : new OpeningBalance(entryId(), majorUnits(opening), "bank")));
    return walletId;
  }

  EntryId transfer(WalletId from, WalletId to, String amount) {
    Transfer transfer = transfer(entryId(), from, to, amount, null);
    send(transfer);
    return transfer.entryId();
  }

  static LedgerRequest request(LedgerCommand command) {
    return new LedgerRequest(command, STAFF, null);
  }

  static Transfer transfer(
      EntryId entryId, WalletId from, WalletId to, String amount, @Nullable Instant effectiveAt) {
    return new Transfer(
        entryId,
        EntryKind.P2P,
        new Leg.InWallet(from),
        new Leg.InWallet(to),
        majorUnits(amount),
        null,
        "lunch",
        Map.of("invoice", "7", "shop", "Merkato"),
        effectiveAt,
        new Authority.Staff());
  }

  static EntryId entryId() {
    return new EntryId(UUID.randomUUID());
  }

  static MajorUnits majorUnits(String amount) {
    return new MajorUnits(new BigDecimal(amount));
  }

  /** Writes an event into the log past the engine; whoever does so leaves the engine alone. */
  void append(long position, LedgerEvent event) {
    SerializedObject<byte[]> payload = reading().eventSerializer().serialize(event, byte[].class);
    append(
        position,
        "wallet:" + UUID.randomUUID(),
        payload.getType().getName(),
        new String(payload.getData(), StandardCharsets.UTF_8));
  }

  /** Writes what need not be an event. */
  void append(long position, String stream, String type, String payload) {
    jdbc.sql(
            """
            INSERT INTO ledger.event (position, sequence, recorded_at, event_id, stream, type,
                                      revision, payload, metadata)
            VALUES (?, 0, '2026-01-02T03:04:05.678901Z', ?, ?, ?, '1', ?, ?)\
            """)
        .param(position)
        .param(UUID.randomUUID())
        .param(stream)
        .param(type)
        .param(payload.getBytes(StandardCharsets.UTF_8))
        .param("{\"actor\":\"user:test\"}".getBytes(StandardCharsets.UTF_8))
        .update();
  }

  /** As the writer does with its commit. */
  void notifyOf(long position) {
    jdbc.sql("SELECT pg_notify('griot_log', ?)")
        .param(Long.toString(position))
        .query()
        .listOfRows();
  }

  AccountView account(WalletId walletId) {
    return accounts.find(walletId).orElseThrow();
  }

  /** Until all views have all that was recorded. */
  void catchUp() throws InterruptedException {
    long head = positions.head();
    if (!positions.await(Views.ALL, head, Duration.ofSeconds(20))) {
      throw new AssertionError(
          "The views stand at %s, the log at %d; faults: %s"
              .formatted(positions.lags(java.util.Set.copyOf(Views.ALL)), head, faults()));
    }
  }

  Map<String, String> faults() {
    return projections.viewFaults().current();
  }

  /** A hash over every column of every row of every view. */
  List<String> hashes() {
    List<String> hashes = new ArrayList<>();
    for (String table :
        Views.ALL.stream().flatMap(view -> view.tables().stream()).sorted().toList()) {
      hashes.add(
          table
              + " "
              + jdbc.sql(
                      "SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text COLLATE \"C\"), '')) FROM views.%s t"
                          .formatted(table))
                  .query(String.class)
                  .single());
    }
    return hashes;
  }

  @Override
  public void close() {
    stopViews();
    ledger.close();
    dataSource.close();
  }
}
