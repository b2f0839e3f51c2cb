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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
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

  /** Until as many payments end as begin; less if less is measured. */
  private static final Duration SETTLING = LATENCY.multipliedBy(2);

  private Bills() {}

  /**
   * What it came to, of the median round.
   *
   * @param alone transfers a second without a payment, before and after
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
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard(Clock.systemUTC()));
        Paying paying = new Paying(database, sandbox, choices.wallets())) {
      return paying.measure(choices, notes);
    }
  }

  /** A ledger that carries payments to the sandbox, in this process. */
  private static final class Paying implements AutoCloseable {

    private final Sandbox sandbox;
    private final HikariDataSource dataSource;
    private final CircuitBreakers breakers;
    private final Counting provider;
    private final Configuration configuration;
    private final Ledger ledger;
    private final List<WalletId> wallets = new ArrayList<>();
    private final List<WalletId> customers = new ArrayList<>();
    private final Map<BillPaymentId, CountDownLatch> awaited = new ConcurrentHashMap<>();
    private final AtomicLong confirmed = new AtomicLong();
    private final LongAdder transferred = new LongAdder();
    private volatile boolean paying;

    Paying(Database database, Sandbox sandbox, int number) {
      this.sandbox = sandbox;
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

    /**
     * Transfers go on all the time, so that neither kind of window finds a machine that has rested.
     * Each window beside payments is held against the mean of those alone before and after it.
     */
    Figures measure(Choices choices, Consumer<String> notes) throws Exception {
      List<Figures> rounds = new ArrayList<>();
      AtomicBoolean wanted = new AtomicBoolean(true);
      try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Void> transfers = background.submit(() -> transferWhile(wanted));
        try {
          notes.accept("Warm-up: bills");
          window(choices.warmUp());
          // The first payments of a process share the processors with its compiler.
          beside(choices);
          double before = window(choices.measured()).transfers();
          for (int round = 1; round <= choices.rounds(); round++) {
            Window beside = beside(choices);
            int mostInFlight = provider.most.get();
            double after = window(choices.measured()).transfers();
            Figures figures =
                new Figures(
                    (before + after) / 2, beside.transfers(), mostInFlight, beside.payments());
            notes.accept(
                "Round %d of %d: bills, %.0f transfers/s before, %.0f beside payments, %.0f after"
                    .formatted(round, choices.rounds(), before, beside.transfers(), after));
            rounds.add(figures);
            before = after;
          }
        } finally {
          wanted.set(false);
        }
        transfers.get();
      }
      return Rounds.median(rounds, Figures::ratio);
    }

    private @Nullable Void transferWhile(AtomicBoolean wanted) throws InterruptedException {
      Load.during(
          TRANSFERRING,
          wanted::get,
          (_, random) -> {
            Pair pair = Pair.even(wallets.size(), random);
            Requests.requireAccepted(
                ledger.send(
                    Requests.transfer(wallets.get(pair.payer()), wallets.get(pair.payee()))));
            transferred.increment();
          });
      return null;
    }

    /** Transfers and confirmed payments a second. */
    private record Window(double transfers, double payments) {}

    private Window window(Duration length) throws InterruptedException {
      long transfers = transferred.sum();
      long payments = confirmed.get();
      long start = System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(length.toNanos());
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Window(
          (transferred.sum() - transfers) / seconds, (confirmed.get() - payments) / seconds);
    }

    private Window beside(Choices choices) throws InterruptedException {
      provider.most.set(0);
      paying = true;
      latency(LATENCY);
      CountDownLatch left = new CountDownLatch(CUSTOMERS);
      for (WalletId customer : customers) {
        Thread.ofVirtual().start(() -> pay(customer, left));
      }
      window(SETTLING.compareTo(choices.measured()) < 0 ? SETTLING : choices.measured());
      Window measured = window(choices.measured());
      paying = false;
      // Those that wait are not measured, and need not take as long.
      latency(Duration.ZERO);
      if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(left.getCount() + " payments did not end");
      }
      return measured;
    }

    private void latency(Duration latency) {
      sandbox.latency(io.griot.sandbox.operation.Provider.WIZALL, latency);
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
