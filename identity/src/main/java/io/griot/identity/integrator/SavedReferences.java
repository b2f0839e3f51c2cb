package io.griot.identity.integrator;

import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import io.griot.identity.sql.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The references that integrators keep under their customers' phones; each sees its own alone. */
public final class SavedReferences {

  /** Of one kind under one phone. */
  public static final int MOST = 200;

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Clock clock;

  public SavedReferences(JdbcClient database, TransactionTemplate transactions, Clock clock) {
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Keeps a reference. One that is kept already gets the new alias, so that a client that repeats
   * itself finds it once. Rejects with {@code TOO_MANY_REFERENCES} what would be one too many.
   */
  public SavedReference add(
      UUID integratorId, SavedKind kind, PhoneNumber phone, String alias, String reference) {
    return transactions.execute(
        status -> {
          // Several added at once would otherwise all find room for the last one.
          database
              .sql("SELECT 1 FROM identity.integrator WHERE id = :integrator FOR UPDATE")
              .param("integrator", integratorId)
              .query(Integer.class)
              .single();
          SavedReference saved = upsert(integratorId, kind, phone, alias, reference);
          if (count(integratorId, kind, phone) > MOST) {
            throw new IdentityRejection(
                RejectionCode.TOO_MANY_REFERENCES,
                "At most " + MOST + " are kept under one phone; delete one first.");
          }
          return saved;
        });
  }

  /** Oldest first. */
  public List<SavedReference> of(UUID integratorId, SavedKind kind, PhoneNumber phone) {
    return database
        .sql(
            """
            SELECT * FROM identity.saved_reference
            WHERE integrator_id = :integrator AND kind = :kind AND phone_number = :phone
            ORDER BY id
            """)
        .param("integrator", integratorId)
        .param("kind", kind.spelling())
        .param("phone", phone.e164())
        .query(SavedReferences::read)
        .list();
  }

  /** False if the integrator keeps no such reference of this kind. */
  public boolean delete(UUID integratorId, SavedKind kind, long id) {
    return database
            .sql(
                """
                DELETE FROM identity.saved_reference
                WHERE id = :id AND integrator_id = :integrator AND kind = :kind
                """)
            .param("id", id)
            .param("integrator", integratorId)
            .param("kind", kind.spelling())
            .update()
        > 0;
  }

  private SavedReference upsert(
      UUID integratorId, SavedKind kind, PhoneNumber phone, String alias, String reference) {
    return database
        .sql(
            """
            INSERT INTO identity.saved_reference
              (integrator_id, kind, phone_number, alias, reference, created_at)
            VALUES (:integrator, :kind, :phone, :alias, :reference, :now)
            ON CONFLICT (integrator_id, kind, phone_number, reference)
              DO UPDATE SET alias = :alias
            RETURNING *
            """)
        .param("integrator", integratorId)
        .param("kind", kind.spelling())
        .param("phone", phone.e164())
        .param("alias", alias)
        .param("reference", reference)
        .param("now", Instants.parameter(Instants.now(clock)))
        .query(SavedReferences::read)
        .single();
  }

  private int count(UUID integratorId, SavedKind kind, PhoneNumber phone) {
    return database
        .sql(
            """
            SELECT count(*) FROM identity.saved_reference
            WHERE integrator_id = :integrator AND kind = :kind AND phone_number = :phone
            """)
        .param("integrator", integratorId)
        .param("kind", kind.spelling())
        .param("phone", phone.e164())
        .query(Integer.class)
        .single();
  }

  private static SavedReference read(ResultSet row, int number) throws SQLException {
    return new SavedReference(
        row.getLong("id"),
        row.getString("alias"),
        row.getString("phone_number"),
        row.getString("reference"));
  }
}
