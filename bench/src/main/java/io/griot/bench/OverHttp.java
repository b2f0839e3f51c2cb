package io.griot.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A served ledger: each transfer is a POST with a bearer token and an idempotency key. */
final class OverHttp implements Contender {

  private static final String PASSWORD = "bench-password";
  private static final String ADMIN = "+251911999999";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();
  private static final int CREATED = 201;

  private final Process server;
  private final URI address;
  private final HttpClient http = HttpClient.newBuilder().build();
  private final List<Payer> payers = new ArrayList<>();
  private final List<String> wallets = new ArrayList<>(WALLETS);

  private record Payer(String token, String wallet) {}

  private OverHttp(Process server, URI address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Serves the packaged ledger on a database of the same PostgreSQL.
   *
   * @param clients how many people will send at once
   */
  static OverHttp on(DurablePostgres postgres, Path serverJar, Path workDirectory, int clients)
      throws Exception {
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            serverJar.toString(),
            "serve");
    builder
        .environment()
        .putAll(
            Map.of(
                "GRIOT_PORT",
                Integer.toString(port),
                "GRIOT_DATABASE_URL",
                databaseAddress(postgres),
                "GRIOT_DATABASE_USER",
                DurablePostgres.USER,
                "GRIOT_DATABASE_PASSWORD",
                "unused",
                "GRIOT_DATA_DIR",
                workDirectory.resolve("data").toString(),
                "GRIOT_ADMIN_PHONE",
                ADMIN,
                "GRIOT_ADMIN_PASSWORD",
                PASSWORD));
    builder.redirectErrorStream(true);
    builder.redirectOutput(workDirectory.resolve("server.log").toFile());
    OverHttp contender = new OverHttp(builder.start(), URI.create("http://127.0.0.1:" + port));
    try {
      contender.awaitReady();
      contender.prepare(clients);
    } catch (Exception e) {
      contender.close();
      throw e;
    }
    return contender;
  }

  @Override
  public String name() {
    return "griot over HTTP";
  }

  @Override
  public void even(int client, RandomGenerator random) throws Exception {
    transfer(payers.get(client % payers.size()), random);
  }

  @Override
  public void hot(int client, RandomGenerator random) throws Exception {
    transfer(payers.getFirst(), random);
  }

  @Override
  public void close() {
    http.close();
    server.destroy();
    try {
      if (!server.waitFor(30, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException _) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static String databaseAddress(DurablePostgres postgres) throws SQLException {
    return postgres.createDatabase("over_http");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (true) {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(address.resolve("/actuator/health/readiness")).build();
        if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        if (!server.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("The server did not become ready", e);
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void prepare(int clients) throws Exception {
    String admin = login(ADMIN);
    for (int from = 0; from < WALLETS; from += 1_000) {
      List<Map<String, Object>> chunk = new ArrayList<>();
      for (int number = from; number < from + 1_000; number++) {
        chunk.add(Map.of("external_reference", "bench-" + number, "currency", "ETB"));
      }
      JsonNode opened = post("/wallets/wallets/bulk/", admin, chunk);
      opened.path("results").forEach(result -> wallets.add(result.path("id").asString()));
    }
    JsonNode enterprise = post("/apis/enterprises/access-grants/", admin, Map.of("name", "Bench"));
    for (int client = 0; client < clients; client++) {
      String phone = "+2519110%05d".formatted(client);
      post(
          "/accounts/register/",
          null,
          Map.of("first_name", "Bench", "phone_number", phone, "password", PASSWORD));
      HttpResponse<String> funded =
          http.send(
              HttpRequest.newBuilder(address.resolve("/wallets/receive/external/"))
                  .header("Content-Type", "application/json")
                  .header("X-Access-Id", enterprise.path("access_id").asString())
                  .header("X-Access-Secret", enterprise.path("access_secret").asString())
                  .POST(
                      json(
                          Map.of(
                              "phone_number", phone, "amount", 1_000_000_000, "remarks", "bench")))
                  .build(),
              BodyHandlers.ofString());
      require(funded.statusCode() == CREATED, "funding", funded);
      String token = login(phone);
      HttpResponse<String> listed =
          http.send(
              HttpRequest.newBuilder(address.resolve("/wallets/wallets/"))
                  .header("Authorization", "Bearer " + token)
                  .header(
                      "Ledger-Min-Position",
                      funded.headers().firstValue("Ledger-Position").orElseThrow())
                  .build(),
              BodyHandlers.ofString());
      require(listed.statusCode() == 200, "wallets", listed);
      payers.add(new Payer(token, JSON.readTree(listed.body()).path(0).path("id").asString()));
    }
  }

  private String login(String phone) throws Exception {
    return post("/accounts/login/", null, Map.of("phone_number", phone, "password", PASSWORD))
        .path("access")
        .asString();
  }

  private JsonNode post(String path, @Nullable String token, Object body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .POST(json(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    require(response.statusCode() < 300, path, response);
    return JSON.readTree(response.body());
  }

  private void transfer(Payer payer, RandomGenerator random) throws Exception {
    String body =
        """
        {"from_wallet":"%s","to_wallet":"%s","amount":10,"remarks":"bench"}"""
            .formatted(payer.wallet(), wallets.get(random.nextInt(WALLETS)));
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/wallets/send/p2p/"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + payer.token())
            .header("Idempotency-Key", IDS.generate().toString())
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    require(response.statusCode() == CREATED, "transfer", response);
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    return BodyPublishers.ofString(JSON.writeValueAsString(body));
  }

  private static void require(boolean expected, String step, HttpResponse<String> response) {
    if (!expected) {
      throw new IllegalStateException(
          "%s answered %d: %s".formatted(step, response.statusCode(), response.body()));
    }
  }
}
