package io.griot.connector.bill;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.Answer;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.LedgerUnavailable;
import io.griot.core.Requester;
import io.griot.core.account.Accounts;
import io.griot.core.account.Wallet;
import io.griot.core.bill.BillPayment;
import io.griot.core.bill.BillPaymentCommand;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.bill.Mandate;
import io.griot.core.bill.Quote;
import io.griot.core.engine.LedgerOnPostgres;
import io.griot.core.engine.LoggedPayments;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.utility.Payee;
import io.griot.testdatabase.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.config.Configurer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A ledger with sagas beside it, as many as a test wants, on one database. */
final class SagaOnPostgres implements AutoCloseable {

  static final Requester CONNECTORS = new Requester("system:connectors", "task");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final TestDatabase database = TestDatabase.create();
  private final Clock clock;
  private final List<LedgerOnPostgres> nodes = new ArrayList<>();
  private long payments;

  SagaOnPostgres() {
    this(Clock.systemUTC());
  }

  SagaOnPostgres(Clock clock) {
    this.clock = clock;
    LedgerOnPostgres.migrate(database);
    Flyway.configure()
        .dataSource(database.dataSource())
        .schemas("tasks")
        .locations("classpath:db/tasks")
        .load()
        .migrate();
  }

  /** Starts a node that writes and carries payments. */
  LedgerOnPostgres start(ScriptedConnector connector, UnknownOutcomes unknown) {
    return start(connector, unknown, SagaWatch.NONE);
  }

  LedgerOnPostgres start(ScriptedConnector connector, UnknownOutcomes unknown, SagaWatch watch) {
    AtomicReference<@Nullable LedgerOnPostgres> started = new AtomicReference<>();
    LedgerOnPostgres node =
        LedgerOnPostgres.on(
            database,
            clock,
            configurer -> with(configurer, connector, unknown, () -> running(started), watch));
    started.set(node);
    nodes.add(node);
    return node;
  }

  private static Ledger running(AtomicReference<@Nullable LedgerOnPostgres> started) {
    LedgerOnPostgres node = started.get();
    if (node == null) {
      throw new LedgerUnavailable("Not started yet");
    }
    return node.ledger();
  }

  private Configurer with(
      Configurer configurer,
      ScriptedConnector connector,
      UnknownOutcomes unknown,
      Supplier<Ledger> ledger,
      SagaWatch watch) {
    // One object: a transaction is of the data source that it was begun on.
    DataSource dataSource = database.dataSource();
    saga(connector, unknown, command -> told(ledger.get(), command), watch)
        .register(configurer, dataSource, new JdbcTransactionManager(dataSource));
    return configurer;
  }

  BillPaymentSaga saga(
      ScriptedConnector connector, UnknownOutcomes unknown, PaymentLedger ledger, SagaWatch watch) {
    return new BillPaymentSaga(
        List.of(new ConnectedProvider(connector, 64, unknown)),
        ledger,
        UUID::randomUUID,
        clock,
        watch);
  }

  static BillPaymentReceipt told(Ledger ledger, BillPaymentCommand command) {
    return receipt(ledger.send(new LedgerRequest(command, CONNECTORS, null)));
  }

  static BillPaymentReceipt receipt(Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> (BillPaymentReceipt) accepted.receipt();
      case Answer.Refused refused -> throw refused.rejection();
    };
  }

  /** Asks for airtime of two birr from wallet 1, as often as a test likes. */
  BillPaymentId pay(LedgerOnPostgres node) {
    return pay(node, new Payee.WoyofalMeter("58469823"));
  }

  BillPaymentId pay(LedgerOnPostgres node, Payee payee) {
    BillPaymentId paymentId = new BillPaymentId(UUID.randomUUID());
    receipt(
        node.ledger()
            .send(
                request(
                    new RequestBillPayment(
                        paymentId,
                        entry(1_000_000 + ++payments),
                        wallet(1),
                        payee,
                        new Quote.Open(ETB),
                        amount("2"),
                        "",
                        new Mandate.ByOwner(new Authority.Staff())))));
    return paymentId;
  }

  void openWallet(LedgerOnPostgres node) {
    assertThat(node.ledger().send(request(openWith(1, ETB, "100"))))
        .isInstanceOf(Answer.Accepted.class);
  }

  BillPayment.Made payment(LedgerOnPostgres node, BillPaymentId paymentId) {
    return LoggedPayments.of(node.configuration()).find(paymentId).orElseThrow().payment();
  }

  /** Waits until the payment is where a test wants it. */
  BillPayment.Made await(LedgerOnPostgres node, BillPaymentId paymentId, BillPaymentStatus status)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    BillPayment.Made payment = payment(node, paymentId);
    while (BillPayment.status(payment) != status) {
      assertThat(System.nanoTime()).as("%s instead of %s", payment, status).isLessThan(deadline);
      Thread.sleep(20);
      payment = payment(node, paymentId);
    }
    return payment;
  }

  static Money available(LedgerOnPostgres node) {
    return node.read(accounts -> open(accounts).available());
  }

  private static Wallet.Open open(Accounts accounts) {
    return Wallet.requireOpen(accounts.wallet(wallet(1)), "wallet");
  }

  static Money balance(LedgerOnPostgres node, String account) {
    return node.read(accounts -> accounts.systemAccount(SystemAccountId.parse(account)).posted());
  }

  @Override
  public void close() {
    nodes.forEach(LedgerOnPostgres::close);
  }
}
