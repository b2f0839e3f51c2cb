package io.griot.identity.person;

import io.griot.identity.credential.CredentialChanges;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives people the roles of platform staff. */
public final class Staff {
  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final PhoneNumbers phones;
  private final People people;
  private final CredentialChanges changes;

  public Staff(
      JdbcClient database,
      TransactionTemplate transactions,
      PhoneNumbers phones,
      People people,
      CredentialChanges changes) {
    this.database = database;
    this.transactions = transactions;
    this.phones = phones;
    this.people = people;
    this.changes = changes;
  }

  /** Replaces the person's staff roles by exactly these; none takes them all away. */
  public Person grantRoles(String rawPhone, Set<Role> roles) {
    roles.stream()
        .filter(role -> !role.isStaff())
        .findFirst()
        .ifPresent(
            role -> {
              String fault =
                  "must be among admin, auditor and recon; "
                      + role.spelling()
                      + " cannot be given to staff";
              throw new IdentityRejection(
                  RejectionCode.ROLE_INVALID, "roles " + fault + ".", Map.of("roles", fault));
            });
    Person person =
        people
            .findByPhone(phones.parse(rawPhone))
            .orElseThrow(
                () ->
                    new IdentityRejection(
                        RejectionCode.PERSON_NOT_FOUND,
                        "No person has this phone number; they must register first.",
                        Map.of("phone_number", "belongs to no person; they must register first")));
    return transactions.execute(
        status -> {
          // Two admins at once: the roles of one of them, not a mixture.
          database
              .sql("SELECT id FROM identity.person WHERE id = :person FOR UPDATE")
              .param("person", person.id())
              .query(UUID.class)
              .single();
          database
              .sql("DELETE FROM identity.staff_role WHERE person_id = :person")
              .param("person", person.id())
              .update();
          roles.forEach(role -> insert(person.id(), role));
          changes.changed(people.actor(person.id()));
          return people.require(person.id());
        });
  }

  /** Runs inside the caller's transaction. */
  void add(UUID personId, Role role) {
    insert(personId, role);
    changes.changed(people.actor(personId));
  }

  private void insert(UUID personId, Role role) {
    database
        .sql(
            """
            INSERT INTO identity.staff_role (person_id, role) VALUES (:person, :role)
            ON CONFLICT DO NOTHING
            """)
        .param("person", personId)
        .param("role", role.spelling())
        .update();
  }
}
