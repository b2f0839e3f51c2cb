package io.griot.identity.person;

import io.griot.identity.credential.AttemptLimit;
import io.griot.identity.credential.SecretHashing;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import io.griot.identity.sql.Instants;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The short secrets with which people approve payments. */
public final class PaymentPins {
  private static final Pattern PIN = Pattern.compile("[0-9]{4,6}");

  private final JdbcClient database;
  private final Clock clock;
  private final SecretHashing hashing;
  private final AttemptLimit attempts;
  private final Passwords passwords;
  private final People people;

  public PaymentPins(
      JdbcClient database,
      Clock clock,
      SecretHashing hashing,
      AttemptLimit attempts,
      Passwords passwords,
      People people) {
    this.database = database;
    this.clock = clock;
    this.hashing = hashing;
    this.attempts = attempts;
    this.passwords = passwords;
    this.people = people;
  }

  /** Sets or replaces the PIN, and unlocks it: the password proves more than a PIN does. */
  public void set(UUID personId, String pin, String password) {
    if (!PIN.matcher(pin).matches()) {
      String fault = "must be 4 to 6 digits";
      throw new IdentityRejection(
          RejectionCode.PIN_INVALID, "pin " + fault + ".", Map.of("pin", fault));
    }
    passwords.require(personId, password);
    database
        .sql(
            """
            INSERT INTO identity.payment_pin (person_id, pin_hash, set_at)
            VALUES (:person, :hash, :now)
            ON CONFLICT (person_id) DO UPDATE SET pin_hash = :hash, set_at = :now
            """)
        .param("person", personId)
        .param("hash", hashing.hash(pin))
        .param("now", Instants.parameter(Instants.now(clock)))
        .update();
    attempts.forget(subject(personId));
  }

  /** Lets go of the PIN, so that another has to be set: it was set by whoever had the password. */
  void forget(UUID personId) {
    database
        .sql("DELETE FROM identity.payment_pin WHERE person_id = :person")
        .param("person", personId)
        .update();
    attempts.forget(subject(personId));
  }

  /** Rejects with {@code PIN_NOT_SET}, {@code PIN_WRONG} or, when locked, TooManyAttempts. */
  public void verify(UUID personId, String pin) {
    String hash =
        hashOf(personId)
            .orElseThrow(
                () ->
                    new IdentityRejection(
                        RejectionCode.PIN_NOT_SET, "No payment PIN is set; set one first."));
    Optional<String> right =
        attempts.attempt(
            subject(personId),
            () -> hashing.matches(pin, hash) ? Optional.of(pin) : Optional.empty());
    if (right.isEmpty()) {
      throw new IdentityRejection(RejectionCode.PIN_WRONG, "The payment PIN is wrong.");
    }
  }

  /**
   * The active person with this phone and PIN. An unknown phone, one whose owner has set no PIN and
   * a wrong PIN are answered alike, after the same time, and are locked alike. Throws {@code
   * TooManyAttempts} while the PIN is locked.
   */
  public Optional<Person> prove(PhoneNumber phone, String pin) {
    Optional<Person> person = people.findByPhone(phone.e164());
    String subject = person.map(Person::id).map(PaymentPins::subject).orElse("pin " + phone.e164());
    return attempts.attempt(
        subject,
        () -> {
          boolean matches =
              hashing.matches(pin, person.flatMap(known -> hashOf(known.id())).orElse(null));
          return person.filter(known -> matches && known.isActive());
        });
  }

  private Optional<String> hashOf(UUID personId) {
    return database
        .sql("SELECT pin_hash FROM identity.payment_pin WHERE person_id = :person")
        .param("person", personId)
        .query(String.class)
        .optional();
  }

  private static String subject(UUID personId) {
    return "pin " + personId;
  }
}
