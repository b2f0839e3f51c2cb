package io.griot.server.exporting;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.griot.projection.Views;
import io.griot.projection.account.AccountView;
import io.griot.projection.account.TrialBalanceFinder;
import io.griot.projection.view.ViewPositions;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Currency;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What every account holds, as CSV, at one moment. */
final class Balances {

  private static final Duration POLL = Duration.ofMillis(200);

  private final ViewPositions positions;
  private final TrialBalanceFinder accounts;
  private final TransactionTemplate snapshot;
  private final Duration patience;
  private final Duration stillness;

  /**
   * On a database.
   *
   * @param patience how long the view may take to catch up
   * @param stillness after how long without progress it is taken to stand still
   */
  Balances(DataSource dataSource, Duration patience, Duration stillness) {
    var transactions = new JdbcTransactionManager(dataSource);
    this.positions = new ViewPositions(dataSource);
    this.accounts = new TrialBalanceFinder(dataSource, transactions);
    this.snapshot = new TransactionTemplate(transactions);
    // All statements of the export see the database as its first one did.
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.snapshot.setReadOnly(true);
    this.patience = patience;
    this.stillness = stillness;
  }

  /**
   * Writes a line an account, in the order of their names.
   *
   * @return how many events of the log are not in it
   */
  long write(Writer out) throws InterruptedException, IOException {
    awaitHead();
    CsvWriter csv = CsvWriter.builder().build(out);
    csv.writeRecord("account", "external_reference", "currency", "debits", "credits", "balance");
    long behind =
        Objects.requireNonNull(
            snapshot.execute(
                _ -> {
                  accounts.forEach(account -> write(csv, account));
                  return positions.head() - positions.position(Views.ACCOUNTS);
                }));
    csv.flush();
    return behind;
  }

  private void awaitHead() throws InterruptedException {
    long head = positions.head();
    long seen = positions.position(Views.ACCOUNTS);
    long startNanos = System.nanoTime();
    long movedNanos = startNanos;
    while (seen < head) {
      long now = System.nanoTime();
      if (now - startNanos > patience.toNanos() || now - movedNanos > stillness.toNanos()) {
        return;
      }
      Thread.sleep(POLL);
      long position = positions.position(Views.ACCOUNTS);
      if (position > seen) {
        seen = position;
        movedNanos = System.nanoTime();
      }
    }
  }

  private static void write(CsvWriter csv, AccountView account) {
    Currency currency = account.currency();
    csv.writeRecord(
        account.account().toString(),
        account.externalReference(),
        currency.getCurrencyCode(),
        majorUnits(account.debitsMinorUnits(), currency),
        majorUnits(account.creditsMinorUnits(), currency),
        majorUnits(account.postedMinorUnits(), currency));
  }

  private static String majorUnits(BigInteger minorUnits, Currency currency) {
    return new BigDecimal(minorUnits, currency.getDefaultFractionDigits()).toPlainString();
  }
}
