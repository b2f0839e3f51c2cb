package io.griot.projection.journal;

import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.Side;
import io.griot.core.money.Money;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Currency;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads statements of any length, some lines at a time.
 *
 * <p>Lines never change and none comes in before the position at which the statement was opened, so
 * that no transaction need stay open while a slow client reads.
 */
public final class StatementFinder {

  private static final int LINES_AT_ONCE = 1_000;

  /** What is left out of a page is left out behind its limit: each page goes on by the index. */
  private static final String LINES =
      """
      SELECT p.*, e.kind, e.from_account, e.to_account, e.remarks
        FROM (SELECT * FROM views.posting
               WHERE account = :account AND position <= :upTo AND %1$s
                 AND (%2$s, position) > (:time, :position) AND %2$s < :end
               ORDER BY %2$s, position LIMIT :limit) AS p
        JOIN views.entry e USING (entry_id)
       ORDER BY p.%2$s, p.position\
      """;

  private static final String RECORDED = LINES.formatted("true", "as_of");
  private static final String BACKDATED = LINES.formatted("effective_at < as_of", "effective_at");

  private static final Comparator<StatementLine> BY_EFFECTIVE_TIME =
      Comparator.comparing(StatementLine::effectiveAt).thenComparingLong(StatementLine::position);

  private final JdbcClient jdbc;

  private final int linesAtOnce;

  public StatementFinder(DataSource dataSource) {
    this(dataSource, LINES_AT_ONCE);
  }

  /** Reads so many lines at a time. */
  public StatementFinder(DataSource dataSource, int linesAtOnce) {
    this.jdbc = JdbcClient.create(dataSource);
    this.linesAtOnce = linesAtOnce;
  }

  /**
   * Opens a statement over what happened from one instant on and before another.
   *
   * <p>Its lines are read from two views: who asks for the first one waits until the view of
   * entries has come to its position.
   *
   * @param to null for all that was recorded, and at least {@code now}
   */
  public Statement open(
      AccountId account, Instant from, @Nullable Instant to, Instant now, TimeBasis basis) {
    // In one statement, and so of one moment.
    return jdbc.sql(
            "SELECT (SELECT position FROM views.position WHERE view = 'postings') AS position, "
                + "(SELECT as_of FROM views.posting ORDER BY position DESC LIMIT 1) AS last, "
                + BalanceSql.of(basis, ":account")
                + " AS balance")
        .param("account", account.toString())
        .params(BalanceSql.before(from))
        .query(
            (row, _) -> {
              long position = row.getLong("position");
              BigInteger opening = row.getBigDecimal("balance").toBigIntegerExact();
              Instant end =
                  to == null ? after(row.getObject("last", OffsetDateTime.class), now) : to;
              Span span = new Span(account, from, end, position);
              return new Statement(position, end, opening, lines(span, basis, opening));
            })
        .single();
  }

  /** Behind all that was recorded: the writer's clock may be ahead of whoever reads. */
  private static Instant after(@Nullable OffsetDateTime last, Instant now) {
    Instant behind = last == null ? now : last.toInstant().plus(1, ChronoUnit.MICROS);
    return behind.isAfter(now) ? behind : now;
  }

  private Iterator<StatementLine> lines(Span span, TimeBasis basis, BigInteger opening) {
    return switch (basis) {
      case RECORDED -> new Branch(RECORDED, span, StatementLine::recordedAt, _ -> true);
      case EFFECTIVE ->
          new Running(
              opening,
              new Branch(
                  RECORDED,
                  span,
                  StatementLine::recordedAt,
                  line -> line.effectiveAt().equals(line.recordedAt())),
              new Branch(BACKDATED, span, StatementLine::effectiveAt, _ -> true));
    };
  }

  private record Span(AccountId account, Instant from, Instant to, long upTo) {}

  /** The lines that one index gives in their order, but those left out. */
  private final class Branch implements Iterator<StatementLine> {

    private final String sql;
    private final Span span;
    private final Function<StatementLine, Instant> time;
    private final Predicate<StatementLine> kept;
    private final Deque<StatementLine> page = new ArrayDeque<>();
    private Instant lastTime;
    private long lastPosition = -1;
    private boolean ended;

    Branch(
        String sql,
        Span span,
        Function<StatementLine, Instant> time,
        Predicate<StatementLine> kept) {
      this.sql = sql;
      this.span = span;
      this.time = time;
      this.kept = kept;
      this.lastTime = span.from();
    }

    @Override
    public boolean hasNext() {
      while (page.isEmpty() && !ended) {
        List<StatementLine> fetched = fetch();
        ended = fetched.size() < linesAtOnce;
        if (!fetched.isEmpty()) {
          lastTime = time.apply(fetched.getLast());
          lastPosition = fetched.getLast().position();
        }
        fetched.stream().filter(kept).forEach(page::add);
      }
      return !page.isEmpty();
    }

    @Override
    public StatementLine next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.remove();
    }

    private List<StatementLine> fetch() {
      return jdbc.sql(sql)
          .param("account", span.account().toString())
          .param("upTo", span.upTo())
          .param("time", micros(lastTime))
          .param("position", lastPosition)
          .param("end", micros(span.to()))
          .param("limit", linesAtOnce)
          .query((row, _) -> line(row, span.account()))
          .list();
    }
  }

  /** Two branches as one, with the balance as it comes to be in that order. */
  private static final class Running implements Iterator<StatementLine> {

    private final Branch immediate;
    private final Branch backdated;
    private BigInteger balance;
    private @Nullable StatementLine nextImmediate;
    private @Nullable StatementLine nextBackdated;

    Running(BigInteger opening, Branch immediate, Branch backdated) {
      this.balance = opening;
      this.immediate = immediate;
      this.backdated = backdated;
    }

    @Override
    public boolean hasNext() {
      if (nextImmediate == null && immediate.hasNext()) {
        nextImmediate = immediate.next();
      }
      if (nextBackdated == null && backdated.hasNext()) {
        nextBackdated = backdated.next();
      }
      return nextImmediate != null || nextBackdated != null;
    }

    @Override
    public StatementLine next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      StatementLine line = take();
      balance = balance.add(line.changeMinorUnits());
      return line.withBalance(balance);
    }

    private StatementLine take() {
      StatementLine one = nextImmediate;
      StatementLine other = nextBackdated;
      if (one != null && (other == null || BY_EFFECTIVE_TIME.compare(one, other) < 0)) {
        nextImmediate = null;
        return one;
      }
      if (other == null) {
        throw new NoSuchElementException();
      }
      nextBackdated = null;
      return other;
    }
  }

  private static OffsetDateTime micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private static StatementLine line(ResultSet row, AccountId account) throws SQLException {
    AccountId from = AccountId.parse(row.getString("from_account"));
    AccountId to = AccountId.parse(row.getString("to_account"));
    String kind = row.getString("kind");
    return new StatementLine(
        row.getLong("position"),
        new EntryId(row.getObject("entry_id", UUID.class)),
        EntryKind.parse(kind)
            .orElseThrow(() -> new IllegalStateException("Not a kind of entry: " + kind)),
        from.equals(account) ? to : from,
        row.getString("remarks"),
        Side.valueOf(row.getString("side")),
        new Money(
            row.getLong("amount_minor_units"), Currency.getInstance(row.getString("currency"))),
        row.getBigDecimal("balance").toBigIntegerExact(),
        row.getObject("as_of", OffsetDateTime.class).toInstant(),
        row.getObject("effective_at", OffsetDateTime.class).toInstant());
  }
}
