package io.griot.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.server.JavaProcess;
import io.griot.server.settings.DataDirectory;
import io.griot.server.settings.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningTheEmbeddedDatabaseTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private DataDirectory data;

  @BeforeEach
  void name_the_data_directory() {
    data = DataDirectory.of(directory.resolve("data").toString());
  }

  @AfterEach
  void leave_no_server_behind() throws InterruptedException {
    new Postmaster(data.resolve("postgres")).stop(PATIENCE);
  }

  @Test
  void is_durable_private_and_reachable_from_this_machine_only() throws Exception {
    try (var database = EmbeddedDatabase.open(data)) {
      assertThat(
              List.of(
                  query(database, "SHOW fsync"),
                  query(database, "SHOW synchronous_commit"),
                  query(database, "SHOW full_page_writes"),
                  query(database, "SHOW data_checksums")))
          .containsOnly("on");
      assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(queryAsSuperuser(database, "SHOW unix_socket_directories")).isEmpty();
      assertThat(query(database, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(query(database, "SHOW password_encryption")).isEqualTo("scram-sha-256");
      assertThat(query(database, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo("f");
      for (InetAddress address : addressesOfThisMachine()) {
        assertThat(accepts(address, database.port()))
            .as("accepts connections at %s", address)
            .isEqualTo(address.equals(InetAddress.getLoopbackAddress()));
      }
      assertThat(permissions("postgres")).isEqualTo("rwx------");
      assertThat(permissions("postgres-binaries")).isEqualTo("rwx------");
      assertThat(permissions("postgres-password")).isEqualTo("rw-------");
      assertThat(permissions("postgres-superuser-password")).isEqualTo("rw-------");
      assertThat(refusal(database.url(), "griot", "wrong")).isEqualTo("28P01");
      assertThat(refusal(database.url(), "griot", "")).isEqualTo("08004");
      assertThat(refusal(database.url(), "postgres", "wrong")).isEqualTo("28P01");
    }
  }

  @Test
  void a_restart_keeps_data_password_and_port() throws Exception {
    String password;
    int port;
    try (var database = EmbeddedDatabase.open(data)) {
      password = database.password();
      port = database.port();
      execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    assertThat(new Postmaster(data.resolve("postgres")).processes()).isEmpty();

    try (var database = EmbeddedDatabase.open(data)) {
      assertThat(database.isOwner()).isTrue();
      assertThat(database.password()).isEqualTo(password);
      assertThat(database.port()).isEqualTo(port);
      assertThat(query(database, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void the_server_of_a_killed_process_is_stopped_and_started_anew() throws Exception {
    try (var killed = holder()) {
      killed.awaitOutput("open");
      try (var attached = EmbeddedDatabase.open(data)) {
        execute(attached, "CREATE TABLE acknowledged AS SELECT 7 AS answer");
      }
      killed.kill();
    }
    var orphan = new Postmaster(data.resolve("postgres")).main().orElseThrow();

    try (var database = EmbeddedDatabase.open(data)) {
      assertThat(database.isOwner()).isTrue();
      // Asked of the data, not of the process, which stays a zombie where nobody reaps it.
      var postmaster = new Postmaster(data.resolve("postgres"));
      assertThat(postmaster.processes()).isNotEmpty().doesNotContain(orphan);
      assertThat(postmaster.main()).isPresent().get().isNotEqualTo(orphan);
      assertThat(query(database, "SELECT answer FROM acknowledged")).isEqualTo("7");
    }
  }

  @Test
  void a_second_process_uses_the_server_and_leaves_it_running() throws Exception {
    try (var owner = EmbeddedDatabase.open(data);
        var second = holder()) {
      second.awaitOutput("owner=false port=" + owner.port() + " open");
      second.terminate();
      assertThat(second.exitCode(PATIENCE)).isEqualTo(143);
      assertThat(query(owner, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void a_server_that_was_killed_is_started_again_where_its_users_find_it() throws Exception {
    var postmaster = new Postmaster(data.resolve("postgres"));
    try (var owner = EmbeddedDatabase.open(data);
        var attached = holder()) {
      attached.awaitOutput("open");
      for (int kill = 1; kill <= 2; kill++) {
        execute(owner, "CREATE TABLE kept" + kill + " AS SELECT 42 AS answer");
        ProcessHandle killed = postmaster.main().orElseThrow();
        killed.destroyForcibly();
        assertThat(queryPatiently(owner, "SELECT answer FROM kept" + kill)).isEqualTo("42");
        assertThat(postmaster.main()).isPresent().get().isNotEqualTo(killed);
      }
      assertThat(query(owner, "SHOW fsync")).isEqualTo("on");
      // Nobody but the owner may start it: the other ends and leaves it alone.
      attached.terminate();
      assertThat(attached.exitCode(PATIENCE)).isEqualTo(143);
      assertThat(query(owner, "SELECT 1")).isEqualTo("1");
    }
    assertThat(postmaster.processes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 300, 500})
  void a_server_that_was_killed_does_not_start_again_once_its_owner_stops(int millisecondsLater)
      throws Exception {
    var postmaster = new Postmaster(data.resolve("postgres"));
    EmbeddedDatabase database = EmbeddedDatabase.open(data);
    postmaster.main().orElseThrow().destroyForcibly();
    Thread.sleep(millisecondsLater);
    database.close();
    assertThat(postmaster.processes()).isEmpty();
    Thread.sleep(1000);
    assertThat(postmaster.processes()).isEmpty();
    try (var next = EmbeddedDatabase.open(data)) {
      assertThat(next.isOwner()).isTrue();
      assertThat(next.port()).isEqualTo(database.port());
    }
  }

  @Test
  void two_processes_that_start_at_once_share_one_server() throws Exception {
    try (var one = holder();
        var other = holder()) {
      one.awaitOutput("open");
      other.awaitOutput("open");
      assertThat(List.of(one.out().strip(), other.out().strip()))
          .satisfiesExactlyInAnyOrder(
              line -> assertThat(line).startsWith("owner=true"),
              line -> assertThat(line).startsWith("owner=false"));
      assertThat(one.out().replaceAll("owner=\\w+", ""))
          .isEqualTo(other.out().replaceAll("owner=\\w+", ""));
    }
  }

  @Test
  void a_first_start_that_was_cut_short_is_begun_again() throws Exception {
    Path unfinished = data.createDirectory("postgres");
    Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");
    Files.writeString(unfinished.resolve("postgresql.conf"), "");

    try (var database = EmbeddedDatabase.open(data)) {
      assertThat(query(database, "SELECT 1")).isEqualTo("1");
      assertThat(data.resolve("postgres-unfinished-1").resolve("PG_VERSION")).exists();
    }
  }

  // After a reboot the number in the file belongs to whoever came first.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_process_file_left_behind_does_not_hinder(boolean aliveForeigner) throws Exception {
    EmbeddedDatabase.open(data).close();
    long pid = aliveForeigner ? ProcessHandle.current().pid() : 4_000_000;
    Files.writeString(
        data.resolve("postgres").resolve("postmaster.pid"),
        pid + "\n" + data.resolve("postgres") + "\n");

    try (var database = EmbeddedDatabase.open(data)) {
      assertThat(query(database, "SELECT 1")).isEqualTo("1");
    }
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void a_lost_password_is_named_and_the_data_left_alone() throws Exception {
    EmbeddedDatabase.open(data).close();
    Path password = data.resolve("postgres-superuser-password");
    String kept = Files.readString(password);
    Files.delete(password);

    assertThatThrownBy(() -> EmbeddedDatabase.open(data))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(password.toString())
        .hasMessageContaining("restore it from a backup");

    Files.writeString(password, kept);
    EmbeddedDatabase.open(data).close();
  }

  private JavaProcess holder() {
    return JavaProcess.start(directory, Map.of(), DatabaseHolder.class, data.path().toString());
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name)));
  }

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    return query(database.url(), database.user(), database.password(), sql);
  }

  private String queryAsSuperuser(EmbeddedDatabase database, String sql)
      throws SQLException, IOException {
    String password = Files.readString(data.resolve("postgres-superuser-password")).strip();
    return query(database.url(), "postgres", password, sql);
  }

  private static String query(String url, String user, String password, String sql)
      throws SQLException {
    try (var connection = DriverManager.getConnection(url, user, password);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** As soon as it answers again. */
  private static String queryPatiently(EmbeddedDatabase database, String sql) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return query(database, sql);
      } catch (SQLException e) {
        if (attempt == 300) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String refusal(String url, String user, String password) {
    try {
      DriverManager.getConnection(url, user, password).close();
      return "accepted";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private static List<InetAddress> addressesOfThisMachine() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .distinct()
        .toList();
  }

  private static boolean accepts(InetAddress address, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
