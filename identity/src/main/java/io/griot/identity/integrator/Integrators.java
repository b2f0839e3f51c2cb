package io.griot.identity.integrator;

import io.griot.identity.credential.AttemptLimit;
import io.griot.identity.credential.RandomSecrets;
import io.griot.identity.credential.SecretHashing;
import io.griot.identity.enterprise.Enterprises;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.Passwords;
import io.griot.identity.rejection.FieldFaults;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import io.griot.identity.sql.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates integrators, signs them in and knows their tokens.
 *
 * <p>Not to be called inside a transaction: the slow hash would hold its connection.
 */
public final class Integrators {

  /** The newest of an integrator; an older one ends when another is issued. */
  static final int MOST_TOKENS = 100;

  private static final int LONGEST_USERNAME = 150;
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9@.+_-]{1,150}");
  private static final String JOINED =
      """
      SELECT i.id, i.enterprise_id, i.username, i.password_hash, i.created_at, e.name, e.is_active
      FROM identity.integrator i JOIN identity.enterprise e ON e.id = i.enterprise_id
      """;

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final OrderedIds ids;
  private final Enterprises enterprises;
  private final SecretHashing hashing;
  private final AttemptLimit attempts;
  private final Duration tokenLifetime;

  /**
   * Creates it.
   *
   * @param tokenLifetime how long a token lasts that nobody uses
   */
  public Integrators(
      JdbcClient database,
      TransactionTemplate transactions,
      Clock clock,
      OrderedIds ids,
      Enterprises enterprises,
      SecretHashing hashing,
      AttemptLimit attempts,
      Duration tokenLifetime) {
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
    this.enterprises = enterprises;
    this.hashing = hashing;
    this.attempts = attempts;
    this.tokenLifetime = tokenLifetime;
  }

  /**
   * Adds an integrator with an enterprise of its own, which has no access key. Rejects with {@code
   * USERNAME_TAKEN} a name that differs from another's in case at most.
   */
  public Integrator create(String name, String username, String password) {
    var faults = new FieldFaults();
    String text = faults.text(RejectionCode.NAME_INVALID, "name", name, 1, 255);
    if (!USERNAME.matcher(username).matches()) {
      faults.add(
          RejectionCode.USERNAME_INVALID,
          "username",
          "must be 1 to " + LONGEST_USERNAME + " letters, digits and @ . + - _");
    }
    Passwords.checkShape(faults, "password", password);
    faults.throwIfAny();
    String hash = hashing.hash(password);
    try {
      return transactions.execute(status -> insert(text, username, hash));
    } catch (DuplicateKeyException taken) {
      throw new IdentityRejection(
          RejectionCode.USERNAME_TAKEN,
          "This username is taken.",
          Map.of("username", "is taken; choose another"));
    }
  }

  /** Newest first; {@code before} is the id of the last integrator of the page before. */
  public List<Integrator> newestFirst(int limit, @Nullable UUID before) {
    return database
        .sql(
            JOINED
                + """
                WHERE i.id < coalesce(CAST(:before AS uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                ORDER BY i.id DESC LIMIT :limit
                """)
        .param("before", before)
        .param("limit", limit)
        .query(Integrators::read)
        .list();
  }

  /**
   * A new token for the integrator with this name and password. Nothing if nobody has them; an
   * unknown name is answered like a wrong password, after the same time, and is locked like one.
   * Throws {@code TooManyAttempts} while the name is locked.
   */
  public Optional<String> signIn(String username, String password) {
    if (!USERNAME.matcher(username).matches()) {
      hashing.matches(password, null);
      return Optional.empty();
    }
    return attempts
        .attempt("integrator " + username.toLowerCase(Locale.ROOT), () -> check(username, password))
        .map(this::issue);
  }

  /** An integrator and the end of the token that proves it. */
  public record Proved(UUID integratorId, UUID enterpriseId, Instant until) {}

  /** Whose token it is, if its enterprise is active; a token in use does not expire. */
  public Optional<Proved> verify(String token) {
    byte[] sha256 = RandomSecrets.sha256(token);
    Instant now = Instants.now(clock);
    return database
        .sql(
            """
            SELECT t.expires_at, i.id, i.enterprise_id
            FROM identity.integrator_token t
            JOIN identity.integrator i ON i.id = t.integrator_id
            JOIN identity.enterprise e ON e.id = i.enterprise_id AND e.is_active
            WHERE t.token_sha256 = :sha256 AND t.expires_at > :now
            """)
        .param("sha256", sha256)
        .param("now", Instants.parameter(now))
        .query(
            (row, number) ->
                new Proved(
                    row.getObject("id", UUID.class),
                    row.getObject("enterprise_id", UUID.class),
                    Instants.of(row, "expires_at")))
        .optional()
        .map(proved -> prolonged(proved, sha256, now));
  }

  /** Written once while a tenth of its life passes, not at every request. */
  private Proved prolonged(Proved proved, byte[] sha256, Instant now) {
    Instant later = now.plus(tokenLifetime);
    if (Duration.between(proved.until, later).compareTo(tokenLifetime.dividedBy(10)) < 0) {
      return proved;
    }
    database
        .sql(
            "UPDATE identity.integrator_token SET expires_at = :later WHERE token_sha256 = :sha256")
        .param("later", Instants.parameter(later))
        .param("sha256", sha256)
        .update();
    return new Proved(proved.integratorId, proved.enterpriseId, later);
  }

  private String issue(UUID integratorId) {
    String token = RandomSecrets.next();
    Instant now = Instants.now(clock);
    transactions.executeWithoutResult(
        status -> {
          database
              .sql(
                  """
                  INSERT INTO identity.integrator_token
                    (token_sha256, integrator_id, issued_at, expires_at)
                  VALUES (:sha256, :integrator, :now, :expires)
                  """)
              .param("sha256", RandomSecrets.sha256(token))
              .param("integrator", integratorId)
              .param("now", Instants.parameter(now))
              .param("expires", Instants.parameter(now.plus(tokenLifetime)))
              .update();
          database
              .sql(
                  """
                  DELETE FROM identity.integrator_token
                  WHERE integrator_id = :integrator
                    AND (expires_at <= :now
                      OR token_sha256 NOT IN
                        (SELECT token_sha256 FROM identity.integrator_token
                         WHERE integrator_id = :integrator
                         ORDER BY issued_at DESC, token_sha256 LIMIT :most))
                  """)
              .param("integrator", integratorId)
              .param("now", Instants.parameter(now))
              .param("most", MOST_TOKENS)
              .update();
        });
    return token;
  }

  private Optional<UUID> check(String username, String password) {
    Optional<Known> known = find(username);
    boolean matches = hashing.matches(password, known.map(Known::hash).orElse(null));
    return known.filter(found -> matches && found.isActive).map(Known::integratorId);
  }

  private Optional<Known> find(String username) {
    return database
        .sql(JOINED + "WHERE lower(i.username) = lower(:username)")
        .param("username", username)
        .query(
            (row, number) ->
                new Known(
                    row.getObject("id", UUID.class),
                    row.getString("password_hash"),
                    row.getBoolean("is_active")))
        .optional();
  }

  private Integrator insert(String name, String username, String hash) {
    UUID enterprise = enterprises.createWithoutKey(name).id();
    Instant now = Instants.now(clock);
    UUID id = ids.next();
    database
        .sql(
            """
            INSERT INTO identity.integrator (id, enterprise_id, username, password_hash, created_at)
            VALUES (:id, :enterprise, :username, :hash, :now)
            """)
        .param("id", id)
        .param("enterprise", enterprise)
        .param("username", username)
        .param("hash", hash)
        .param("now", Instants.parameter(now))
        .update();
    return new Integrator(id, enterprise, name, username, now);
  }

  private static Integrator read(ResultSet row, int number) throws SQLException {
    return new Integrator(
        row.getObject("id", UUID.class),
        row.getObject("enterprise_id", UUID.class),
        row.getString("name"),
        row.getString("username"),
        Instants.of(row, "created_at"));
  }

  private record Known(UUID integratorId, String hash, boolean isActive) {}
}
