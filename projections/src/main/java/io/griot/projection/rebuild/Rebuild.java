package io.griot.projection.rebuild;

import io.griot.core.LedgerEvent;
import io.griot.projection.log.LogCursor;
import io.griot.projection.log.LogReader;
import io.griot.projection.view.Recording;
import io.griot.projection.view.Rows;
import io.griot.projection.view.View;
import io.griot.projection.view.ViewBatches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Makes views anew from the whole log while the ledger runs, in whatever process.
 *
 * <p>The tables are filled in a schema of their own. Once they have caught up, one transaction
 * locks the views' positions (a running projection's next batch waits there), takes in what is
 * missing up to them, and puts the new tables in the place of the old. Readers see the old tables
 * or the new, nothing between; a projection goes on behind the position that it finds.
 */
public final class Rebuild {

  private static final String SHADOW = "views_rebuild";
  private static final long LOCK_KEY = 0x677269_6f74L;

  /** Few enough that the sums of a batch of the largest amounts fit 64 bits. */
  private static final int BATCH_SIZE = 5_000;

  /** So near to the head that the rest can be taken in while the views stand still. */
  private static final int NEAR = 500;

  /** Readers queue behind the swap for as long as the swap queues behind a reader. */
  private static final String LOCK_TIMEOUT = "2s";

  private static final int SWAP_ATTEMPTS = 30;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final DataSource dataSource;
  private final LogReader log;

  public Rebuild(DataSource dataSource, LogReader log) {
    this.dataSource = dataSource;
    this.log = log;
  }

