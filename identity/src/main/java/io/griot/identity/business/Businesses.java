package io.griot.identity.business;

import io.griot.identity.credential.CredentialChanges;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.EmailAddresses;
import io.griot.identity.person.People;
import io.griot.identity.person.Person;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates businesses and finds them. */
public final class Businesses {
  private static final Pattern LEGACY_NO = Pattern.compile("[0-9]{1,18}");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final OrderedIds ids;
  private final PhoneNumbers phones;
  private final People people;
  private final OwnedWallets wallets;
  private final CredentialChanges changes;

  public Businesses(
      JdbcClient database,
      TransactionTemplate transactions,
      Clock clock,
      OrderedIds ids,
      PhoneNumbers phones,
      People people,
      OwnedWallets wallets,
      CredentialChanges changes) {
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
    this.phones = phones;
    this.people = people;
    this.wallets = wallets;
    this.changes = changes;
  }

  /** Adds a business with its first wallet, in the currency of its owner's country. */
  public CreatedBusiness create(UUID ownerId, BusinessDetails details) {
    var faults = new FieldFaults();
    String name = faults.text(RejectionCode.NAME_INVALID, "name", details.name(), 1, 255);
    Optional<PhoneNumber> contactPhone = Optional.empty();
    if (details.contactPhone() != null && !details.contactPhone().isBlank()) {
      try {
        contactPhone = Optional.of(phones.parse("contact_phone", details.contactPhone()));
      } catch (IdentityRejection invalid) {
        faults.add(invalid);
      }
    }
    String email =
        faults.text(RejectionCode.EMAIL_INVALID, "contact_email", details.contactEmail(), 1, 254);
    if (!EmailAddresses.isOne(email)) {
      faults.add(RejectionCode.EMAIL_INVALID, "contact_email", EmailAddresses.FAULT);
    }
    faults.throwIfAny();
    Person owner =
        people
            .find(ownerId)
            .orElseThrow(
                () ->
                    new IdentityRejection(
                        RejectionCode.PERSON_NOT_FOUND,
                        "There is no such person.",
                        Map.of("person", ownerId.toString())));
    @Nullable String phone = contactPhone.map(PhoneNumber::e164).orElse(null);
    return transactions.execute(
        status -> {
          Business business = insert(owner, name, phone, email, details);
          OwnedWallet wallet =
              wallets.add(business.owner(), phones.currencyOf(phones.parse(owner.phoneNumber())));
          // The owner has the role "business" from now on.
          changes.changed(Owner.user(owner.id()).toString());
          return new CreatedBusiness(business, wallet);
        });
  }

  /** Newest first. */
  public List<Business> ownedBy(UUID personId) {
    return database
        .sql("SELECT * FROM identity.business WHERE owner_id = :owner ORDER BY id DESC")
        .param("owner", personId)
        .query(Businesses::read)
        .list();
  }

  /** Newest first; {@code before} is the id of the last business of the page before. */
  public List<Business> newestFirst(int limit, @Nullable UUID before) {
    return database
        .sql(
            """
            SELECT * FROM identity.business
            WHERE id < coalesce(CAST(:before AS uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
            ORDER BY id DESC LIMIT :limit
            """)
        .param("before", before)
        .param("limit", limit)
        .query(Businesses::read)
        .list();
  }

  public Optional<Business> find(UUID id) {
    return database
        .sql("SELECT * FROM identity.business WHERE id = :id")
        .param("id", id)
        .query(Businesses::read)
        .optional();
  }

  /** By its uuid or its legacy number, whoever owns it. */
  public Optional<Business> find(String idOrLegacyNo) {
    if (UUID_TEXT.matcher(idOrLegacyNo).matches()) {
      return find(UUID.fromString(idOrLegacyNo));
    }
    if (!LEGACY_NO.matcher(idOrLegacyNo).matches()) {
      return Optional.empty();
    }
    return database
        .sql("SELECT * FROM identity.business WHERE legacy_no = :number")
        .param("number", Long.parseLong(idOrLegacyNo))
        .query(Businesses::read)
        .optional();
  }

  private Business insert(
      Person owner, String name, @Nullable String phone, String email, BusinessDetails details) {
    return database
        .sql(
            """
            INSERT INTO identity.business
              (id, owner_id, name, contact_phone, contact_email, logo, license, created_at)
            VALUES (:id, :owner, :name, :phone, :email,
                    CAST(:logo AS uuid), CAST(:license AS uuid), :now)
            RETURNING *
            """)
        .param("id", ids.next())
        .param("owner", owner.id())
        .param("name", name)
        .param("phone", phone)
        .param("email", email)
        .param("logo", details.logo())
        .param("license", details.license())
        .param("now", Instants.parameter(Instants.now(clock)))
        .query(Businesses::read)
        .single();
  }

  private static Business read(ResultSet row, int number) throws SQLException {
    return new Business(
        row.getObject("id", UUID.class),
        row.getLong("legacy_no"),
        row.getObject("owner_id", UUID.class),
        row.getString("name"),
        row.getString("contact_phone"),
        row.getString("contact_email"),
        row.getObject("logo", UUID.class),
        row.getObject("license", UUID.class),
        row.getBoolean("is_active"),
        row.getBoolean("is_verified"),
        Instants.of(row, "created_at"));
  }
}
