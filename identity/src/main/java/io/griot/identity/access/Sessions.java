package io.griot.identity.access;

import io.griot.identity.credential.RandomSecrets;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.Passwords;
import io.griot.identity.person.People;
import io.griot.identity.person.Person;
import io.griot.identity.person.Role;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import io.griot.identity.sql.Instants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Logins, and the refresh tokens that keep them alive.
 *
 * <p>A refresh token works once and is replaced. Used a second time it was stolen, or its successor
 * was, and nobody can tell which: the whole family of tokens ends.
 */
public final class Sessions {
  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final OrderedIds ids;
  private final People people;
  private final Passwords passwords;
  private final AccessTokens accessTokens;
  private final Duration refreshLifetime;

  Sessions(
      JdbcClient database,
      TransactionTemplate transactions,
      Clock clock,
      OrderedIds ids,
      People people,
      Passwords passwords,
      AccessTokens accessTokens,
      Duration refreshLifetime) {
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
    this.people = people;
    this.passwords = passwords;
    this.accessTokens = accessTokens;
    this.refreshLifetime = refreshLifetime;
  }

  /** Rejects with {@code INVALID_CREDENTIALS} or, while the phone is locked, TooManyAttempts. */
  public Session login(String rawPhone, String password) {
    return start(prove(rawPhone, password));
  }

  /** Like {@link #login}, but rejects with {@code ROLE_REQUIRED} who does not have the role. */
  public Session loginAs(Role role, String rawPhone, String password) {
    Person person = prove(rawPhone, password);
    if (!person.roles().contains(role)) {
      throw new IdentityRejection(
          RejectionCode.ROLE_REQUIRED,
          "This login is for the role " + role.spelling() + ".",
          Map.of("role", role.spelling()));
    }
    return start(person);
  }

  /** Rejects with {@code REFRESH_TOKEN_INVALID} what is unknown, used, revoked or expired. */
  public Session refresh(String refreshToken) {
    byte[] sha256 = RandomSecrets.sha256(refreshToken);
    Optional<Renewed> renewed = transactions.execute(status -> renew(sha256));
    Renewed family =
        renewed.orElseThrow(
            () ->
                new IdentityRejection(
                    RejectionCode.REFRESH_TOKEN_INVALID,
                    "The refresh token is unknown, used, revoked or expired; log in again."));
    return session(family.person, family.refreshToken);
  }

  /** Ends the login that this refresh token belongs to; an unknown token ends nothing. */
  public void revoke(String refreshToken) {
    database
        .sql(
            """
            UPDATE identity.refresh_family SET revoked_at = :now
            WHERE revoked_at IS NULL
              AND id = (SELECT family_id FROM identity.refresh_token WHERE token_sha256 = :sha256)
            """)
        .param("now", Instants.parameter(Instants.now(clock)))
        .param("sha256", RandomSecrets.sha256(refreshToken))
        .update();
  }

  private Person prove(String rawPhone, String password) {
    return passwords
        .prove(rawPhone, password)
        .orElseThrow(
            () ->
                new IdentityRejection(
                    RejectionCode.INVALID_CREDENTIALS,
                    "The phone number or the password is wrong."));
  }

  private Session start(Person person) {
    String refreshToken =
        transactions.execute(
            status -> {
              Instant now = Instants.now(clock);
              deleteExpired(person.id(), now);
              database
                  .sql("UPDATE identity.person SET last_login = :now WHERE id = :id")
                  .param("now", Instants.parameter(now))
                  .param("id", person.id())
                  .update();
              return insertToken(insertFamily(person, now), now);
            });
    return session(people.find(person.id()).orElseThrow(), person, refreshToken);
  }

  private Session session(Person person, String refreshToken) {
    return session(person, person, refreshToken);
  }

  /** The token is of the credential that was proved, though a new password came meanwhile. */
  private Session session(Person shown, Person proved, String refreshToken) {
    AccessTokens.Issued access = accessTokens.issue(proved);
    return new Session(access.token(), access.expiresAt(), refreshToken, shown);
  }

  private Optional<Renewed> renew(byte[] sha256) {
    Instant now = Instants.now(clock);
    Optional<Family> used =
        database
            .sql(
                """
                UPDATE identity.refresh_token t SET used_at = :now
                FROM identity.refresh_family f
                WHERE t.token_sha256 = :sha256 AND t.used_at IS NULL AND t.expires_at > :now
                  AND f.id = t.family_id AND f.revoked_at IS NULL
                RETURNING f.id, f.person_id, f.credential_version
                """)
            .param("now", Instants.parameter(now))
            .param("sha256", sha256)
            .query(
                (row, number) ->
                    new Family(
                        row.getObject("id", UUID.class),
                        row.getObject("person_id", UUID.class),
                        row.getInt("credential_version")))
            .optional();
    if (used.isEmpty()) {
      revokeFamilyOfUsed(sha256, now);
      return Optional.empty();
    }
    Family family = used.get();
    return people
        .find(family.personId)
        .filter(Person::isActive)
        .filter(person -> person.credentialVersion() == family.credentialVersion)
        .map(person -> new Renewed(person, extend(family, now)));
  }

  private String extend(Family family, Instant now) {
    database
        .sql("UPDATE identity.refresh_family SET expires_at = :expires WHERE id = :id")
        .param("expires", Instants.parameter(now.plus(refreshLifetime)))
        .param("id", family.id)
        .update();
    database
        .sql("DELETE FROM identity.refresh_token WHERE family_id = :id AND expires_at <= :now")
        .param("id", family.id)
        .param("now", Instants.parameter(now))
        .update();
    return insertToken(family.id, now);
  }

  private void revokeFamilyOfUsed(byte[] sha256, Instant now) {
    database
        .sql(
            """
            UPDATE identity.refresh_family SET revoked_at = :now
            WHERE revoked_at IS NULL
              AND id = (SELECT family_id FROM identity.refresh_token
                        WHERE token_sha256 = :sha256 AND used_at IS NOT NULL)
            """)
        .param("now", Instants.parameter(now))
        .param("sha256", sha256)
        .update();
  }

  private UUID insertFamily(Person person, Instant now) {
    UUID id = ids.next();
    database
        .sql(
            """
            INSERT INTO identity.refresh_family (id, person_id, credential_version, expires_at)
            VALUES (:id, :person, :version, :expires)
            """)
        .param("id", id)
        .param("person", person.id())
        .param("version", person.credentialVersion())
        .param("expires", Instants.parameter(now.plus(refreshLifetime)))
        .update();
    return id;
  }

  private String insertToken(UUID familyId, Instant now) {
    String token = RandomSecrets.next();
    database
        .sql(
            """
            INSERT INTO identity.refresh_token (token_sha256, family_id, expires_at)
            VALUES (:sha256, :family, :expires)
            """)
        .param("sha256", RandomSecrets.sha256(token))
        .param("family", familyId)
        .param("expires", Instants.parameter(now.plus(refreshLifetime)))
        .update();
    return token;
  }

  private void deleteExpired(UUID personId, Instant now) {
    database
        .sql("DELETE FROM identity.refresh_family WHERE person_id = :person AND expires_at <= :now")
        .param("person", personId)
        .param("now", Instants.parameter(now))
        .update();
  }

  private record Family(UUID id, UUID personId, int credentialVersion) {}

  private record Renewed(Person person, String refreshToken) {}
}
