package io.griot.bench;

import io.griot.bench.HttpConnection.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A served ledger: each transfer is a POST with a bearer token and an idempotency key. */
final class OverHttp implements Contender {

  static final String NAME = "griot over HTTP";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CREATED = 201;
  private static final int UNAVAILABLE = 503;
  private static final int ATTEMPTS = 20;
  private static final int OPENED_AT_ONCE = 1_000;
  // Hashing passwords is what takes the time.
  private static final int REGISTERED_AT_ONCE = 4;

  private final ServedLedger server;
  private final URI address;
  private final List<Payer> payers = new ArrayList<>();
  private final List<String> wallets = new ArrayList<>();
  private final BlockingDeque<HttpConnection> connections = new LinkedBlockingDeque<>();

  private record Payer(String token, String wallet) {}

  private OverHttp(ServedLedger server) {
    this.server = server;
    this.address = server.address();
  }

  /**
   * Serves the packaged ledger on a database.
   *
   * @param people how many will send, each over a connection
   */
  static OverHttp on(Database database, Path serverJar, int wallets, int people) throws Exception {
    OverHttp contender = new OverHttp(ServedLedger.start(serverJar, database));
    try {
      contender.prepare(wallets, people);
    } catch (Exception e) {
      contender.close();
      throw e;
    }
    return contender;
  }

  @Override
  public String name() {
    return NAME;
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
    try {
      for (HttpConnection connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      server.close();
    }
  }

  private void transfer(Payer payer, RandomGenerator random) throws Exception {
    String body =
        "{\"from_wallet\":\""
            + payer.wallet()
            + "\",\"to_wallet\":\""
            + wallets.get(random.nextInt(wallets.size()))
            + "\",\"amount\":10,\"remarks\":\"bench\"}";
    String request =
        "POST /wallets/send/p2p/ HTTP/1.1\r\nHost: "
            + address.getAuthority()
            + "\r\nContent-Type: application/json\r\nAuthorization: Bearer "
            + payer.token()
            + "\r\nIdempotency-Key: "
            + Requests.id()
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    HttpConnection connection = connections.takeFirst();
    try {
      Response response = connection.send(request);
      require(response.status() == CREATED, "transfer", response.status(), response.body());
    } finally {
      connections.addFirst(connection);
    }
  }

  private void prepare(int number, int people) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient();
        ExecutorService executor =
            Executors.newFixedThreadPool(REGISTERED_AT_ONCE, Thread.ofVirtual().factory())) {
      String admin = login(http, ServedLedger.ADMIN, ServedLedger.PASSWORD);
      for (int from = 0; from < number; from += OPENED_AT_ONCE) {
        List<Map<String, Object>> chunk = new ArrayList<>();
        for (int wallet = from; wallet < Math.min(from + OPENED_AT_ONCE, number); wallet++) {
          chunk.add(Map.of("external_reference", "bench-" + wallet, "currency", "ETB"));
        }
        JsonNode opened = post(http, "/wallets/wallets/bulk/", admin, chunk);
        opened.path("results").forEach(result -> wallets.add(result.path("id").asString()));
      }
      JsonNode enterprise =
          post(http, "/apis/enterprises/access-grants/", admin, Map.of("name", "Bench"));
      List<Future<Payer>> registered = new ArrayList<>();
      for (int person = 0; person < people; person++) {
        String phone = "+2519110%05d".formatted(person);
        registered.add(executor.submit(() -> payer(http, enterprise, phone)));
      }
      for (Future<Payer> payer : registered) {
        payers.add(payer.get());
        connections.add(new HttpConnection(address.getHost(), address.getPort()));
      }
    }
  }

  /** A registered person with a full wallet. */
  private Payer payer(HttpClient http, JsonNode enterprise, String phone) throws Exception {
    post(
        http,
        "/accounts/register/",
        null,
        Map.of("first_name", "Bench", "phone_number", phone, "password", ServedLedger.PASSWORD));
    HttpResponse<String> funded =
        send(
            http,
            HttpRequest.newBuilder(address.resolve("/wallets/receive/external/"))
                .header("Content-Type", "application/json")
                .header("X-Access-Id", enterprise.path("access_id").asString())
                .header("X-Access-Secret", enterprise.path("access_secret").asString())
                .header("Idempotency-Key", Requests.id().toString())
                .POST(
                    json(
                        Map.of(
                            "phone_number", phone, "amount", 1_000_000_000, "remarks", "bench"))));
    require(funded.statusCode() == CREATED, "funding", funded.statusCode(), funded.body());
    String token = login(http, phone, ServedLedger.PASSWORD);
    HttpResponse<String> listed =
        send(
            http,
            HttpRequest.newBuilder(address.resolve("/wallets/wallets/"))
                .header("Authorization", "Bearer " + token)
                .header(
                    "Ledger-Min-Position",
                    funded.headers().firstValue("Ledger-Position").orElseThrow()));
    require(listed.statusCode() == 200, "wallets", listed.statusCode(), listed.body());
    return new Payer(token, JSON.readTree(listed.body()).path(0).path("id").asString());
  }

  private String login(HttpClient http, String phone, String password) throws Exception {
    return post(http, "/accounts/login/", null, Map.of("phone_number", phone, "password", password))
        .path("access")
        .asString();
  }

  private JsonNode post(HttpClient http, String path, @Nullable String token, Object body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .POST(json(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> response = send(http, request);
    require(response.statusCode() < 300, path, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }

  /** Sends it again while the server has no time for it. */
  private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() != UNAVAILABLE || attempt == ATTEMPTS) {
        return response;
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    return BodyPublishers.ofString(JSON.writeValueAsString(body));
  }

  private static void require(boolean expected, String step, int status, String body) {
    if (!expected) {
      throw new IllegalStateException("%s answered %d: %s".formatted(step, status, body));
    }
  }
}
