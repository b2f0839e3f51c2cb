package io.griot.projection.bill;

import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.id.AccountId;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.core.utility.Provider;
import io.griot.core.utility.Utility;
import io.griot.projection.view.SqlArrays;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds payments to utilities; lists start with the one requested last. */
public final class BillPaymentFinder {

  private static final String SELECT =
      """
      SELECT *, ARRAY(SELECT key FROM jsonb_each_text(vouchers) ORDER BY key) AS voucher_keys,
             ARRAY(SELECT value FROM jsonb_each_text(vouchers) ORDER BY key) AS voucher_values
        FROM
      """;

  private static final String CHOSEN =
      """
      position < :before
        AND (:status::text IS NULL OR status = :status)
        AND (NOT :underWay OR ended_at IS NULL)
        AND (:utility::text IS NULL OR utility = :utility)
        AND (:unknownBefore::bigint IS NULL
             OR status = 'unknown' AND unknown_since <= %s)
      """
          .formatted(SqlArrays.instant(":unknownBefore::bigint"));

  private final JdbcClient jdbc;

  public BillPaymentFinder(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Which payments are listed; null stands for any.
   *
   * @param wallets that paid
   * @param status as it is sent
   * @param unknownBefore those whose outcome is unknown, and was at this time
   */
  public record Filter(
      @Nullable Collection<? extends AccountId> wallets,
      @Nullable String status,
      @Nullable Utility utility,
      @Nullable Instant unknownBefore) {}

  /** The payment of that name. */
  public Optional<BillPaymentView> find(BillPaymentId paymentId) {
    return jdbc.sql(SELECT + "views.bill_payment WHERE payment_id = ?")
        .param(paymentId.uuid())
        .query((row, _) -> payment(row))
        .optional();
  }

  /** All that happened to the payment, the first step first. */
  public List<BillPaymentView.Step> steps(BillPaymentId paymentId) {
    return jdbc.sql("SELECT * FROM views.bill_payment_step WHERE payment_id = ? ORDER BY position")
        .param(paymentId.uuid())
        .query(
            (row, _) ->
                new BillPaymentView.Step(
                    BillPaymentStep.parse(row.getString("kind")),
                    row.getString("outcome"),
                    row.getString("detail"),
                    row.getString("actor"),
                    row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Payments requested before a position of the log. */
  public List<BillPaymentView> list(Filter filter, long before, int limit) {
    Collection<? extends AccountId> wallets = filter.wallets();
    String status = filter.status();
    Utility utility = filter.utility();
    Instant unknownBefore = filter.unknownBefore();
    String source =
        wallets == null
            ? "views.bill_payment WHERE " + CHOSEN
            : """
              (SELECT p.*
                 FROM unnest(:wallets::text[]) AS mine (wallet)
                CROSS JOIN LATERAL (
                      SELECT * FROM views.bill_payment
                       WHERE wallet = mine.wallet AND %s
                       ORDER BY position DESC LIMIT :limit) AS p) AS found
              """
                .formatted(CHOSEN);
    return jdbc.sql(SELECT + source + " ORDER BY position DESC LIMIT :limit")
        .param(
            "wallets",
            wallets == null
                ? null
                : wallets.stream().map(AccountId::toString).toArray(String[]::new))
        .param("before", before)
        .param("status", status)
        .param(
            "underWay",
            status != null
                && BillPaymentStatus.parse(status).filter(each -> !each.isFinal()).isPresent())
        .param("utility", utility == null ? null : utility.name())
        .param(
            "unknownBefore",
            unknownBefore == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, unknownBefore))
        .param("limit", limit)
        .query((row, _) -> payment(row))
        .list();
  }

  /** How many have not ended, by provider and status; what there is none of is left out. */
  public List<UnderWay> underWay() {
    return jdbc.sql(
            """
            SELECT provider, status, count(*) AS payments,
                   min(unknown_since) FILTER (WHERE status = 'unknown') AS unknown_since
              FROM views.bill_payment WHERE ended_at IS NULL
             GROUP BY provider, status ORDER BY provider, status\
            """)
        .query(
            (row, _) ->
                new UnderWay(
                    provider(row),
                    status(row),
                    row.getLong("payments"),
                    instant(row, "unknown_since")))
        .list();
  }

  /** What the clearing accounts of providers hold; those that were never used are left out. */
  public List<ClearingBalance> clearing() {
    // By their full names, which the table's key finds: there are few currencies.
    String[] accounts =
        Arrays.stream(Provider.values())
            .flatMap(
                provider ->
                    Currency.getAvailableCurrencies().stream()
                        .map(
                            currency ->
                                new SystemAccountId(
                                    SystemAccountKind.CLEARING, provider.text(), currency)))
            .map(SystemAccountId::toString)
            .toArray(String[]::new);
    return jdbc.sql(
            "SELECT account, posted FROM views.account WHERE account = ANY (?) ORDER BY account")
        .param(accounts)
        .query((row, _) -> clearing(row.getString("account"), row.getBigDecimal("posted")))
        .list();
  }

  private static ClearingBalance clearing(String name, BigDecimal posted) {
    if (!(AccountId.parse(name) instanceof SystemAccountId account)) {
      throw new IllegalStateException("No clearing account: " + name);
    }
    return new ClearingBalance(
        provider(account.name()),
        account.currency(),
        posted.movePointLeft(account.currency().getDefaultFractionDigits()));
  }

  private static BillPaymentView payment(ResultSet row) throws SQLException {
    Currency currency = Currency.getInstance(row.getString("currency"));
    long paidBefore = row.getLong("paid_before_minor_units");
    boolean noted = !row.wasNull();
    return new BillPaymentView(
        new BillPaymentId(row.getObject("payment_id", UUID.class)),
        WalletId.parse(row.getString("wallet")),
        Utility.valueOf(row.getString("utility")),
        provider(row),
        row.getString("payee"),
        new Money(row.getLong("amount_minor_units"), currency),
        status(row),
        row.getBoolean("referred"),
        row.getString("reason"),
        row.getString("provider_reference"),
        vouchers(row),
        id(row, "funding_id", EntryId::new),
        id(row, "settlement_id", EntryId::new),
        id(row, "refund_id", EntryId::new),
        id(row, "attempt_id", AttemptId::new),
        noted ? new Money(paidBefore, currency) : null,
        id(row, "grant_id", GrantId::new),
        row.getString("contradiction"),
        row.getString("remarks"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        instant(row, "submitted_at"),
        instant(row, "unknown_since"),
        instant(row, "ended_at"),
        row.getLong("position"));
  }

  private static BillPaymentStatus status(ResultSet row) throws SQLException {
    String status = row.getString("status");
    return BillPaymentStatus.parse(status)
        .orElseThrow(() -> new IllegalStateException("No status " + status));
  }

  private static Provider provider(ResultSet row) throws SQLException {
    return provider(row.getString("provider"));
  }

  private static Provider provider(String text) {
    return Provider.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static Map<String, String> vouchers(ResultSet row) throws SQLException {
    String[] keys = (String[]) row.getArray("voucher_keys").getArray();
    String[] values = (String[]) row.getArray("voucher_values").getArray();
    Map<String, String> vouchers = new TreeMap<>();
    for (int i = 0; i < keys.length; i++) {
      vouchers.put(keys[i], values[i]);
    }
    return vouchers;
  }

  private static <T> @Nullable T id(ResultSet row, String column, Function<UUID, T> make)
      throws SQLException {
    UUID uuid = row.getObject(column, UUID.class);
    return uuid == null ? null : make.apply(uuid);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
