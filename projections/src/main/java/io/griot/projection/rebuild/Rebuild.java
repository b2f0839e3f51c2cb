package io.griot.projection.rebuild;

import io.griot.projection.log.LogReader;
import io.griot.projection.log.Stretch;
import io.griot.projection.log.Stretch.Recorded;
import io.griot.projection.view.Rows;
import io.griot.projection.view.StoredPositions;
import io.griot.projection.view.View;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
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

  private static final int READ_AT_ONCE = 5_000;

  /** Accounts that are posted to again and again are written once. */
  private static final int WRITTEN_AT_ONCE = 20_000;

  private static final String SORT_MEMORY = "128MB";

  /** So near to the head that the rest can be taken in while the views stand still. */
  private static final int NEAR = 500;

  /** Readers queue behind the swap for as long as the swap queues behind a reader. */
  private static final String LOCK_TIMEOUT = "2s";

  private static final int SWAP_ATTEMPTS = 30;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final DataSource dataSource;
  private final LogReader log;
  private final int readAtOnce;
  private final int writtenAtOnce;

  public Rebuild(DataSource dataSource, LogReader log) {
    this(dataSource, log, READ_AT_ONCE, WRITTEN_AT_ONCE);
  }

  /** In goes of other sizes, in positions of the log and in rows of a view. */
  public Rebuild(DataSource dataSource, LogReader log, int readAtOnce, int writtenAtOnce) {
    this.dataSource = dataSource;
    this.log = log;
    this.readAtOnce = readAtOnce;
    this.writtenAtOnce = writtenAtOnce;
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
        execute(connection, "RESET maintenance_work_mem");
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
    private long position;
    private long events;

    Run(Connection connection, List<View> views, Consumer<Progress> onProgress) {
      this.connection = connection;
      this.views = views;
      this.onProgress = onProgress;
    }

    Progress run() throws SQLException, InterruptedException {
      // What is lost in a crash is rebuilt again; the swap's own commit flushes all of it.
      execute(connection, "SET synchronous_commit = off");
      execute(connection, "SET maintenance_work_mem = '%s'".formatted(SORT_MEMORY));
      makeTables();
      List<String> indexes = dropIndexes();
      connection.commit();
      fill();
      for (String index : indexes) {
        execute(connection, index);
      }
      for (View view : views) {
        for (String table : view.tables()) {
          execute(connection, "ANALYZE %s.%s".formatted(SHADOW, table));
        }
      }
      connection.commit();
      onProgress.accept(progress());
      while (takeIn() > NEAR) {
        connection.commit();
        onProgress.accept(progress());
      }
      connection.commit();
      execute(connection, "SET synchronous_commit = on");
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

    /** All indexes but those that hold the rows apart; to be made again, at once, when filled. */
    private List<String> dropIndexes() throws SQLException {
      List<String> definitions = new ArrayList<>();
      List<String> names = new ArrayList<>();
      try (PreparedStatement select =
          connection.prepareStatement(
              """
              SELECT c.oid::regclass, pg_get_indexdef(c.oid)
                FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
               WHERE c.relnamespace = ?::regnamespace AND NOT i.indisunique\
              """)) {
        select.setString(1, SHADOW);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            names.add(rows.getString(1));
            definitions.add(rows.getString(2));
          }
        }
      }
      for (String name : names) {
        execute(connection, "DROP INDEX " + name);
      }
      return definitions;
    }

    /**
     * Takes in the log up to about its head, reading on one connection and writing on the other.
     */
    private void fill() throws SQLException, InterruptedException {
      Map<View, Rows> rows = new LinkedHashMap<>();
      views.forEach(view -> rows.put(view, view.rows().apply(0)));
      try (ReadAhead ahead = new ReadAhead(log, readAtOnce)) {
        Stretch stretch;
        do {
          stretch = ahead.next();
          for (Rows collected : rows.values()) {
            for (Recorded recorded : stretch.events()) {
              collected.add(recorded.event(), recorded.recording());
            }
            if (collected.size() >= writtenAtOnce) {
              collected.write(connection, SHADOW);
              connection.commit();
            }
          }
          position = stretch.last();
          events += stretch.length();
          onProgress.accept(progress());
        } while (stretch.length() == readAtOnce);
      }
      for (Rows collected : rows.values()) {
        collected.write(connection, SHADOW);
      }
      connection.commit();
    }

    /** What came since; each view looks up in its tables what it needs of the time before. */
    private long takeIn() throws SQLException {
      Stretch stretch = log.next(position, readAtOnce);
      for (View view : views) {
        Rows rows = view.rows().apply(position);
        for (Recorded recorded : stretch.events()) {
          rows.add(recorded.event(), recorded.recording());
        }
        rows.write(connection, SHADOW);
      }
      position = stretch.last();
      events += stretch.length();
      return stretch.length();
    }

    private void swapBetweenReaders() throws SQLException, InterruptedException {
      long committedPosition = position;
      long committedEvents = events;
      for (int attempt = 1; ; attempt++) {
        try {
          swap();
          return;
        } catch (SQLException e) {
          // What the swap had taken in is gone with its transaction.
          connection.rollback();
          position = committedPosition;
          events = committedEvents;
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
        reached = Math.max(reached, StoredPositions.lock(connection, view).orElse(0));
      }
      while (position < reached) {
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
        StoredPositions.store(connection, view, position);
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
          position,
          Math.max(log.head(), position),
          Duration.ofNanos(System.nanoTime() - startedNanos));
    }
  }
}
