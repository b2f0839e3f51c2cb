package io.griot.identity.code;

import io.griot.identity.rejection.TooManyAttempts;
import io.griot.identity.sql.Instants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many codes somebody may be sent, counted in the database across all nodes. Each code can be
 * guessed at five times, so this also bounds what can be guessed in a day.
 */
public final class CodeLimit {
  private static final int IN_TEN_MINUTES = 3;
  private static final int IN_A_DAY = 10;
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration A_DAY = Duration.ofDays(1);

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private Instant nextPurge;

  public CodeLimit(JdbcClient database, TransactionTemplate transactions, Clock clock) {
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
    this.nextPurge = clock.instant().plus(TEN_MINUTES);
  }

  /** Counts one; throws TooManyAttempts, and counts nothing, if there were enough. */
  public void take(String subject) {
    purgeNowAndThen();
    transactions.executeWithoutResult(
        status -> {
          // Requests at once would otherwise all see the same number before them.
          database
              .sql("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:subject, 0))")
              .param("subject", "griot.identity.code_request " + subject)
              .query(Integer.class)
              .single();
          Instant now = Instants.now(clock);
          List<Instant> latestFirst = latest(subject, now.minus(A_DAY));
          require(latestFirst, IN_TEN_MINUTES, TEN_MINUTES, now);
          require(latestFirst, IN_A_DAY, A_DAY, now);
          database
              .sql(
                  "INSERT INTO identity.code_request (subject, requested_at)"
                      + " VALUES (:subject, :now)")
              .param("subject", subject)
              .param("now", Instants.parameter(now))
              .update();
        });
  }

  private List<Instant> latest(String subject, Instant after) {
    return database
        .sql(
            """
            SELECT requested_at FROM identity.code_request
            WHERE subject = :subject AND requested_at > :after
            ORDER BY requested_at DESC LIMIT :limit
            """)
        .param("subject", subject)
        .param("after", Instants.parameter(after))
        .param("limit", IN_A_DAY)
        .query((row, number) -> Instants.of(row, "requested_at"))
        .list();
  }

  private static void require(List<Instant> latestFirst, int most, Duration window, Instant now) {
    if (latestFirst.size() >= most) {
      Instant free = latestFirst.get(most - 1).plus(window);
      if (free.isAfter(now)) {
        throw TooManyAttempts.atCodes(Duration.between(now, free));
      }
    }
  }

  /** Subjects are named by strangers, so their rows would pile up. */
  private synchronized void purgeNowAndThen() {
    if (clock.instant().isBefore(nextPurge)) {
      return;
    }
    nextPurge = clock.instant().plus(TEN_MINUTES);
    database
        .sql("DELETE FROM identity.code_request WHERE requested_at <= :stale")
        .param("stale", Instants.parameter(Instants.now(clock).minus(A_DAY)))
        .update();
  }
}
