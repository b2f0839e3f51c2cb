package io.griot.projection.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The SQL of what an account held just before an instant.
 *
 * <p>By the time of recording that is one look-up. By effective time it is that, and what
 * back-dated postings recorded later changed: all that count before the instant less those that
 * were recorded before it. Whole days of them are added up already.
 */
public final class BalanceSql {

  private static final String RECORDED =
      """
      coalesce((SELECT last.balance FROM views.posting last
                 WHERE last.account = %1$s AND last.as_of < :before
                 ORDER BY last.as_of DESC, last.position DESC LIMIT 1), 0)\
      """;

  private static final String EFFECTIVE =
      RECORDED
          + """
           + coalesce((SELECT sum(day.effective_change - day.recorded_change)
                         FROM views.backdated_day day
                        WHERE day.account = %1$s AND day.day < :day), 0)
           + coalesce((SELECT sum(CASE p.side WHEN 'CREDIT' THEN p.amount_minor_units
                                              ELSE -p.amount_minor_units END)
                         FROM views.posting p
                        WHERE p.account = %1$s AND p.effective_at < p.as_of
                          AND p.effective_at >= :dayBegin AND p.effective_at < :before), 0)
           - coalesce((SELECT sum(CASE p.side WHEN 'CREDIT' THEN p.amount_minor_units
                                              ELSE -p.amount_minor_units END)
                         FROM views.posting p
                        WHERE p.account = %1$s AND p.effective_at < p.as_of
                          AND p.as_of >= :dayBegin AND p.as_of < :before), 0)\
          """;

  private BalanceSql() {}

  /** A scalar expression in minor units, of the account that another expression names. */
  public static String of(TimeBasis basis, String account) {
    String sql =
        switch (basis) {
          case RECORDED -> RECORDED;
          case EFFECTIVE -> EFFECTIVE;
        };
    return sql.formatted(account);
  }

  /** Its named parameters for the balance just before an instant. */
  public static Map<String, Object> before(Instant instant) {
    OffsetDateTime before = instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    LocalDate day = before.toLocalDate();
    return Map.of(
        "before", before, "day", day, "dayBegin", day.atStartOfDay().atOffset(ZoneOffset.UTC));
  }

  /** The same for the balance with everything that happened up to and at an instant. */
  public static Map<String, Object> at(Instant instant) {
    return before(instant.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS));
  }
}
