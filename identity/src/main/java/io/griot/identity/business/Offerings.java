package io.griot.identity.business;

import io.griot.identity.id.OrderedIds;
import io.griot.identity.rejection.FieldFaults;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import io.griot.identity.sql.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The services that businesses offer, and the categories that admins sort them into. */
public final class Offerings {
  private static final int LONGEST_NAME = 255;
  private static final String SELECT =
      """
      SELECT s.*, b.legacy_no, b.owner_id,
             ARRAY(SELECT c.category_id FROM identity.service_in_category c
                   WHERE c.service_id = s.id ORDER BY c.category_id) AS categories
      FROM identity.service s JOIN identity.business b ON b.id = s.business_id
      """;

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final OrderedIds ids;

  public Offerings(
      JdbcClient database, TransactionTemplate transactions, Clock clock, OrderedIds ids) {
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
  }

  /** Rejects with {@code CATEGORY_TAKEN} a name that a category has, whatever its case. */
  public Category addCategory(String name) {
    var faults = new FieldFaults();
    String stripped = faults.text(RejectionCode.NAME_INVALID, "name", name, 1, LONGEST_NAME);
    faults.throwIfAny();
    return database
        .sql(
            """
            INSERT INTO identity.service_category (id, name, created_at)
            VALUES (:id, :name, :now)
            ON CONFLICT (lower(name)) DO NOTHING
            RETURNING *
            """)
        .param("id", ids.next())
        .param("name", stripped)
        .param("now", Instants.parameter(Instants.now(clock)))
        .query((row, number) -> category(row))
        .optional()
        .orElseThrow(
            () ->
                new IdentityRejection(
                    RejectionCode.CATEGORY_TAKEN,
                    "There is a category of that name already.",
                    Map.of("name", "is the name of a category already")));
  }

  /** Newest first; {@code before} is the id of the last category of the page before. */
  public List<Category> categories(int limit, @Nullable UUID before) {
    return database
        .sql(
            """
            SELECT * FROM identity.service_category
            WHERE id < coalesce(CAST(:before AS uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
            ORDER BY id DESC LIMIT :limit
            """)
        .param("before", before)
        .param("limit", limit)
        .query((row, number) -> category(row))
        .list();
  }

  /** Rejects with {@code CATEGORY_UNKNOWN} if a category is none. */
  public Offering add(Business business, OfferingDetails details) {
    var faults = new FieldFaults();
    String name = faults.text(RejectionCode.NAME_INVALID, "name", details.name(), 1, LONGEST_NAME);
    Set<UUID> known = known(details.categories());
    for (int index = 0; index < details.categories().size(); index++) {
      if (!known.contains(details.categories().get(index))) {
        faults.add(
            RejectionCode.CATEGORY_UNKNOWN, "categories[" + index + "]", "is no category's id");
      }
    }
    faults.throwIfAny();
    UUID id = ids.next();
    return transactions.execute(
        status -> {
          database
              .sql(
                  """
                  INSERT INTO identity.service
                    (id, business_id, name, service_type, is_active, image, created_at, updated_at)
                  VALUES (:id, :business, :name, :type, :active, CAST(:image AS uuid), :now, :now)
                  """)
              .param("id", id)
              .param("business", business.id())
              .param("name", name)
              .param("type", details.type().spelling())
              .param("active", details.isActive())
              .param("image", details.image())
              .param("now", Instants.parameter(Instants.now(clock)))
              .update();
          known.forEach(
              category ->
                  database
                      .sql(
                          """
                          INSERT INTO identity.service_in_category (service_id, category_id)
                          VALUES (:service, :category)
                          """)
                      .param("service", id)
                      .param("category", category)
                      .update());
          return find(id).orElseThrow();
        });
  }

  public Optional<Offering> find(UUID id) {
    return database
        .sql(SELECT + "WHERE s.id = :id")
        .param("id", id)
        .query((row, number) -> read(row))
        .optional();
  }

  /**
   * Newest first.
   *
   * @param reader who sees the inactive ones of their own businesses; null sees all
   * @param before the id of the last one of the page before
   */
  public List<Offering> newestFirst(
      OfferingFilter filter, @Nullable UUID reader, int limit, @Nullable UUID before) {
    return database
        .sql(
            SELECT
                + """
                WHERE s.id < coalesce(CAST(:before AS uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                  AND (CAST(:reader AS uuid) IS NULL OR s.is_active
                       OR b.owner_id = CAST(:reader AS uuid))
                  AND (CAST(:business AS uuid) IS NULL OR s.business_id = CAST(:business AS uuid))
                  AND (CAST(:active AS boolean) IS NULL OR s.is_active = CAST(:active AS boolean))
                  AND (CAST(:name AS text) IS NULL
                       OR position(lower(CAST(:name AS text)) IN lower(s.name)) > 0)
                  AND (CAST(:categories AS uuid[]) IS NULL
                       OR EXISTS (SELECT FROM identity.service_in_category c
                                  WHERE c.service_id = s.id
                                    AND c.category_id = ANY (CAST(:categories AS uuid[]))))
                ORDER BY s.id DESC LIMIT :limit
                """)
        .param("before", before)
        .param("reader", reader)
        .param("business", filter.businessId())
        .param("active", filter.isActive())
        .param("name", filter.name())
        .param(
            "categories",
            filter.categories() == null ? null : filter.categories().toArray(UUID[]::new))
        .param("limit", limit)
        .query((row, number) -> read(row))
        .list();
  }

  private Set<UUID> known(List<UUID> categories) {
    return new HashSet<>(
        database
            .sql("SELECT id FROM identity.service_category WHERE id = ANY (:ids)")
            .param("ids", categories.toArray(UUID[]::new))
            .query(UUID.class)
            .list());
  }

  private static Category category(ResultSet row) throws SQLException {
    return new Category(row.getObject("id", UUID.class), row.getString("name"));
  }

  private static Offering read(ResultSet row) throws SQLException {
    return new Offering(
        row.getObject("id", UUID.class),
        row.getObject("business_id", UUID.class),
        row.getLong("legacy_no"),
        row.getObject("owner_id", UUID.class),
        row.getString("name"),
        OfferingType.find(row.getString("service_type")).orElseThrow(),
        row.getBoolean("is_active"),
        row.getObject("image", UUID.class),
        Arrays.asList((UUID[]) row.getArray("categories").getArray()),
        Instants.of(row, "created_at"),
        Instants.of(row, "updated_at"));
  }
}
