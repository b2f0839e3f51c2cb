package io.griot.server.postgres;

import io.griot.server.settings.DataDirectory;
import io.griot.server.settings.Secret;
import io.griot.server.settings.StartRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL run by Griot in its data directory, durable and reachable from this machine only.
 *
 * <p>The first process on a data directory starts and owns it, and starts it again if it dies;
 * others attach to it, and lose it when the owner ends.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  /** The database, and the role that owns it, in every embedded server. */
  static final String NAME = "griot";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final String SUPERUSER = "postgres";

  // Long enough to replay the log after a crash.
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(100);

  private final DataDirectory data;
  private final int port;
  private final String password;
  private final Postmaster postmaster;
  private final @Nullable Owned owned;

  private record Owned(OwnerLock lock, EmbeddedPostgres server, PostmasterWatch watch) {}

  private EmbeddedDatabase(
      DataDirectory data, int port, String password, Postmaster postmaster, @Nullable Owned owned) {
    this.data = data;
    this.port = port;
    this.password = password;
    this.postmaster = postmaster;
    this.owned = owned;
  }

  /**
   * Starts PostgreSQL on this directory, or attaches to the one that another process runs there.
   *
   * @throws StartRefused if neither can be done
   */
  public static EmbeddedDatabase open(DataDirectory data) {
    data.create();
    long deadlineNanos = System.nanoTime() + START_PATIENCE.toNanos();
    try {
      while (true) {
        Optional<OwnerLock> lock = OwnerLock.tryAcquire(data.resolve("postgres.lock"));
        if (lock.isPresent()) {
          return start(data, lock.get());
        }
        // The owner may still be starting, or may just have died: look at both again.
        Optional<EmbeddedDatabase> attached = attach(data);
        if (attached.isPresent()) {
          return attached.get();
        }
        if (System.nanoTime() > deadlineNanos) {
          throw new StartRefused(
              "Another Griot process holds "
                  + data.resolve("postgres.lock")
                  + " but its PostgreSQL does not answer: stop that process, or name a database in"
                  + " GRIOT_DATABASE_URL.");
        }
        Thread.sleep(POLL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused("Interrupted while PostgreSQL was starting.", e);
    }
  }

  /** The JDBC address. */
  public String url() {
    return url(port, NAME);
  }

  /** Owns the database and may make roles, but is no superuser: the log's triggers bind it too. */
  public String user() {
    return NAME;
  }

  /** Made up at the first start. */
  public String password() {
    return password;
  }

  /** For the role that the application logs in as; made up when it is first asked for. */
  public String applicationPassword() {
    return data.secret("postgres-application-password").value();
  }

  /** On the loopback interface; kept from start to start while it is free. */
  public int port() {
    return port;
  }

  /** True if this process runs the server, false if it only uses it. */
  public boolean isOwner() {
    return owned != null;
  }

  /** Stops the server if this process owns it. Close whatever uses it first. */
  @Override
  public void close() {
    if (owned == null) {
      return;
    }
    try {
      owned.watch.end();
      postmaster.stop(STOP_PATIENCE);
      // Finds nothing to stop any more, and gives up the library's own lock on the data.
      owned.server.close();
    } catch (IOException e) {
      LOG.warn("PostgreSQL did not stop cleanly; the next start mends that", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      owned.lock.close();
    }
  }

  private static EmbeddedDatabase start(DataDirectory data, OwnerLock lock)
      throws InterruptedException {
    boolean started = false;
    try {
      EmbeddedDatabase database = startOwned(data, lock);
      started = true;
      return database;
    } catch (IOException e) {
      throw new StartRefused(
          "Cannot prepare PostgreSQL in " + data.path() + " (" + e.getMessage() + ").", e);
    } finally {
      if (!started) {
        lock.close();
      }
    }
  }

  private static EmbeddedDatabase startOwned(DataDirectory data, OwnerLock lock)
      throws IOException, InterruptedException {
    refuseRootWithoutNamespaces();
    Path directory = data.resolve("postgres");
    var postmaster = new Postmaster(directory);
    if (Files.exists(directory)) {
      postmaster.stop(STOP_PATIENCE);
    }
    setAsideUnfinished(directory);
    if (Files.exists(directory) && !Files.exists(superuserPassword(data))) {
      throw new StartRefused(
          superuserPassword(data)
              + " is missing, and without it the data beside it cannot be opened: restore it from"
              + " a backup.");
    }
    Secret superuser = data.secret("postgres-superuser-password");
    Secret owner = data.secret("postgres-password");
    int port = choosePort(data.resolve("postgres-port"));
    EmbeddedPostgres server = run(data, directory, superuser, port);
    try {
      prepare(port, superuser, owner);
      Files.writeString(initialised(directory), "");
      Files.writeString(data.resolve("postgres-port"), Integer.toString(port));
    } catch (SQLException e) {
      postmaster.stop(STOP_PATIENCE);
      server.close();
      throw new StartRefused(
          "PostgreSQL on " + directory + " started but refuses Griot (" + e.getMessage() + ").", e);
    }
    PostmasterWatch watch = PostmasterWatch.begin(postmaster, startOutput(data));
    return new EmbeddedDatabase(
        data, port, owner.value(), postmaster, new Owned(lock, server, watch));
  }

  private static EmbeddedPostgres run(
      DataDirectory data, Path directory, Secret superuser, int port) throws IOException {
    // Beside the data, never above it: the library deletes old directories of data in here. It also
    // opens its directory for writing to everybody, so that one lies inside a private one.
    Path binaries = data.createDirectory("postgres-binaries").resolve("unpacked");
    System.setProperty("ot.epg.working-dir", binaries.toString());
    Path output = startOutput(data);
    Files.deleteIfExists(output);
    try {
      return EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(binaries.toFile())
          .setDataDirectory(directory)
          .setCleanDataDirectory(false)
          // The pool must be closed before the server: whoever opened this closes it.
          .setRegisterShutdownHook(false)
          .setPGStartupWait(START_PATIENCE)
          .setOutputRedirector(ProcessBuilder.Redirect.appendTo(output.toFile()))
          .setPort(port)
          .setConnectConfig("password", superuser.value())
          .setLocaleConfig("auth-host", "scram-sha-256")
          .setLocaleConfig("auth-local", "scram-sha-256")
          .setLocaleConfig("pwfile", superuser.file().toString())
          // Order of text must not depend on the machine's libraries, which change under the data.
          .setLocaleConfig("locale-provider", "builtin")
          .setLocaleConfig("builtin-locale", "C.UTF-8")
          .setLocaleConfig("locale", "C")
          // The library turns flushes off; a ledger needs them.
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("listen_addresses", LOOPBACK)
          .setServerConfig("unix_socket_directories", "")
          .setServerConfig("max_connections", "100")
          .setServerConfig("shared_buffers", "256MB")
          .setServerConfig("max_wal_size", "2GB")
          .setServerConfig("logging_collector", "on")
          .setServerConfig("log_directory", "log")
          .setServerConfig("log_filename", "postgresql-%a.log")
          .setServerConfig("log_rotation_age", "1d")
          .setServerConfig("log_rotation_size", "0")
          .setServerConfig("log_truncate_on_rotation", "on")
          .start();
    } catch (IOException | RuntimeException e) {
      throw new StartRefused(
          "PostgreSQL did not start on " + directory + ": read " + output + " for the reason.", e);
    }
  }

  private static Optional<EmbeddedDatabase> attach(DataDirectory data) {
    Path password = data.resolve("postgres-password");
    Path portFile = data.resolve("postgres-port");
    try {
      if (!Files.exists(password) || !Files.exists(portFile)) {
        return Optional.empty();
      }
      String value = data.secret("postgres-password").value();
      int port = Integer.parseInt(Files.readString(portFile).strip());
      DriverManager.getConnection(url(port, NAME), NAME, value).close();
      return Optional.of(
          new EmbeddedDatabase(data, port, value, new Postmaster(data.resolve("postgres")), null));
    } catch (IOException | SQLException | NumberFormatException e) {
      LOG.debug("The owner's PostgreSQL does not answer yet", e);
      return Optional.empty();
    }
  }

  private static void prepare(int port, Secret superuser, Secret owner) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url(port, SUPERUSER), SUPERUSER, superuser.value());
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "pg_roles WHERE rolname = '" + NAME + "'")) {
        statement.execute("CREATE ROLE " + NAME + " LOGIN CREATEROLE");
      }
      // Made of the letters and digits of a secret: nothing in it needs quoting.
      statement.execute("ALTER ROLE " + NAME + " PASSWORD '" + owner.value() + "'");
      if (!exists(statement, "pg_database WHERE datname = '" + NAME + "'")) {
        statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
      }
    }
  }

  private static boolean exists(Statement statement, String what) throws SQLException {
    try (var rows = statement.executeQuery("SELECT 1 FROM " + what)) {
      return rows.next();
    }
  }

  // A first start that was killed half-way left nothing anybody relied on; it is kept all the same.
  private static void setAsideUnfinished(Path directory) throws IOException {
    if (!Files.exists(directory) || Files.exists(initialised(directory))) {
      return;
    }
    try (var entries = Files.list(directory)) {
      if (entries.findAny().isEmpty()) {
        return;
      }
    }
    int number = 1;
    while (Files.exists(unfinished(directory, number))) {
      number++;
    }
    Files.move(directory, unfinished(directory, number));
    LOG.warn(
        "The first start of PostgreSQL was cut short; what it left is set aside in {}",
        unfinished(directory, number));
  }

  private static Path unfinished(Path directory, int number) {
    return directory.resolveSibling("postgres-unfinished-" + number);
  }

  // Inside the data, so that it goes wherever a copy of the data goes.
  private static Path initialised(Path directory) {
    return directory.resolve("griot-initialised");
  }

  private static Path startOutput(DataDirectory data) {
    return data.resolve("postgres-start.log");
  }

  private static Path superuserPassword(DataDirectory data) {
    return data.resolve("postgres-superuser-password");
  }

  private static void refuseRootWithoutNamespaces() {
    if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
      throw new StartRefused(
          "PostgreSQL does not run as root, and this machine refuses `unshare -U` (Docker does by"
              + " default): run Griot as another user, or name a database in GRIOT_DATABASE_URL.");
    }
  }

  // Those who attached find the server again after its owner's restart only at the same port.
  private static int choosePort(Path kept) throws IOException {
    if (Files.exists(kept)) {
      String text = Files.readString(kept).strip();
      if (text.matches("\\d{1,5}") && isFree(Integer.parseInt(text))) {
        return Integer.parseInt(text);
      }
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + database;
  }
}
