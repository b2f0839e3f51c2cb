package io.griot.identity.code;

import io.griot.identity.credential.SecretHashing;
import io.griot.identity.sql.Instants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Codes of six digits. Each is good once, for ten minutes and for five tries, and dies when the
 * next one for the same purpose is issued.
 *
 * <p>Not to be called inside a transaction, but for {@link #spend}: the slow hash would hold its
 * connection, and a rollback would give tries back.
 */
public final class OneTimeCodes {
  public static final Pattern SHAPE = Pattern.compile("[0-9]{6}");
  public static final Duration LIFETIME = Duration.ofMinutes(10);
  static final int TRIES = 5;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient database;
  private final Clock clock;
  private final SecretHashing hashing;

  public OneTimeCodes(JdbcClient database, Clock clock, SecretHashing hashing) {
    this.database = database;
    this.clock = clock;
    this.hashing = hashing;
  }

  /**
   * A new code, in place of the one before.
   *
   * @param subject who is to come back with it: a phone, or a person's id
   * @param address where it is sent
   */
  public String issue(CodePurpose purpose, String subject, String address) {
    String code = "%06d".formatted(RANDOM.nextInt(1_000_000));
    Instant now = Instants.now(clock);
    database
        .sql("DELETE FROM identity.one_time_code WHERE expires_at <= :now")
        .param("now", Instants.parameter(now))
        .update();
    database
        .sql(
            """
            INSERT INTO identity.one_time_code (purpose, subject, address, code_hash, expires_at)
            VALUES (:purpose, :subject, :address, :hash, :expires)
            ON CONFLICT (purpose, subject) DO UPDATE SET
              address = :address, code_hash = :hash, expires_at = :expires, tries = 0
            """)
        .param("purpose", purpose.spelling())
        .param("subject", subject)
        .param("address", address)
        .param("hash", hashing.hash(code))
        .param("expires", Instants.parameter(now.plus(LIFETIME)))
        .update();
    return code;
  }

  /** Whether it is the code that was sent; counted first, so that tries at once get no more. */
  public Optional<Proof> prove(CodePurpose purpose, String subject, String code) {
    Optional<Proof> live =
        database
            .sql(
                """
                UPDATE identity.one_time_code SET tries = tries + 1
                WHERE purpose = :purpose AND subject = :subject
                  AND tries < :tries AND expires_at > :now
                RETURNING address, code_hash
                """)
            .param("purpose", purpose.spelling())
            .param("subject", subject)
            .param("tries", TRIES)
            .param("now", Instants.parameter(Instants.now(clock)))
            .query(
                (row, number) ->
                    new Proof(
                        purpose, subject, row.getString("address"), row.getString("code_hash")))
            .optional();
    boolean right = hashing.matches(code, live.map(Proof::codeHash).orElse(null));
    return live.filter(found -> right);
  }

  /** Ends the code; false if it was spent, or another took its place, since it was proved. */
  public boolean spend(Proof proof) {
    return database
            .sql(
                """
                DELETE FROM identity.one_time_code
                WHERE purpose = :purpose AND subject = :subject AND code_hash = :hash
                """)
            .param("purpose", proof.purpose().spelling())
            .param("subject", proof.subject())
            .param("hash", proof.codeHash())
            .update()
        == 1;
  }
}