  /**
   * Rebuilds views.
   *
   * @param onProgress is told after each batch
   * @throws RebuildRunning if another one runs on this database
   */
  public Progress run(Collection<View> chosen, Consumer<Progress> onProgress)
      throws SQLException, InterruptedException {
    List<View> views = chosen.stream().sorted(Comparator.comparing(View::name)).toList();
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      lockOutOthers(connection);
      try {
        return new Run(connection, views, onProgress).run();
      } finally {
        connection.rollback();
        execute(connection, "DROP SCHEMA IF EXISTS " + SHADOW + " CASCADE");
        execute(connection, "SELECT pg_advisory_unlock(%d)".formatted(LOCK_KEY));
        execute(connection, "RESET synchronous_commit");
        connection.commit();
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  private static void lockOutOthers(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT pg_try_advisory_lock(%d)".formatted(LOCK_KEY))) {
      row.next();
      if (!row.getBoolean(1)) {
        throw new RebuildRunning();
      }
    }
    connection.commit();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The views' own scripts, in the order of their versions. */
  private static List<String> scripts() {
    try {
      Resource[] resources =
          new PathMatchingResourcePatternResolver().getResources("classpath*:db/views/V*__*.sql");
      List<String> scripts = new ArrayList<>();
      for (Resource resource :
          Arrays.stream(resources).sorted(Comparator.comparingInt(Rebuild::version)).toList()) {
        scripts.add(resource.getContentAsString(StandardCharsets.UTF_8));
      }
      return scripts;
    } catch (IOException e) {
      throw new UncheckedIOException("The views' scripts cannot be read.", e);
    }
  }

  private static int version(Resource script) {
    String name = String.valueOf(script.getFilename());
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  private final class Run {

    private final Connection connection;
    private final List<View> views;
    private final Consumer<Progress> onProgress;
    private final long startedNanos = System.nanoTime();
    private LogCursor cursor = log.after(0);
    private long events;

    Run(Connection connection, List<View> views, Consumer<Progress> onProgress) {
      this.connection = connection;
      this.views = views;
      this.onProgress = onProgress;
    }

    Progress run() throws SQLException, InterruptedException {
      // What is lost in a crash is rebuilt again; the swap's own commit flushes all of it.
      execute(connection, "SET synchronous_commit = off");
      makeTables();
      connection.commit();
      while (takeIn() > NEAR) {
        connection.commit();
        onProgress.accept(progress());
      }
      connection.commit();
      execute(connection, "SET synchronous_commit = on");
      for (View view : views) {
        for (String table : view.tables()) {
          execute(connection, "ANALYZE %s.%s".formatted(SHADOW, table));
        }
      }
      connection.commit();
      swapBetweenReaders();
      Progress done = progress();
      onProgress.accept(done);
      return done;
    }

    private void makeTables() throws SQLException {
      execute(connection, "DROP SCHEMA IF EXISTS " + SHADOW + " CASCADE");
      for (String script : scripts()) {
        execute(
            connection,
            script
                .replace("SCHEMA IF NOT EXISTS views", "SCHEMA " + SHADOW)
                .replace("views.", SHADOW + "."));
      }
    }

    private int takeIn() throws SQLException {
      List<TrackedEventMessage<?>> messages = cursor.next(BATCH_SIZE);
      for (View view : views) {
        Rows rows = view.rows().get();
        for (TrackedEventMessage<?> message : messages) {
          if (message.getPayload() instanceof LedgerEvent event) {
            long position = message.trackingToken().position().orElseThrow();
            rows.add(event, new Recording(position, message.getTimestamp()));
          }
        }
        rows.write(connection, SHADOW);
      }
      events += messages.size();
      return messages.size();
    }

    private void swapBetweenReaders() throws SQLException, InterruptedException {
      long committed = cursor.position();
      for (int attempt = 1; ; attempt++) {
        try {
          swap();
          return;
        } catch (SQLException e) {
          // What the swap had taken in is gone with its transaction.
          connection.rollback();
          cursor = log.after(committed);
          if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || attempt == SWAP_ATTEMPTS) {
            throw e;
          }
          TimeUnit.MILLISECONDS.sleep(100);
        }
      }
    }

    private void swap() throws SQLException, InterruptedException {
      execute(connection, "SET LOCAL lock_timeout = '%s'".formatted(LOCK_TIMEOUT));
      long reached = 0;
      for (View view : views) {
        reached = Math.max(reached, ViewBatches.lockPosition(connection, view));
      }
      while (cursor.position() < reached) {
        if (takeIn() == 0) {
          TimeUnit.MILLISECONDS.sleep(5);
        }
      }
      for (View view : views) {
        for (String table : view.tables()) {
          copyGrants(table);
          execute(connection, "DROP TABLE IF EXISTS %s.%s".formatted(View.SCHEMA, table));
          execute(
              connection, "ALTER TABLE %s.%s SET SCHEMA %s".formatted(SHADOW, table, View.SCHEMA));
        }
        ViewBatches.storePosition(connection, View.SCHEMA, view, cursor.position());
      }
      connection.commit();
    }

    /** Whoever could read the old table can read the new one. */
    private void copyGrants(String table) throws SQLException {
      List<String> grants = new ArrayList<>();
      try (PreparedStatement select =
          connection.prepareStatement(
              """
              SELECT format('GRANT %s ON %I.%I TO ', g.privilege_type, ?, g.table_name)
                     || CASE g.grantee WHEN 'PUBLIC' THEN 'PUBLIC' ELSE quote_ident(g.grantee) END
                FROM information_schema.table_privileges g
                JOIN pg_tables t ON t.schemaname = g.table_schema AND t.tablename = g.table_name
               WHERE g.table_schema = ? AND g.table_name = ? AND g.grantee <> t.tableowner\
              """)) {
        select.setString(1, SHADOW);
        select.setString(2, View.SCHEMA);
        select.setString(3, table);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            grants.add(rows.getString(1));
          }
        }
      }
      for (String grant : grants) {
        execute(connection, grant);
      }
    }

    private Progress progress() {
      return new Progress(
          events,
          cursor.position(),
          Math.max(log.head(), cursor.position()),
          Duration.ofNanos(System.nanoTime() - startedNanos));
    }
  }
}
