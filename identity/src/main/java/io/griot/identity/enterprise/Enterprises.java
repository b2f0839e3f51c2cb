package io.griot.identity.enterprise;

import io.griot.identity.credential.CredentialChanges;
import io.griot.identity.credential.RandomSecrets;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.rejection.FieldFaults;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import io.griot.identity.sql.Instants;
import io.griot.identity.wallet.Owner;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates enterprises and their access keys.
 *
 * <p>A secret is 256 random bits, so its plain SHA-256 is kept: nobody can find it by trying,
 * however fast the hash.
 */
public final class Enterprises {
  private static final Pattern ACCESS_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final byte[] HASH_OF_NOTHING = new byte[32];

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final OrderedIds ids;
  private final CredentialChanges changes;

  public Enterprises(
      JdbcClient database,
      TransactionTemplate transactions,
      Clock clock,
      OrderedIds ids,
      CredentialChanges changes) {
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
    this.changes = changes;
  }

  /** Adds an enterprise with its first access key; an inactive key waits to be activated. */
  public IssuedAccessKey create(String name, boolean keyIsActive) {
    var faults = new FieldFaults();
    String text = faults.text(RejectionCode.NAME_INVALID, "name", name, 1, 255);
    faults.throwIfAny();
    return transactions.execute(status -> insertKey(insert(text).id(), keyIsActive));
  }

  /** Adds an enterprise that proves itself otherwise than by an access key. */
  public Enterprise createWithoutKey(String name) {
    var faults = new FieldFaults();
    String text = faults.text(RejectionCode.NAME_INVALID, "name", name, 1, 255);
    faults.throwIfAny();
    return insert(text);
  }

  /** A further key, so that one can be replaced without an interruption. */
  public IssuedAccessKey addKey(UUID enterpriseId, boolean keyIsActive) {
    if (find(enterpriseId).isEmpty()) {
      throw new IdentityRejection(
          RejectionCode.ENTERPRISE_NOT_FOUND,
          "There is no such enterprise.",
          Map.of("enterprise", "names no enterprise"));
    }
    return insertKey(enterpriseId, keyIsActive);
  }

  /** Activates or deactivates one key. */
  public AccessKey setActive(String accessId, boolean active) {
    return transactions.execute(
        status -> {
          AccessKey key =
              database
                  .sql(
                      """
                      UPDATE identity.access_key SET is_active = :active, updated_at = :now
                      WHERE access_id = :access RETURNING *
                      """)
                  .param("active", active)
                  .param("now", Instants.parameter(Instants.now(clock)))
                  .param("access", accessId)
                  .query(Enterprises::readKey)
                  .optional()
                  .orElseThrow(
                      () ->
                          new IdentityRejection(
                              RejectionCode.ACCESS_KEY_NOT_FOUND,
                              "There is no such access key.",
                              Map.of("access_id", "names no access key")));
          changes.changed(Owner.enterprise(key.enterpriseId()).toString());
          return key;
        });
  }

  /** Switches an enterprise off or on with all its keys. */
  public Enterprise setActive(UUID enterpriseId, boolean active) {
    return transactions.execute(
        status -> {
          Enterprise enterprise =
              database
                  .sql(
                      "UPDATE identity.enterprise SET is_active = :active WHERE id = :id RETURNING *")
                  .param("active", active)
                  .param("id", enterpriseId)
                  .query(Enterprises::read)
                  .optional()
                  .orElseThrow(
                      () ->
                          new IdentityRejection(
                              RejectionCode.ENTERPRISE_NOT_FOUND,
                              "There is no such enterprise.",
                              Map.of("enterprise", "names no enterprise")));
          changes.changed(enterprise.owner().toString());
          return enterprise;
        });
  }

  public Optional<Enterprise> find(UUID id) {
    return database
        .sql("SELECT * FROM identity.enterprise WHERE id = :id")
        .param("id", id)
        .query(Enterprises::read)
        .optional();
  }

  /** Newest first. */
  public List<AccessKey> keysOf(UUID enterpriseId) {
    return database
        .sql("SELECT * FROM identity.access_key WHERE enterprise_id = :id ORDER BY id DESC")
        .param("id", enterpriseId)
        .query(Enterprises::readKey)
        .list();
  }

  /** The active key of an active enterprise that this secret belongs to. */
  public Optional<AccessKey> verify(String accessId, String accessSecret) {
    byte[] given = RandomSecrets.sha256(accessSecret);
    Optional<Stored> stored =
        database
            .sql(
                """
                SELECT k.*, e.is_active AS enterprise_is_active
                FROM identity.access_key k JOIN identity.enterprise e ON e.id = k.enterprise_id
                WHERE k.access_id = :access
                """)
            .param("access", ACCESS_ID.matcher(accessId).matches() ? accessId : "")
            .query(
                (row, number) ->
                    new Stored(
                        readKey(row, number),
                        row.getBytes("secret_sha256"),
                        row.getBoolean("enterprise_is_active")))
            .optional();
    boolean matches =
        MessageDigest.isEqual(stored.map(Stored::sha256).orElse(HASH_OF_NOTHING), given);
    return stored
        .filter(found -> matches && found.enterpriseIsActive && found.key.isActive())
        .map(Stored::key);
  }

  private Enterprise insert(String name) {
    return database
        .sql(
            """
            INSERT INTO identity.enterprise (id, name, created_at) VALUES (:id, :name, :now)
            RETURNING *
            """)
        .param("id", ids.next())
        .param("name", name)
        .param("now", Instants.parameter(Instants.now(clock)))
        .query(Enterprises::read)
        .single();
  }

  private IssuedAccessKey insertKey(UUID enterpriseId, boolean active) {
    String secret = RandomSecrets.next();
    AccessKey key =
        database
            .sql(
                """
                INSERT INTO identity.access_key
                  (id, enterprise_id, access_id, secret_sha256, is_active, created_at, updated_at)
                VALUES (:id, :enterprise, :access, :secret, :active, :now, :now)
                RETURNING *
                """)
            .param("id", ids.next())
            .param("enterprise", enterpriseId)
            .param("access", "ak_" + RandomSecrets.next(18))
            .param("secret", RandomSecrets.sha256(secret))
            .param("active", active)
            .param("now", Instants.parameter(Instants.now(clock)))
            .query(Enterprises::readKey)
            .single();
    return new IssuedAccessKey(key, secret);
  }

  private static Enterprise read(ResultSet row, int number) throws SQLException {
    return new Enterprise(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getBoolean("is_active"),
        Instants.of(row, "created_at"));
  }

  private static AccessKey readKey(ResultSet row, int number) throws SQLException {
    return new AccessKey(
        row.getObject("id", UUID.class),
        row.getObject("enterprise_id", UUID.class),
        row.getString("access_id"),
        row.getBoolean("is_active"),
        Instants.of(row, "created_at"),
        Instants.of(row, "updated_at"));
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Stored(AccessKey key, byte[] sha256, boolean enterpriseIsActive) {}
}
