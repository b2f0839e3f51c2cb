package io.griot.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.griot.connector.Connector;
import io.griot.connector.Credential;
import io.griot.connector.Finding;
import io.griot.connector.Outcome;
import io.griot.connector.PaymentOrder;
import io.griot.connector.bill.BillPaymentSaga;
import io.griot.connector.bill.ConnectedProvider;
import io.griot.connector.bill.SagaWatch;
import io.griot.connector.bill.UnknownOutcomes;
import io.griot.connector.call.CallLimits;
import io.griot.connector.call.CircuitBreakers;
import io.griot.connector.wizall.WizallAccess;
import io.griot.connector.wizall.WizallConnector;
import io.griot.core.Answer;
import io.griot.core.Ledger;
import io.griot.core.LedgerUnavailable;
import io.griot.core.bill.BillPaymentCommand;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.engine.LedgerEngine;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Provider;
import io.griot.core.utility.Utility;
import io.griot.sandbox.Sandbox;
import io.griot.sandbox.SandboxSettings;
import io.griot.sandbox.wizall.WizallCredentials;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Transfers while many pay bills to a provider that takes its time, beside transfers alone. */
final class Bills {

  private static final int CUSTOMERS = 1_000;
  private static final int AT_ONCE = 256;
  private static final int TRANSFERRING = 512;
  private static final int CONNECTIONS = 20;
  private static final Duration LATENCY = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Bills() {}

  /**
   * What it came to, of the median round.
   *
   * @param alone transfers a second without a payment
   * @param beside transfers a second while 1,000 customers pay
   * @param mostInFlight calls of the provider under way at once
   * @param paymentsPerSecond that were confirmed meanwhile
   */
  record Figures(double alone, double beside, int mostInFlight, double paymentsPerSecond) {

    double ratio() {
      return beside / alone;
    }
  }

