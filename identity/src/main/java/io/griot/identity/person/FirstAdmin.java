package io.griot.identity.person;

import io.griot.identity.credential.SecretHashing;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.identity.rejection.FieldFaults;
import io.griot.identity.sql.Instants;
import io.griot.identity.wallet.OwnedWallets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The admin that the settings name, without whom nobody could give anybody a role. */
public final class FirstAdmin {
  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final PhoneNumbers phones;
  private final SecretHashing hashing;
  private final People people;
  private final Passwords passwords;
  private final Staff staff;
  private final OwnedWallets wallets;

  public FirstAdmin(
      JdbcClient database,
      TransactionTemplate transactions,
      Clock clock,
      PhoneNumbers phones,
      SecretHashing hashing,
      People people,
      Passwords passwords,
      Staff staff,
      OwnedWallets wallets) {
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
    this.phones = phones;
    this.hashing = hashing;
    this.people = people;
    this.passwords = passwords;
    this.staff = staff;
    this.wallets = wallets;
  }

  /** What became of the setting. */
  public enum Outcome {
    CREATED,
    UPDATED,
    UNCHANGED
  }

  /** The admin, whose first wallet the caller then opens like that of any other person. */
  public record Ensured(Outcome outcome, Registered admin) {}

  /**
   * Applies the setting if it differs from the one applied last: makes the person an admin,
   * creating them if need be, with the setting's password. An unchanged setting changes nothing, so
   * a password that the admin has chosen since, or a role taken away since, stays so.
   */
  public Ensured ensure(String rawPhone, String password) {
    PhoneNumber phone = phones.parse(rawPhone);
    var faults = new FieldFaults();
    Passwords.checkShape(faults, "password", password);
    faults.throwIfAny();
    return transactions.execute(
        status -> {
          // Nodes that start together would otherwise apply it twice.
          database
              .sql(
                  """
                  SELECT 1 FROM pg_advisory_xact_lock(
                    hashtextextended('griot.identity.first_admin', 0))
                  """)
              .query(Integer.class)
              .single();
          return ensureLocked(phone, password);
        });
  }

  private Ensured ensureLocked(PhoneNumber phone, String password) {
    Optional<Person> existing = people.findByPhone(phone);
    if (existing.isPresent() && isApplied(phone, password)) {
      return new Ensured(Outcome.UNCHANGED, registered(existing.get()));
    }
    String hash = hashing.hash(password);
    Person admin = existing.orElseGet(() -> people.insert("Admin", "", phone, hash).person());
    if (existing.isPresent()) {
      passwords.set(admin.id(), hash);
      passwords.forgetFailures(phone.e164());
    }
    staff.add(admin.id(), Role.ADMIN);
    remember(phone, hash);
    return new Ensured(
        existing.isPresent() ? Outcome.UPDATED : Outcome.CREATED,
        registered(people.require(admin.id())));
  }

  private Registered registered(Person person) {
    return new Registered(person, wallets.find(person.owner(), null).orElseThrow());
  }

  private boolean isApplied(PhoneNumber phone, String password) {
    return database
        .sql("SELECT setting_hash FROM identity.first_admin WHERE phone_number = :phone")
        .param("phone", phone.e164())
        .query(String.class)
        .optional()
        .filter(hash -> hashing.matches(password, hash))
        .isPresent();
  }

  private void remember(PhoneNumber phone, String hash) {
    database
        .sql(
            """
            INSERT INTO identity.first_admin (phone_number, setting_hash, applied_at)
            VALUES (:phone, :hash, :now)
            ON CONFLICT (only_row) DO UPDATE SET
              phone_number = :phone, setting_hash = :hash, applied_at = :now
            """)
        .param("phone", phone.e164())
        .param("hash", hash)
        .param("now", Instants.parameter(Instants.now(clock)))
        .update();
  }
}
