package io.griot.identity.device;

import io.griot.identity.id.OrderedIds;
import io.griot.identity.rejection.FieldFaults;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import io.griot.identity.sql.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which devices are whose. */
public final class Devices {
  private static final int LONGEST = 255;

  private final JdbcClient database;
  private final Clock clock;
  private final OrderedIds ids;

  public Devices(JdbcClient database, Clock clock, OrderedIds ids) {
    this.database = database;
    this.clock = clock;
    this.ids = ids;
  }

  /** A device, and whether it was not known before. */
  public record Added(Device device, boolean isNew) {}

  /** Adds a device; one that the person has already gets the label. */
  public Added add(UUID personId, String id, @Nullable String label) {
    var faults = new FieldFaults();
    faults.text(RejectionCode.DEVICE_INVALID, "id", id, 1, LONGEST);
    // It stands in a path: these would not come back, however they are encoded.
    if (id.indexOf('/') >= 0 || id.indexOf('\\') >= 0 || Set.of(".", "..").contains(id)) {
      faults.add(RejectionCode.DEVICE_INVALID, "id", "has a slash or is only dots; choose another");
    }
    if (!id.equals(id.strip())) {
      faults.add(RejectionCode.DEVICE_INVALID, "id", "has blanks around it; send it without");
    }
    faults.text(RejectionCode.NAME_INVALID, "label", label, 0, LONGEST);
    faults.throwIfAny();
    return database
        .sql(
            """
            INSERT INTO identity.device (key, person_id, id, label, created_at, updated_at)
            VALUES (:key, :person, :id, :label, :now, :now)
            ON CONFLICT (person_id, id) DO UPDATE SET label = :label, updated_at = :now
            RETURNING *, xmax = 0 AS is_new
            """)
        .param("key", ids.next())
        .param("person", personId)
        .param("id", id)
        .param("label", label)
        .param("now", Instants.parameter(Instants.now(clock)))
        .query((row, number) -> new Added(read(row), row.getBoolean("is_new")))
        .single();
  }

  /** Newest first; {@code before} is the key of the last device of the page before. */
  public List<Device> of(UUID personId, int limit, @Nullable UUID before) {
    return database
        .sql(
            """
            SELECT * FROM identity.device
            WHERE person_id = :person
              AND key < coalesce(CAST(:before AS uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
            ORDER BY key DESC LIMIT :limit
            """)
        .param("person", personId)
        .param("before", before)
        .param("limit", limit)
        .query((row, number) -> read(row))
        .list();
  }

  public Optional<Device> find(UUID personId, String id) {
    return database
        .sql("SELECT * FROM identity.device WHERE person_id = :person AND id = :id")
        .param("person", personId)
        .param("id", id)
        .query((row, number) -> read(row))
        .optional();
  }

  /** Rejects with {@code DEVICE_NOT_FOUND} what the person has not. */
  public void remove(UUID personId, String id) {
    int removed =
        database
            .sql("DELETE FROM identity.device WHERE person_id = :person AND id = :id")
            .param("person", personId)
            .param("id", id)
            .update();
    if (removed == 0) {
      throw notFound();
    }
  }

  public static IdentityRejection notFound() {
    return new IdentityRejection(
        RejectionCode.DEVICE_NOT_FOUND,
        "There is no such device.",
        Map.of("id", "is no device of the caller's"));
  }

  private static Device read(ResultSet row) throws SQLException {
    return new Device(
        row.getObject("key", UUID.class),
        row.getString("id"),
        row.getString("label"),
        Instants.of(row, "created_at"),
        Instants.of(row, "updated_at"));
  }
}
