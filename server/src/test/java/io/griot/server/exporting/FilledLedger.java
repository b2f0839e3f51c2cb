package io.griot.server.exporting;

import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.engine.LedgerEngine;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.MajorUnits;
import io.griot.server.database.ApplicationRole;
import io.griot.server.database.Migrations;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.env.MockEnvironment;

/** A log with some wallets in it, and views that nobody has filled. */
public record FilledLedger(TestDatabase database) {

  public static final UUID ETB_WALLET = UUID.fromString("0192f0c1-0000-7000-8000-000000000001");
  public static final UUID XOF_WALLET = UUID.fromString("0192f0c1-0000-7000-8000-000000000002");

  public static FilledLedger create() {
    TestDatabase database = TestDatabase.create();
    Migrations.apply(
        database.dataSource(), ApplicationRole.takenBy("griot_application", database.user()));
    var filled = new FilledLedger(database);
    filled.open(ETB_WALLET, "ETB", "name, with comma", "1234567.50");
    filled.open(XOF_WALLET, "XOF", null, "300");
    return filled;
  }

  public void open(UUID wallet, String currency, @Nullable String name, String opening) {
    var dataSource = database.dataSource();
    var axon =
        LedgerEngine.writing(
                dataSource,
                new JdbcTransactionManager(dataSource),
                Clock.systemUTC(),
                LedgerEngine.Settings.defaults())
            .start();
    try {
      LedgerEngine.ledger(axon)
          .send(
              new LedgerRequest(
                  new OpenWallet(
                      new WalletId(wallet),
                      new Owner.Nobody(),
                      Currency.getInstance(currency),
                      name,
                      new OpeningBalance(
                          new EntryId(UUID.randomUUID()),
                          new MajorUnits(new BigDecimal(opening)),
                          "bank")),
                  new Requester("person:test", "test"),
                  null));
    } finally {
      axon.shutdown();
    }
  }

  /** The settings of a command that works on it. */
  public MockEnvironment settings() {
    return new MockEnvironment()
        .withProperty("griot.database.url", database.url())
        .withProperty("griot.database.user", database.user())
        .withProperty("griot.database.password", database.password());
  }
}
