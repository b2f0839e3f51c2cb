package io.griot.identity.person;

import io.griot.identity.credential.SecretHashing;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.identity.rejection.FieldFaults;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import io.griot.identity.sql.Instants;
import io.griot.identity.wallet.OwnedWallet;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.identity.wallet.Owner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Registers people and finds them. */
public final class People {
  static final int LONGEST_NAME = 150;
  private static final String SELECT =
      """
      SELECT p.*,
             EXISTS (SELECT FROM identity.business b WHERE b.owner_id = p.id) AS owns_business,
             ARRAY(SELECT s.role FROM identity.staff_role s WHERE s.person_id = p.id) AS staff_roles
      FROM identity.person p
      """;

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final OrderedIds ids;
  private final PhoneNumbers phones;
  private final SecretHashing hashing;
  private final OwnedWallets wallets;

  public People(
      JdbcClient database,
      TransactionTemplate transactions,
      Clock clock,
      OrderedIds ids,
      PhoneNumbers phones,
      SecretHashing hashing,
      OwnedWallets wallets) {
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
    this.phones = phones;
    this.hashing = hashing;
    this.wallets = wallets;
  }

  /**
   * Adds a person and, in the same transaction, the row of the first wallet, in the currency of the
   * phone's country. Rejects with {@code PHONE_TAKEN} if the phone has a person already.
   */
  public Registered register(Registration registration) {
    var faults = new FieldFaults();
    String firstName =
        faults.text(
            RejectionCode.FIRST_NAME_INVALID,
            "first_name",
            registration.firstName(),
            0,
            LONGEST_NAME);
    String lastName =
        faults.text(
            RejectionCode.LAST_NAME_INVALID, "last_name", registration.lastName(), 0, LONGEST_NAME);
    Optional<PhoneNumber> phone = Optional.empty();
    try {
      phone = Optional.of(phones.parse(registration.phoneNumber()));
    } catch (IdentityRejection invalid) {
      faults.add(invalid);
    }
    Passwords.checkShape(faults, "password", registration.password());
    faults.throwIfAny();
    PhoneNumber number = phone.orElseThrow();
    // Saves the slow hash; the unique phone in the INSERT is what decides.
    if (findByPhone(number).isPresent()) {
      throw phoneTaken(number);
    }
    String hash = hashing.hash(registration.password());
    return transactions.execute(status -> insert(firstName, lastName, number, hash));
  }

  public Optional<Person> find(UUID id) {
    return database.sql(SELECT + "WHERE p.id = :id").param("id", id).query(People::read).optional();
  }

  /** By a phone in any usual spelling; what is no valid phone has no person. */
  public Optional<Person> findByPhone(String rawPhone) {
    return phones.find(rawPhone).flatMap(this::findByPhone);
  }

  /** Newest first; {@code before} is the id of the last person of the page before. */
  public List<Person> newestFirst(int limit, @Nullable UUID before) {
    return database
        .sql(
            SELECT
                + """
                WHERE p.id < coalesce(CAST(:before AS uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                ORDER BY p.id DESC LIMIT :limit
                """)
        .param("before", before)
        .param("limit", limit)
        .query(People::read)
        .list();
  }

  Optional<Person> findByPhone(PhoneNumber phone) {
    return database
        .sql(SELECT + "WHERE p.phone_number = :phone")
        .param("phone", phone.e164())
        .query(People::read)
        .optional();
  }

  Person require(UUID id) {
    return find(id)
        .orElseThrow(
            () ->
                new IdentityRejection(
                    RejectionCode.PERSON_NOT_FOUND,
                    "There is no such person.",
                    Map.of("person", id.toString())));
  }

  String actor(UUID personId) {
    return Owner.user(personId).toString();
  }

  /** Runs inside the caller's transaction. */
  Registered insert(String firstName, String lastName, PhoneNumber phone, String passwordHash) {
    UUID id = ids.next();
    int inserted =
        database
            .sql(
                """
                INSERT INTO identity.person
                  (id, first_name, last_name, phone_number, date_joined, password_hash)
                VALUES (:id, :first, :last, :phone, :now, :hash)
                ON CONFLICT (phone_number) DO NOTHING
                """)
            .param("id", id)
            .param("first", firstName)
            .param("last", lastName.isEmpty() ? null : lastName)
            .param("phone", phone.e164())
            .param("now", Instants.parameter(Instants.now(clock)))
            .param("hash", passwordHash)
            .update();
    if (inserted == 0) {
      throw phoneTaken(phone);
    }
    OwnedWallet wallet = wallets.add(Owner.user(id), phones.currencyOf(phone));
    return new Registered(require(id), wallet);
  }

  private static IdentityRejection phoneTaken(PhoneNumber phone) {
    return new IdentityRejection(
        RejectionCode.PHONE_TAKEN,
        "A person with the phone number " + phone.e164() + " is registered already.",
        Map.of("phone_number", "is registered already"));
  }

  private static Person read(ResultSet row, int number) throws SQLException {
    Set<Role> roles = EnumSet.of(Role.USER);
    if (row.getBoolean("owns_business")) {
      roles.add(Role.BUSINESS);
    }
    for (String staffRole : (String[]) row.getArray("staff_roles").getArray()) {
      roles.add(Role.find(staffRole).orElseThrow());
    }
    return new Person(
        row.getObject("id", UUID.class),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("phone_number"),
        row.getString("email"),
        row.getBoolean("is_phone_verified"),
        row.getBoolean("is_email_verified"),
        row.getBoolean("is_active"),
        Instants.of(row, "date_joined"),
        Instants.ofNullable(row, "last_login"),
        roles,
        row.getInt("credential_version"));
  }
}
