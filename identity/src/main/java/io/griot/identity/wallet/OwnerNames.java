package io.griot.identity.wallet;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What owners of wallets are called, for a whole page in one question. */
public final class OwnerNames {
  private final JdbcClient database;

  public OwnerNames(JdbcClient database) {
    this.database = database;
  }

  /** The names of those among them that are known here; a person without a name is their phone. */
  public Map<UUID, String> of(Collection<UUID> owners) {
    Map<UUID, String> names = new HashMap<>();
    if (owners.isEmpty()) {
      return names;
    }
    database
        .sql(
            """
            SELECT id, COALESCE(NULLIF(concat_ws(' ', NULLIF(first_name, ''), last_name), ''),
                                phone_number) AS name
            FROM identity.person WHERE id = ANY (:ids)
            UNION ALL
            SELECT id, name FROM identity.business WHERE id = ANY (:ids)
            UNION ALL
            SELECT id, name FROM identity.enterprise WHERE id = ANY (:ids)
            """)
        .param("ids", owners.toArray(UUID[]::new))
        .query(
            row -> {
              names.put(row.getObject("id", UUID.class), row.getString("name"));
            });
    return names;
  }
}
