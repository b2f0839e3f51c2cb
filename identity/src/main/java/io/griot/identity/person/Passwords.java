package io.griot.identity.person;

import io.griot.identity.credential.AttemptLimit;
import io.griot.identity.credential.CredentialChanges;
import io.griot.identity.credential.SecretHashing;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.identity.rejection.FieldFaults;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Proves people by phone and password, and changes passwords.
 *
 * <p>Not to be called inside a transaction: the slow hash would hold its connection.
 */
public final class Passwords {
  static final int SHORTEST = 8;
  static final int LONGEST = 256;

  private final JdbcClient database;
  private final PhoneNumbers phones;
  private final People people;
  private final SecretHashing hashing;
  private final AttemptLimit attempts;
  private final CredentialChanges changes;

  public Passwords(
      JdbcClient database,
      PhoneNumbers phones,
      People people,
      SecretHashing hashing,
      AttemptLimit attempts,
      CredentialChanges changes) {
    this.database = database;
    this.phones = phones;
    this.people = people;
    this.hashing = hashing;
    this.attempts = attempts;
    this.changes = changes;
  }

  /**
   * The active person with this phone and password. An unknown phone is answered like a wrong
   * password, after the same time, and is locked like one. Throws {@code TooManyAttempts} while the
   * phone is locked.
   */
  public Optional<Person> prove(String rawPhone, String password) {
    Optional<PhoneNumber> phone = phones.find(rawPhone);
    if (phone.isEmpty()) {
      hashing.matches(password, null);
      return Optional.empty();
    }
    String e164 = phone.get().e164();
    return attempts.attempt(subject(e164), () -> check(e164, password));
  }

  /** Replaces a password its owner knows; every session and token of the person ends. */
  public void change(UUID personId, String oldPassword, String newPassword) {
    var faults = new FieldFaults();
    checkShape(faults, "new_password", newPassword);
    faults.throwIfAny();
    require(personId, oldPassword);
    set(personId, hashing.hash(newPassword));
  }

  void require(UUID personId, String password) {
    if (prove(people.require(personId).phoneNumber(), password).isEmpty()) {
      throw new IdentityRejection(RejectionCode.INVALID_CREDENTIALS, "The password is wrong.");
    }
  }

  void set(UUID personId, String hash) {
    database
        .sql(
            """
            UPDATE identity.person
            SET password_hash = :hash, credential_version = credential_version + 1
            WHERE id = :id
            """)
        .param("hash", hash)
        .param("id", personId)
        .update();
    changes.changed(people.actor(personId));
  }

  void forgetFailures(String e164) {
    attempts.forget(subject(e164));
  }

  /** Notes under the field what is wrong with the length of a new password. */
  public static void checkShape(FieldFaults faults, String field, @Nullable String password) {
    int length = password == null ? 0 : password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      faults.add(
          RejectionCode.PASSWORD_INVALID,
          field,
          "is too short; at least " + SHORTEST + " characters are needed");
    } else if (length > LONGEST) {
      faults.add(
          RejectionCode.PASSWORD_INVALID,
          field,
          "is " + length + " characters long; at most " + LONGEST + " are accepted");
    }
  }

  private Optional<Person> check(String e164, String password) {
    Optional<Stored> stored =
        database
            .sql("SELECT id, password_hash FROM identity.person WHERE phone_number = :phone")
            .param("phone", e164)
            .query(
                (row, number) ->
                    new Stored(row.getObject("id", UUID.class), row.getString("password_hash")))
            .optional();
    boolean matches = hashing.matches(password, stored.map(Stored::hash).orElse(null));
    Optional<Person> person = stored.flatMap(found -> people.find(found.id));
    if (matches && person.isPresent() && person.get().isActive()) {
      return person;
    }
    // This may have been the failure that locks: what was verified before must not outlive it.
    person.ifPresent(target -> changes.changed(people.actor(target.id())));
    return Optional.empty();
  }

  private static String subject(String e164) {
    return "password " + e164;
  }

  private record Stored(UUID id, String hash) {}
}