  static Figures measure(Postgres postgres, Choices choices, Consumer<String> notes)
      throws Exception {
    Database database = postgres.createDatabase("bills");
    List<Figures> rounds = new ArrayList<>();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard(Clock.systemUTC()));
        Paying paying = new Paying(database, sandbox, choices.wallets())) {
      sandbox.latency(io.griot.sandbox.operation.Provider.WIZALL, LATENCY);
      for (int round = 1; round <= choices.rounds(); round++) {
        notes.accept("Round %d of %d: bills".formatted(round, choices.rounds()));
        rounds.add(paying.round(choices));
      }
    }
    return Rounds.median(rounds, Figures::ratio);
  }

  /** A ledger that carries payments to the sandbox, in this process. */
  private static final class Paying implements AutoCloseable {

    private final HikariDataSource dataSource;
    private final CircuitBreakers breakers;
    private final Counting provider;
    private final Configuration configuration;
    private final Ledger ledger;
    private final List<WalletId> wallets = new ArrayList<>();
    private final List<WalletId> customers = new ArrayList<>();
    private final Map<BillPaymentId, CountDownLatch> awaited = new ConcurrentHashMap<>();
    private final AtomicLong confirmed = new AtomicLong();
    private volatile boolean paying;

    Paying(Database database, Sandbox sandbox, int number) {
      dataSource = database.pool(CONNECTIONS);
      Database.migrate(dataSource, "ledger");
      Database.migrate(dataSource, "tasks");
      SimpleMeterRegistry meters = new SimpleMeterRegistry();
      breakers = new CircuitBreakers(Clock.systemUTC(), meters);
      WizallCredentials credentials = sandbox.wizallCredentials();
      provider =
          new Counting(
              new WizallConnector(
                  new WizallAccess(
                      sandbox.wizallUrl(),
                      credentials.username(),
                      new Credential(credentials.password()),
                      credentials.msisdn(),
                      new Credential(credentials.pincode()),
                      Requests.FRANCS,
                      new CallLimits(Duration.ofSeconds(10), AT_ONCE, 0)),
                  breakers,
                  meters));
      JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
      Configurer configurer =
          LedgerEngine.writing(
              dataSource, transactions, Clock.systemUTC(), LedgerEngine.Settings.defaults());
      AtomicReference<@Nullable Ledger> started = new AtomicReference<>();
      new BillPaymentSaga(
              List.of(
                  new ConnectedProvider(
                      provider,
                      AT_ONCE,
                      new UnknownOutcomes(Duration.ofSeconds(30), Duration.ofMinutes(30), false))),
              command -> tell(started, command),
              Requests::id,
              Clock.systemUTC(),
              SagaWatch.NONE)
          .register(configurer, dataSource, transactions);
      configuration = configurer.start();
      ledger = LedgerEngine.ledger(configuration);
      started.set(ledger);
      open(wallets, number, false);
      open(customers, CUSTOMERS, true);
    }

    private void open(List<WalletId> opened, int number, boolean francs) {
      for (int wallet = 0; wallet < number; wallet++) {
        opened.add(new WalletId(Requests.id()));
      }
      ledger
          .sendInOrder(
              opened.stream().map(francs ? Requests::openInFrancs : Requests::open).toList())
          .forEach(Requests::requireAccepted);
    }

    private BillPaymentReceipt tell(
        AtomicReference<@Nullable Ledger> started, BillPaymentCommand command) {
      Ledger running = started.get();
      if (running == null) {
        throw new LedgerUnavailable("Not started yet");
      }
      return switch (running.send(Requests.learned(command))) {
        case Answer.Accepted accepted -> ended((BillPaymentReceipt) accepted.receipt());
        case Answer.Refused refused -> throw refused.rejection();
      };
    }

    private BillPaymentReceipt ended(BillPaymentReceipt receipt) {
      if (receipt.status() == BillPaymentStatus.CONFIRMED) {
        confirmed.incrementAndGet();
      }
      if (receipt.status().isFinal() || receipt.status() == BillPaymentStatus.UNKNOWN) {
        CountDownLatch waiting = awaited.remove(receipt.terms().paymentId());
        if (waiting != null) {
          waiting.countDown();
        }
      }
      return receipt;
    }

    Figures round(Choices choices) throws InterruptedException {
      double alone = transfers(choices);
      provider.most.set(0);
      paying = true;
      CountDownLatch left = new CountDownLatch(CUSTOMERS);
      for (WalletId customer : customers) {
        Thread.ofVirtual().start(() -> pay(customer, left));
      }
      long before = confirmed.get();
      long start = System.nanoTime();
      double beside = transfers(choices);
      double seconds = (System.nanoTime() - start) / 1e9;
      long paid = confirmed.get() - before;
      paying = false;
      if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(left.getCount() + " payments did not end");
      }
      return new Figures(alone, beside, provider.most.get(), paid / seconds);
    }

    private double transfers(Choices choices) throws InterruptedException {
      return Load.run(
              TRANSFERRING,
              1,
              choices.warmUp(),
              choices.measured(),
              (_, random) -> {
                Pair pair = Pair.even(wallets.size(), random);
                Requests.requireAccepted(
                    ledger.send(
                        Requests.transfer(wallets.get(pair.payer()), wallets.get(pair.payee()))));
              })
          .transfersPerSecond();
    }

    /** One customer, paying again as soon as the last payment has ended. */
    private void pay(WalletId customer, CountDownLatch left) {
      try {
        while (paying) {
          BillPaymentId paymentId = new BillPaymentId(Requests.id());
          CountDownLatch waiting = new CountDownLatch(1);
          awaited.put(paymentId, waiting);
          Requests.requireAccepted(ledger.send(Requests.units(paymentId, customer)));
          waiting.await();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } finally {
        left.countDown();
      }
    }

    @Override
    public void close() {
      configuration.shutdown();
      provider.called.close();
      breakers.close();
      dataSource.close();
    }
  }

  /** Counts the calls under way. */
  private static final class Counting implements Connector {

    private final WizallConnector called;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Counting(WizallConnector called) {
      this.called = called;
    }

    @Override
    public Provider provider() {
      return called.provider();
    }

    @Override
    public List<OwedBill> inquire(Utility utility, String customer, @Nullable String province) {
      return called.inquire(utility, customer, province);
    }

    @Override
    public @Nullable Money paidBefore(Payee payee) {
      return called.paidBefore(payee);
    }

    @Override
    public Outcome pay(PaymentOrder order) {
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      try {
        return called.pay(order);
      } finally {
        underWay.decrementAndGet();
      }
    }

    @Override
    public Finding findOutcome(PaymentOrder order) {
      return called.findOutcome(order);
    }
  }
}
