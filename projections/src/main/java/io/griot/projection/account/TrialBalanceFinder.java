package io.griot.projection.account;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds up all accounts as one statement sees them. */
public final class TrialBalanceFinder {

  private static final String ACCOUNTS =
      "SELECT * FROM views.account ORDER BY account COLLATE \"C\"";
  private static final int FETCHED_ROWS = 1_000;

  private final JdbcClient jdbc;
  private final JdbcTemplate streaming;
  private final TransactionTemplate transaction;

  public TrialBalanceFinder(DataSource dataSource, PlatformTransactionManager transactions) {
    this.jdbc = JdbcClient.create(dataSource);
    this.streaming = new JdbcTemplate(dataSource);
    this.streaming.setFetchSize(FETCHED_ROWS);
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setReadOnly(true);
  }

  /** All accounts, in memory: for a ledger of thousands of accounts, not of millions. */
  public TrialBalance find() {
    return new TrialBalance(
        jdbc.sql(ACCOUNTS).query((row, _) -> AccountFinder.account(row)).list());
  }

  /** Hands over all accounts one by one, in the order of their names. */
  public void forEach(Consumer<AccountView> consumer) {
    // PostgreSQL's driver fetches row by row only inside a transaction.
    transaction.executeWithoutResult(
        _ ->
            streaming.query(
                ACCOUNTS,
                row -> {
                  consumer.accept(AccountFinder.account(row));
                }));
  }

  /** The sum of all balances of each currency in minor units, added up by the database. */
  public Map<Currency, BigInteger> sumsMinorUnits() {
    Map<Currency, BigInteger> sums = new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));
    jdbc.sql("SELECT currency, sum(posted) AS total FROM views.account GROUP BY currency")
        .query(
            row -> {
              sums.put(
                  Currency.getInstance(row.getString("currency")),
                  row.getBigDecimal("total").toBigIntegerExact());
            });
    return sums;
  }

  /** The sums over all accounts of each currency, added up by the database. */
  public List<Totals> totals() {
    return jdbc.sql(
            """
            SELECT currency, sum(debits) AS debits, sum(credits) AS credits, sum(posted) AS posted,
                   count(*) AS accounts
              FROM views.account GROUP BY currency ORDER BY currency\
            """)
        .query(
            (row, _) ->
                new Totals(
                    Currency.getInstance(row.getString("currency")),
                    row.getBigDecimal("debits").toBigIntegerExact(),
                    row.getBigDecimal("credits").toBigIntegerExact(),
                    row.getBigDecimal("posted").toBigIntegerExact(),
                    row.getLong("accounts")))
        .list();
  }

  /**
   * All accounts of a currency together.
   *
   * @param postedMinorUnits the sum of all balances: zero, or the ledger is broken
   */
  public record Totals(
      Currency currency,
      BigInteger debitsMinorUnits,
      BigInteger creditsMinorUnits,
      BigInteger postedMinorUnits,
      long accounts) {}
}
