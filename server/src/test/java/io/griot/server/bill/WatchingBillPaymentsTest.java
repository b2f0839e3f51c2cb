package io.griot.server.bill;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.connector.bill.SharedUtilities;
import io.griot.core.LedgerCommand;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.bill.BillPaymentCommand.RejectBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.bill.Mandate;
import io.griot.core.bill.Quote;
import io.griot.core.engine.LedgerOnPostgres;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.MajorUnits;
import io.griot.core.transfer.Authority;
import io.griot.core.utility.Payee;
import io.griot.projection.ProjectionsConfiguration;
import io.griot.projection.Views;
import io.griot.projection.bill.BillPaymentFinder;
import io.griot.projection.view.ViewPositions;
import io.griot.server.database.ApplicationRole;
import io.griot.server.database.Migrations;
import io.griot.testdatabase.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

class WatchingBillPaymentsTest {

  private static final Currency CDF = Currency.getInstance("CDF");
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final String UNKNOWN = "griot.bill.payments.unknown";
  private static final String AGE = "griot.bill.payments.unknown.age.seconds";
  private static final String IN_FLIGHT = "griot.bill.payments.in.flight";

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void gauges_say_what_is_unknown_for_how_long_and_what_awaits_a_provider() throws Exception {
    TestDatabase database = TestDatabase.create();
    DataSource dataSource = database.dataSource();
    Migrations.apply(dataSource, ApplicationRole.takenBy("griot_application", database.user()));
    ProjectionsConfiguration projections = new ProjectionsConfiguration();
    try (LedgerOnPostgres ledger =
        LedgerOnPostgres.on(
            database,
            clock,
            configurer -> {
              projections.register(configurer, dataSource, new JdbcTransactionManager(dataSource));
              return configurer;
            })) {
      new BillMetrics()
          .billPayments(
              new BillPaymentFinder(dataSource), new SharedUtilities(dataSource, List.of()), clock)
          .bindTo(meters);
      assertThat(gauge(UNKNOWN, "regideso")).isZero();
      assertThat(gauge(AGE, "regideso")).isZero();
      assertThat(clearing()).isZero();

      WalletId wallet = wallet(ledger);
      BillPaymentId unknown = pay(ledger, wallet, "83262", "100.50");
      send(ledger, new SubmitBillPayment(unknown, new AttemptId(UUID.randomUUID()), null));
      send(ledger, new ReportUnknownOutcome(unknown, "no answer"));
      BillPaymentId funded = pay(ledger, wallet, "83263", "20");
      catchUp(dataSource);
      now.set(START.plus(Duration.ofMinutes(16)));

      assertThat(gauge(UNKNOWN, "regideso")).isEqualTo(1);
      assertThat(gauge(AGE, "regideso")).isEqualTo(960);
      assertThat(gauge(IN_FLIGHT, "regideso")).isEqualTo(2);
      assertThat(clearing()).isEqualTo(120.5);
      assertThat(gauge(UNKNOWN, "wizall")).isZero();
      assertThat(gauge(IN_FLIGHT, "wizall")).isZero();

      send(ledger, new SubmitBillPayment(funded, new AttemptId(UUID.randomUUID()), null));
      for (BillPaymentId payment : new BillPaymentId[] {unknown, funded}) {
        send(ledger, new RejectBillPayment(payment, new EntryId(UUID.randomUUID()), "no"));
      }
      catchUp(dataSource);
      now.set(START.plus(Duration.ofMinutes(17)));
      assertThat(gauge(AGE, "regideso")).isZero();
      assertThat(gauge(IN_FLIGHT, "regideso")).isZero();
      assertThat(clearing()).isZero();
    }
  }

  private double gauge(String name, String provider) {
    return meters.get(name).tag("provider", provider).gauge().value();
  }

  private double clearing() {
    return meters
        .get("griot.clearing.balance")
        .tags("provider", "regideso", "currency", "CDF")
        .gauge()
        .value();
  }

  private static WalletId wallet(LedgerOnPostgres ledger) {
    WalletId wallet = new WalletId(UUID.randomUUID());
    send(
        ledger,
        new OpenWallet(
            wallet,
            new Owner.User(UUID.randomUUID()),
            CDF,
            null,
            new OpeningBalance(new EntryId(UUID.randomUUID()), amount("1000"), "bank")));
    return wallet;
  }

  private static BillPaymentId pay(
      LedgerOnPostgres ledger, WalletId wallet, String customer, String amount) {
    BillPaymentId payment = new BillPaymentId(UUID.randomUUID());
    send(
        ledger,
        new RequestBillPayment(
            payment,
            new EntryId(UUID.randomUUID()),
            wallet,
            new Payee.RegidesoBill("KIN", customer, "108776771"),
            new Quote.Open(CDF),
            amount(amount),
            "",
            new Mandate.ByOwner(new Authority.Staff())));
    return payment;
  }

  private static MajorUnits amount(String text) {
    return new MajorUnits(new BigDecimal(text));
  }

  private static void send(LedgerOnPostgres ledger, LedgerCommand command) {
    ledger.ledger().send(new LedgerRequest(command, new Requester("user:test", "jwt"), null));
  }

  private static void catchUp(DataSource dataSource) throws InterruptedException {
    ViewPositions positions = new ViewPositions(dataSource);
    assertThat(positions.await(Views.ALL, positions.head(), Duration.ofSeconds(30))).isTrue();
  }
}
