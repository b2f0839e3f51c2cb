package io.griot.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.endpoint.SlowAnswer;
import io.griot.server.postgres.EmbeddedDatabase;
import io.griot.server.settings.DataDirectory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingTest {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Pattern ADDRESS = Pattern.compile("address +(http://localhost:\\d+)");
  private static final Pattern PASSWORD = Pattern.compile("password (\\w{24})");

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void comes_up_on_nothing_stops_when_told_and_survives_being_killed() throws Exception {
    String password;
    try (var first = serve(Map.of())) {
      first.awaitOutput("docs");
      assertThat(get(first, "/actuator/health/readiness").body()).contains("\"UP\"");
      assertThat(get(first, "/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(get(first, "/actuator/prometheus").body().lines())
          .satisfies(
              lines ->
                  assertThat(DeployingTest.platformMetrics())
                      .allSatisfy(
                          metric -> assertThat(lines).anyMatch(line -> line.startsWith(metric))));
      assertThat(get(first, "/actuator/env").statusCode()).isNotEqualTo(200);
      assertThat(first.out())
          .contains("roles     all", "embedded PostgreSQL", "admin     +251911000000, password ");
      password = find(PASSWORD, first.out());

      first.terminate();
      assertThat(first.exitCode(STOP_LIMIT)).isEqualTo(143);
      assertThat(first.err()).isEmpty();
    }
    try (var second = serve(Map.of())) {
      second.awaitOutput("docs");
      assertThat(get(second, "/actuator/health/readiness").statusCode()).isEqualTo(200);
      assertThat(find(PASSWORD, second.out())).isEqualTo(password);
      second.kill();
    }
    try (var third = serve(Map.of())) {
      third.awaitOutput("docs");
      assertThat(get(third, "/actuator/health/readiness").statusCode()).isEqualTo(200);
      assertThat(third.err()).isEmpty();
      third.terminate();
      assertThat(third.exitCode(STOP_LIMIT)).isEqualTo(143);
    }
  }

  @Test
  void a_request_in_flight_is_answered_and_no_new_one_taken() throws Exception {
    try (var process = serve(Map.of("SPRING_MAIN_SOURCES", SlowAnswer.class.getName()))) {
      process.awaitOutput("docs");
      var inFlight = client.sendAsync(request(process, "/slow-answer"), BodyHandlers.ofString());
      Thread.sleep(1000);

      process.terminate();
      Thread.sleep(1000);

      assertThat(inFlight).isNotDone();
      var fresh = HttpClient.newHttpClient();
      assertThatThrownBy(
              () -> fresh.send(request(process, "/slow-answer"), BodyHandlers.ofString()))
          .isInstanceOf(ConnectException.class);
      assertThat(inFlight.get().body()).isEqualTo("finished");
      assertThat(process.exitCode(STOP_LIMIT)).isEqualTo(143);
    }
  }

  @Test
  void a_second_process_with_other_roles_shares_the_data() throws Exception {
    try (var writer = serve(Map.of("GRIOT_ROLES", "command"))) {
      writer.awaitOutput("docs");
      try (var reader = serve(Map.of("GRIOT_ROLES", "query,projections"))) {
        reader.awaitOutput("docs");
        assertThat(reader.out()).contains("roles     query,projections", "run by another process");
        assertThat(get(reader, "/actuator/health/readiness").statusCode()).isEqualTo(200);
        reader.terminate();
        assertThat(reader.exitCode(STOP_LIMIT)).isEqualTo(143);
      }
      assertThat(get(writer, "/actuator/health/readiness").statusCode()).isEqualTo(200);
      writer.terminate();
      assertThat(writer.exitCode(STOP_LIMIT)).isEqualTo(143);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GRIOT_PORT, lots, griot: GRIOT_PORT is \"lots\": give a whole number.",
    "GRIOT_ADMIN_PASSWORD, short, griot: GRIOT_ADMIN_PASSWORD is too short: give at least 8"
        + " characters.",
    "GRIOT_DATABASE_URL, jdbc:postgresql://127.0.0.1:1/griot, griot: GRIOT_DATABASE_URL names"
        + " jdbc:postgresql://127.0.0.1:1/griot"
  })
  void a_setting_that_does_not_do_ends_the_start_in_one_line(String name, String value, String line)
      throws Exception {
    try (var process = serve(Map.of(name, value))) {
      assertThat(process.exitCode(STOP_LIMIT)).isEqualTo(2);
      assertThat(process.err()).startsWith(line).hasLineCount(1);
      assertThat(process.out()).isEmpty();
    }
  }

  @Test
  void a_port_that_is_taken_is_named() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("0.0.0.0"));
        var process = serve(Map.of("GRIOT_PORT", Integer.toString(taken.getLocalPort())))) {
      assertThat(process.exitCode(Duration.ofMinutes(1))).isEqualTo(2);
      assertThat(process.err())
          .startsWith("griot: GRIOT_PORT is " + taken.getLocalPort() + ", which another program")
          .hasLineCount(1);
    }
  }

  // A test that failed half-way must not leave its PostgreSQL running.
  @AfterEach
  void stop_what_is_left() {
    var data = DataDirectory.of(directory.resolve("data").toString());
    if (Files.exists(data.resolve("postgres"))) {
      EmbeddedDatabase.open(data).close();
    }
  }

  private JavaProcess serve(Map<String, String> variables) {
    var given = new HashMap<>(variables);
    given.putIfAbsent("GRIOT_PORT", "0");
    given.put("GRIOT_DATA_DIR", directory.resolve("data").toString());
    return JavaProcess.start(directory, given, Griot.class, "serve");
  }

  private HttpResponse<String> get(JavaProcess process, String path)
      throws IOException, InterruptedException {
    return client.send(request(process, path), BodyHandlers.ofString());
  }

  private static HttpRequest request(JavaProcess process, String path) {
    return HttpRequest.newBuilder(URI.create(find(ADDRESS, process.out()) + path)).build();
  }

  private static String find(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    assertThat(found.find()).as("%s in %s", pattern, text).isTrue();
    return found.group(1);
  }
}
