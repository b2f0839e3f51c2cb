package io.griot.bench.stock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Serializer;

/** Axon's JDBC storage on the log's table, telling each unit of work how far it wrote. */
final class PostgresEventStorage extends JdbcEventStorageEngine {

  private static final String POSITION = "griot.position";
  private static final int BATCH_SIZE = 500;
  private static final EventSchema SCHEMA =
      EventSchema.builder()
          .eventTable("ledger.event")
          .snapshotTable("ledger.snapshot")
          .globalIndexColumn("position")
          .eventIdentifierColumn("event_id")
          .aggregateIdentifierColumn("stream")
          .sequenceNumberColumn("sequence")
          .typeColumn("aggregate_type")
          .payloadTypeColumn("type")
          .payloadRevisionColumn("revision")
          .timestampColumn("recorded_at")
          .payloadColumn("payload")
          .metaDataColumn("metadata")
          .build();

  private final ConnectionProvider connections;

  PostgresEventStorage(
      ConnectionProvider connections, TransactionManager transactions, Serializer serializer) {
    super(
        JdbcEventStorageEngine.builder()
            .connectionProvider(connections)
            .transactionManager(transactions)
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .persistenceExceptionResolver(new UniqueViolations())
            .schema(SCHEMA)
            .batchSize(BATCH_SIZE));
    this.connections = connections;
  }

  /** Position of the last event that the unit of work appended, or 0 if it appended none. */
  static long lastPosition(UnitOfWork<?> unitOfWork) {
    return unitOfWork.root().getOrDefaultResource(POSITION, 0L);
  }

  @Override
  protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
    super.appendEvents(events, serializer);
    if (!events.isEmpty() && CurrentUnitOfWork.isStarted()) {
      CurrentUnitOfWork.get().root().resources().put(POSITION, lastAssigned());
    }
  }

  /** A short batch ends a stream: asking again until nothing comes costs a SELECT at each load. */
  @Override
  protected boolean fetchForAggregateUntilEmpty() {
    return false;
  }

  private long lastAssigned() {
    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement();
        ResultSet position =
            statement.executeQuery("SELECT currval('ledger.event_position_seq')")) {
      position.next();
      return position.getLong(1);
    } catch (SQLException e) {
      throw new EventStoreException("The position of the appended events is unknown", e);
    }
  }
}
