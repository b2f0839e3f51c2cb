package io.griot.identity.person;

import io.griot.identity.rejection.FieldFaults;
import io.griot.identity.rejection.RejectionCode;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What people say of themselves. */
public final class Profiles {
  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final People people;

  public Profiles(JdbcClient database, TransactionTemplate transactions, People people) {
    this.database = database;
    this.transactions = transactions;
    this.people = people;
  }

  public Optional<Profile> find(UUID personId) {
    return people.find(personId).map(person -> new Profile(person, profilePicId(personId)));
  }

  /** A changed e-mail address is not verified any more. */
  public Profile change(UUID personId, ProfileChange change) {
    var faults = new FieldFaults();
    String firstName =
        faults.text(
            RejectionCode.FIRST_NAME_INVALID,
            "first_name",
            change.firstName().value(),
            0,
            People.LONGEST_NAME);
    String lastName =
        faults.text(
            RejectionCode.LAST_NAME_INVALID,
            "last_name",
            change.lastName().value(),
            0,
            People.LONGEST_NAME);
    @Nullable String email = change.email().value();
    if (email != null
        && (email.length() > EmailAddresses.LONGEST || !EmailAddresses.isOne(email))) {
      faults.add(RejectionCode.EMAIL_INVALID, "email", EmailAddresses.FAULT);
    }
    faults.throwIfAny();
    return transactions.execute(
        status -> {
          database
              .sql(
                  """
                  UPDATE identity.person SET
                    first_name = CASE WHEN :has_first THEN :first ELSE first_name END,
                    last_name = CASE WHEN :has_last THEN NULLIF(:last, '') ELSE last_name END,
                    is_email_verified = is_email_verified
                      AND (NOT :has_email OR email IS NOT DISTINCT FROM CAST(:email AS varchar)),
                    email = CASE WHEN :has_email THEN CAST(:email AS varchar) ELSE email END,
                    profile_pic_id = CASE WHEN :has_picture THEN CAST(:picture AS uuid)
                                          ELSE profile_pic_id END
                  WHERE id = :id
                  """)
              .param("has_first", change.firstName().isMade())
              .param("first", firstName)
              .param("has_last", change.lastName().isMade())
              .param("last", lastName)
              .param("has_email", change.email().isMade())
              .param("email", email)
              .param("has_picture", change.profilePicId().isMade())
              .param("picture", change.profilePicId().value())
              .param("id", personId)
              .update();
          return new Profile(people.require(personId), profilePicId(personId));
        });
  }

  private @Nullable UUID profilePicId(UUID personId) {
    return database
        .sql("SELECT profile_pic_id FROM identity.person WHERE id = :id")
        .param("id", personId)
        .query((row, number) -> Optional.ofNullable(row.getObject("profile_pic_id", UUID.class)))
        .optional()
        .flatMap(found -> found)
        .orElse(null);
  }
}
