package io.griot.identity.access;

import io.griot.identity.id.OrderedIds;
import io.griot.identity.sql.Instants;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ES256 keys of access tokens, shared by all nodes through the database.
 *
 * <p>The newest key signs. A new one follows when it reaches the rotation period, and the old one
 * verifies until the last token that it signed has expired.
 */
final class SigningKeys {
  /** How long a node may go on with what it read; deleting a key's row revokes it after so long. */
  private static final Duration READ_AGAIN_AFTER = Duration.ofMinutes(1);

  /** By how much the clocks of two nodes may differ. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final OrderedIds ids;
  private final Duration rotationPeriod;
  private final Duration tokenLifetime;
  private volatile KeySet read = new KeySet(List.of(), Instant.MIN);

  SigningKeys(
      JdbcClient database,
      TransactionTemplate transactions,
      Clock clock,
      OrderedIds ids,
      Duration rotationPeriod,
      Duration tokenLifetime) {
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
    this.rotationPeriod = rotationPeriod;
    this.tokenLifetime = tokenLifetime;
  }

  /** One key pair. */
  record SigningKey(UUID keyId, ECPublicKey publicKey, ECPrivateKey privateKey, Instant createdAt) {
    @Override
    public String toString() {
      return "SigningKey[" + keyId + "]";
    }
  }

  /** Newest first. */
  private record KeySet(List<SigningKey> keys, Instant readAt) {}

  /** The key to sign with, made now if there is none young enough. */
  SigningKey current() {
    return young(known()).orElseGet(this::rotate);
  }

  /** The public key of this id, unless it is unknown or too old to verify anything. */
  Optional<ECPublicKey> find(UUID keyId) {
    KeySet keys = known();
    if (keys.keys.stream().noneMatch(key -> key.keyId.equals(keyId))) {
      // Another node may just have made it.
      keys = readAgain();
    }
    Instant now = clock.instant();
    Optional<Instant> supersededAt = Optional.empty();
    for (SigningKey key : keys.keys) {
      if (key.keyId.equals(keyId)) {
        return supersededAt.filter(at -> !now.isBefore(retiredAt(at))).isPresent()
            ? Optional.empty()
            : Optional.of(key.publicKey);
      }
      supersededAt = Optional.of(key.createdAt);
    }
    return Optional.empty();
  }

  private Instant retiredAt(Instant supersededAt) {
    return supersededAt.plus(tokenLifetime).plus(CLOCK_SKEW);
  }

  private Optional<SigningKey> young(KeySet keys) {
    Instant now = clock.instant();
    return keys.keys.stream()
        .findFirst()
        .filter(newest -> now.isBefore(newest.createdAt.plus(rotationPeriod)));
  }

  private SigningKey rotate() {
    return transactions.execute(
        status -> {
          // Of nodes that find no key at the same time, one makes it and the others read it.
          database
              .sql(
                  """
                  SELECT 1 FROM pg_advisory_xact_lock(
                    hashtextextended('griot.identity.signing_key', 0))
                  """)
              .query(Integer.class)
              .single();
          return young(readAgain()).orElseGet(this::insert);
        });
  }

  private SigningKey insert() {
    KeyPair pair = generate();
    Instant now = Instants.now(clock);
    UUID keyId = ids.next();
    database
        .sql(
            """
            INSERT INTO identity.signing_key (key_id, public_key, private_key, created_at)
            VALUES (:id, :public, :private, :now)
            """)
        .param("id", keyId)
        .param("public", pair.getPublic().getEncoded())
        .param("private", pair.getPrivate().getEncoded())
        .param("now", Instants.parameter(now))
        .update();
    deleteRetired(now);
    // Not kept in memory yet: the transaction may still fail.
    return new SigningKey(
        keyId, (ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate(), now);
  }

  private void deleteRetired(Instant now) {
    database
        .sql(
            """
            DELETE FROM identity.signing_key k WHERE EXISTS (
              SELECT FROM identity.signing_key newer
              WHERE newer.created_at > k.created_at AND newer.created_at <= :longAgo)
            """)
        .param("longAgo", Instants.parameter(now.minus(tokenLifetime).minus(CLOCK_SKEW)))
        .update();
  }

  private KeySet known() {
    KeySet keys = read;
    return clock.instant().isBefore(staleAt(keys)) ? keys : readAgain();
  }

  private static Instant staleAt(KeySet keys) {
    return keys.readAt.equals(Instant.MIN) ? Instant.MIN : keys.readAt.plus(READ_AGAIN_AFTER);
  }

  private KeySet readAgain() {
    Instant readAt = clock.instant();
    KeySet keys =
        new KeySet(
            database
                .sql("SELECT * FROM identity.signing_key ORDER BY created_at DESC, key_id DESC")
                .query(SigningKeys::readRow)
                .list(),
            readAt);
    read = keys;
    return keys;
  }

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static SigningKey readRow(ResultSet row, int number) throws SQLException {
    UUID keyId = row.getObject("key_id", UUID.class);
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      return new SigningKey(
          keyId,
          (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(row.getBytes("public_key"))),
          (ECPrivateKey)
              factory.generatePrivate(new PKCS8EncodedKeySpec(row.getBytes("private_key"))),
          Instants.of(row, "created_at"));
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalStateException("Signing key " + keyId + " cannot be read.", unreadable);
    }
  }
}
