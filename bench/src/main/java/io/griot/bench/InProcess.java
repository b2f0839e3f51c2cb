package io.griot.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import com.zaxxer.hikari.HikariDataSource;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.engine.LedgerEngine;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.MajorUnits;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.Leg;
import io.griot.core.transfer.TransferCommand.Transfer;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.axonframework.config.Configuration;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The ledger's command bus called in this process, each transfer with an idempotency key. */
final class InProcess implements Contender {

  private static final int CONNECTIONS = 16;
  private static final Requester REQUESTER = new Requester("bench", "in-process");
  private static final Currency CURRENCY = Currency.getInstance("ETB");
  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();

  private final HikariDataSource dataSource;
  private final Configuration configuration;
  private final Ledger ledger;
  private final List<WalletId> wallets;

  private InProcess(
      HikariDataSource dataSource,
      Configuration configuration,
      Ledger ledger,
      List<WalletId> wallets) {
    this.dataSource = dataSource;
    this.configuration = configuration;
    this.ledger = ledger;
    this.wallets = wallets;
  }

  static InProcess on(DurablePostgres postgres) throws SQLException {
    HikariDataSource dataSource =
        DurablePostgres.pool(postgres.createDatabase("in_process"), CONNECTIONS);
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("ledger")
        .locations("classpath:db/ledger")
        .load()
        .migrate();
    Configuration configuration =
        LedgerEngine.writing(
                dataSource,
                new JdbcTransactionManager(dataSource),
                Clock.systemUTC(),
                LedgerEngine.Settings.defaults())
            .start();
    Ledger ledger = LedgerEngine.ledger(configuration);
    return new InProcess(dataSource, configuration, ledger, openWallets(ledger));
  }

  @Override
  public String name() {
    return "griot in process";
  }

  @Override
  public void even(int client, RandomGenerator random) {
    int payer = random.nextInt(WALLETS);
    transfer(payer, (payer + 1 + random.nextInt(WALLETS - 1)) % WALLETS);
  }

  @Override
  public void hot(int client, RandomGenerator random) {
    transfer(0, 1 + random.nextInt(WALLETS - 1));
  }

  @Override
  public void close() {
    configuration.shutdown();
    dataSource.close();
  }

  private static List<WalletId> openWallets(Ledger ledger) {
    List<WalletId> wallets = new ArrayList<>(WALLETS);
    List<LedgerRequest> requests = new ArrayList<>(WALLETS);
    for (int number = 0; number < WALLETS; number++) {
      WalletId walletId = new WalletId(IDS.generate());
      wallets.add(walletId);
      OpeningBalance opening =
          new OpeningBalance(
              new EntryId(IDS.generate()), new MajorUnits(BigDecimal.valueOf(1_000_000)), "bench");
      requests.add(
          new LedgerRequest(
              new OpenWallet(walletId, new Owner.Nobody(), CURRENCY, null, opening),
              REQUESTER,
              null));
    }
    ledger.sendInOrder(requests).forEach(InProcess::requireAccepted);
    return wallets;
  }

  private void transfer(int payer, int payee) {
    Transfer transfer =
        new Transfer(
            new EntryId(IDS.generate()),
            EntryKind.P2P,
            new Leg.InWallet(wallets.get(payer)),
            new Leg.InWallet(wallets.get(payee)),
            new MajorUnits(new BigDecimal("0.01")),
            null,
            "bench",
            Map.of(),
            null,
            new Authority.Staff());
    IdempotencyKey key = new IdempotencyKey("bench", IDS.generate().toString(), "bench");
    requireAccepted(ledger.send(new LedgerRequest(transfer, REQUESTER, key)));
  }

  private static void requireAccepted(Answer answer) {
    switch (answer) {
      case Answer.Accepted _ -> {}
      case Answer.Refused refused ->
          throw new IllegalStateException("Refused", refused.rejection());
    }
  }
}
