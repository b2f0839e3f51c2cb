package io.griot.bench.stock;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.LedgerRequest;
import io.griot.core.RejectionCode;
import io.griot.core.Requester;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.MajorUnits;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.EntryReceipt;
import io.griot.core.transfer.Leg;
import io.griot.core.transfer.TransferCommand.Transfer;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MovingMoneyOnTheStockPathTest {

  private static final Currency ETB = Currency.getInstance("ETB");
  private static final Requester BENCH = new Requester("bench", "test");
  private static HikariDataSource dataSource;
  private static StockEngine engine;
  private static JdbcClient jdbc;

  private final WalletId almaz = new WalletId(UUID.randomUUID());
  private final WalletId bekele = new WalletId(UUID.randomUUID());

  @BeforeAll
  static void start() {
    TestDatabase database = TestDatabase.create();
    database.execute(StockEngine.tables());
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(database.password());
    dataSource = new HikariDataSource(pool);
    engine = StockEngine.start(dataSource, Clock.systemUTC());
    jdbc = JdbcClient.create(dataSource);
  }

  @AfterAll
  static void stop() {
    engine.close();
    dataSource.close();
  }

  @BeforeEach
  void openWallets() {
    assertThat(engine.sendInOrder(List.of(open(almaz), open(bekele))))
        .allSatisfy(answer -> assertThat(answer).isInstanceOf(Answer.Accepted.class));
  }

  @Test
  void money_moves_and_three_events_stay() {
    Answer answer = engine.send(transfer(almaz, bekele, "30", null));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Accepted.class,
            accepted ->
                assertThat(((EntryReceipt) accepted.receipt()).balancesAfter())
                    .extractingByKeys(almaz, bekele)
                    .extracting(money -> money.majorUnits().intValueExact())
                    .containsExactly(70, 130));
    assertThat(
            jdbc.sql("SELECT type FROM ledger.event WHERE position > ? ORDER BY position")
                .param(answer.position() - 3)
                .query(String.class)
                .list())
        .containsExactly("EntryPosted", "WalletDebited", "WalletCredited");
  }

  @Test
  void a_key_moves_money_once() {
    IdempotencyKey key = new IdempotencyKey("test", UUID.randomUUID().toString(), "same");
    LedgerRequest request = transfer(almaz, bekele, "30", key);

    Answer first = engine.send(request);
    Answer again = engine.send(request);

    assertThat(first.hit()).isFalse();
    assertThat(again.hit()).isTrue();
    assertThat(again).usingRecursiveComparison().ignoringFields("hit").isEqualTo(first);
    assertThat(balance(bekele)).isEqualTo(130);
  }

  @Test
  void a_key_with_another_request_is_refused() {
    String key = UUID.randomUUID().toString();
    engine.send(transfer(almaz, bekele, "30", new IdempotencyKey("test", key, "one")));

    assertThat(engine.send(transfer(almaz, bekele, "31", new IdempotencyKey("test", key, "other"))))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused ->
                assertThat(refused.rejection().code())
                    .isEqualTo(RejectionCode.IDEMPOTENCY_KEY_REUSED));
  }

  @Test
  void a_wallet_does_not_fall_below_zero() {
    assertThat(engine.send(transfer(almaz, bekele, "100.01", null)))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused ->
                assertThat(refused.rejection().code())
                    .isEqualTo(RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS));
    assertThat(balance(almaz)).isEqualTo(100);
  }

  @Test
  void many_threads_on_one_wallet_lose_nothing() throws Exception {
    List<Callable<Answer>> transfers =
        IntStream.range(0, 60)
            .<Callable<Answer>>mapToObj(
                number ->
                    () ->
                        number % 2 == 0
                            ? engine.send(transfer(almaz, bekele, "2", null))
                            : engine.send(transfer(bekele, almaz, "1", null)))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Answer> answer : threads.invokeAll(transfers)) {
        assertThat(answer.get()).isInstanceOf(Answer.Accepted.class);
      }
    }

    assertThat(balance(almaz)).isEqualTo(100 - 60 + 30);
    assertThat(balance(bekele)).isEqualTo(100 + 60 - 30);
  }

  /** As a further transfer finds it, in major units. */
  private int balance(WalletId walletId) {
    WalletId other = new WalletId(UUID.randomUUID());
    engine.sendInOrder(List.of(open(other)));
    Answer.Accepted answer = (Answer.Accepted) engine.send(transfer(other, walletId, "1", null));
    EntryReceipt receipt = (EntryReceipt) answer.receipt();
    return Objects.requireNonNull(receipt.balancesAfter().get(walletId))
            .majorUnits()
            .intValueExact()
        - 1;
  }

  private static LedgerRequest open(WalletId walletId) {
    OpeningBalance opening =
        new OpeningBalance(
            new EntryId(UUID.randomUUID()), new MajorUnits(BigDecimal.valueOf(100)), "bank");
    return new LedgerRequest(
        new OpenWallet(walletId, new Owner.Nobody(), ETB, null, opening), BENCH, null);
  }

  private static LedgerRequest transfer(
      WalletId from, WalletId to, String amount, @Nullable IdempotencyKey key) {
    return new LedgerRequest(
        new Transfer(
            new EntryId(UUID.randomUUID()),
            EntryKind.P2P,
            new Leg.InWallet(from),
            new Leg.InWallet(to),
            new MajorUnits(new BigDecimal(amount)),
            null,
            "lunch",
            Map.of(),
            null,
            new Authority.Staff()),
        BENCH,
        key);
  }
}
