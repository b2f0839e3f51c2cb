package io.griot.identity.credential;

import io.griot.identity.rejection.TooManyAttempts;
import io.griot.identity.sql.Instants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets a secret be guessed only so often, counted in the database across all nodes.
 *
 * <p>An attempt is counted before the secret is looked at and struck out if it succeeds: a thousand
 * guesses sent at once get no more tries than a thousand sent in turn, and one that dies halfway
 * has failed. Failures are forgotten after a success, after a lock, or when none followed for as
 * long as a lock lasts.
 */
public final class AttemptLimit {
  private final JdbcClient database;
  private final Clock clock;
  private final LockRule rule;
  private final TransactionTemplate ownTransaction;

  /**
   * One at a time for each subject, so that right answers sent at once do not lock each other out.
   */
  private final ReentrantLock[] turns =
      IntStream.range(0, 256).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  private Instant nextPurge;

  public AttemptLimit(
      JdbcClient database, PlatformTransactionManager transactions, Clock clock, LockRule rule) {
    this.database = database;
    this.clock = clock;
    this.rule = rule;
    this.nextPurge = clock.instant().plus(rule.duration());
    // A caller's transaction that rolls back must not take the count with it.
    this.ownTransaction = new TransactionTemplate(transactions);
    this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** What the attempt found; nothing means that it failed. Throws when the subject is locked. */
  public <T> Optional<T> attempt(String subject, Supplier<Optional<T>> attempt) {
    ReentrantLock turn = turns[Math.floorMod(subject.hashCode(), turns.length)];
    turn.lock();
    try {
      ownTransaction.executeWithoutResult(status -> count(subject));
      purgeNowAndThen();
      Optional<T> found = attempt.get();
      if (found.isPresent()) {
        forget(subject);
      }
      return found;
    } finally {
      turn.unlock();
    }
  }

  public void forget(String subject) {
    database
        .sql("DELETE FROM identity.failed_attempt WHERE subject = :subject")
        .param("subject", subject)
        .update();
  }

  /** Subjects are named by strangers, so their counts would pile up. */
  private synchronized void purgeNowAndThen() {
    if (clock.instant().isBefore(nextPurge)) {
      return;
    }
    nextPurge = clock.instant().plus(rule.duration());
    database
        .sql(
            """
            DELETE FROM identity.failed_attempt
            WHERE last_attempt_at <= :stale AND (locked_until IS NULL OR locked_until <= :now)
            """)
        .param("stale", Instants.parameter(Instants.now(clock).minus(rule.duration())))
        .param("now", Instants.parameter(Instants.now(clock)))
        .update();
  }

  private void count(String subject) {
    Instant now = Instants.now(clock);
    boolean counted =
        database
            .sql(
                """
                INSERT INTO identity.failed_attempt AS a
                  (subject, failures, last_attempt_at, locked_until)
                VALUES (:subject, 1, :now, CASE WHEN :limit <= 1 THEN :until END)
                ON CONFLICT (subject) DO UPDATE SET
                  failures = CASE WHEN a.locked_until IS NOT NULL OR a.last_attempt_at <= :stale
                                  THEN 1 ELSE a.failures + 1 END,
                  locked_until = CASE WHEN :limit <= CASE
                                    WHEN a.locked_until IS NOT NULL OR a.last_attempt_at <= :stale
                                    THEN 1 ELSE a.failures + 1 END
                                  THEN :until END,
                  last_attempt_at = :now
                WHERE a.locked_until IS NULL OR a.locked_until <= :now
                RETURNING failures
                """)
            .param("subject", subject)
            .param("limit", rule.failures())
            .param("now", Instants.parameter(now))
            .param("until", Instants.parameter(now.plus(rule.duration())))
            .param("stale", Instants.parameter(now.minus(rule.duration())))
            .query(Integer.class)
            .optional()
            .isPresent();
    if (!counted) {
      throw new TooManyAttempts(remaining(subject, now));
    }
  }

  private Duration remaining(String subject, Instant now) {
    return database
        .sql("SELECT locked_until FROM identity.failed_attempt WHERE subject = :subject")
        .param("subject", subject)
        .query((row, number) -> Optional.ofNullable(Instants.ofNullable(row, "locked_until")))
        .optional()
        .flatMap(until -> until)
        .map(until -> Duration.between(now, until))
        .filter(Duration::isPositive)
        // Another node's success unlocked it between the two statements.
        .orElse(Duration.ofSeconds(1));
  }
}
