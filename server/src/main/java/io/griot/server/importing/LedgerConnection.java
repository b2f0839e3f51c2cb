package io.griot.server.importing;

import io.griot.server.settings.AdminSignIn;
import io.griot.server.settings.StartRefused;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to a running ledger as its administrator: signs in again when the ledger asks for it, and
 * sends again what the ledger could not take. Only what is harmless twice may be sent through here.
 */
final class LedgerConnection implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
  private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final String POSITION = "Ledger-Position";
  private static final String MIN_POSITION = "Ledger-Min-Position";

  private final URI commands;
  private final URI queries;
  private final AdminSignIn credentials;
  private final Pause pause;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_PATIENCE)
          .build();
  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private final ReentrantLock signingIn = new ReentrantLock();
  private final AtomicLong position = new AtomicLong();
  private volatile @Nullable String token;

  LedgerConnection(URI commands, URI queries, AdminSignIn credentials, Pause pause) {
    this.commands = commands;
    this.queries = queries;
    this.credentials = credentials;
    this.pause = pause;
  }

  /**
   * Signs in for the first time.
   *
   * @throws StartRefused if there is no ledger, or it refuses
   */
  void open() throws InterruptedException {
    HttpResponse<byte[]> response;
    try {
      response = http.send(login(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new StartRefused(
          "No ledger answers at "
              + commands
              + " ("
              + reason(e)
              + "): start one with `./griot serve`, or name it with --url.",
          e);
    }
    Reply reply = reply(response);
    token =
        switch (response.statusCode()) {
          case 200 -> accessToken(reply);
          case 400, 401, 403, 429 ->
              throw new StartRefused(
                  "The ledger at "
                      + commands
                      + " refuses the administrator "
                      + credentials.phone()
                      + " ("
                      + reply.problem()
                      + "): look at GRIOT_ADMIN_PHONE and GRIOT_ADMIN_PASSWORD.");
          default ->
              throw new StartRefused(
                  commands
                      + " does not sign anybody in ("
                      + reply.problem()
                      + "): name a ledger's command endpoint with --url.");
        };
  }

  Reply post(String path, Map<String, String> headers, Object body) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(commands, path))
            .timeout(ANSWER_PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
    headers.forEach(request::header);
    return exchange(request);
  }

  /** Reads what includes everything that was posted. */
  Reply get(String path) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(queries, path)).timeout(ANSWER_PATIENCE).GET();
    if (position.get() > 0) {
      request.header(MIN_POSITION, Long.toString(position.get()));
    }
    return exchange(request);
  }

  private Reply exchange(HttpRequest.Builder request) throws InterruptedException {
    Duration waited = Duration.ZERO;
    boolean renewed = false;
    for (int attempt = 1; ; attempt++) {
      String used = Objects.requireNonNull(token);
      String fault;
      @Nullable Duration asked = null;
      @Nullable IOException cause = null;
      try {
        var response =
            http.send(
                request.setHeader("Authorization", "Bearer " + used).build(),
                BodyHandlers.ofByteArray());
        int status = response.statusCode();
        if (status == 401 && !renewed) {
          renewed = true;
          renew(used);
          continue;
        }
        Reply reply = reply(response);
        if (status < 500 && status != 429) {
          notePosition(response);
          return reply;
        }
        fault = "the ledger answers " + reply.problem();
        asked = retryAfter(response);
      } catch (IOException e) {
        fault = request.build().uri() + " does not answer (" + reason(e) + ")";
        cause = e;
      }
      Duration next = asked == null ? doubling(attempt) : asked;
      waited = waited.plus(next);
      if (waited.compareTo(PATIENCE) > 0) {
        throw cause == null ? new ImportBroken(fault) : new ImportBroken(fault, cause);
      }
      pause.hold(next);
    }
  }

  // Two threads whose token ran out at once need one new token between them.
  private void renew(String usedUp) throws IOException, InterruptedException {
    signingIn.lock();
    try {
      if (!usedUp.equals(token)) {
        return;
      }
      var response = http.send(login(), BodyHandlers.ofByteArray());
      Reply reply = reply(response);
      if (response.statusCode() >= 500) {
        throw new IOException("signing in again: " + reply.problem());
      }
      if (response.statusCode() != 200) {
        throw new ImportBroken("the ledger no longer signs us in (" + reply.problem() + ")");
      }
      token = accessToken(reply);
    } finally {
      signingIn.unlock();
    }
  }

  private HttpRequest login() {
    byte[] body =
        json.writeValueAsBytes(
            Map.of("phone_number", credentials.phone(), "password", credentials.password()));
    return HttpRequest.newBuilder(at(commands, "/accounts/login/"))
        .timeout(ANSWER_PATIENCE)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private String accessToken(Reply reply) {
    String access = reply.body().path("access").asString("");
    if (access.isEmpty()) {
      throw new StartRefused(
          commands
              + " answers a login without a token: name a ledger's command endpoint with --url.");
    }
    return access;
  }

  private Reply reply(HttpResponse<byte[]> response) {
    JsonNode body;
    try {
      body = json.readTree(response.body());
    } catch (JacksonException e) {
      // A proxy in between, or no ledger at all.
      body = json.createObjectNode();
    }
    return new Reply(response.statusCode(), body);
  }

  private void notePosition(HttpResponse<?> response) {
    response
        .headers()
        .firstValue(POSITION)
        .filter(text -> text.matches("\\d{1,18}"))
        .ifPresent(text -> position.accumulateAndGet(Long.parseLong(text), Math::max));
  }

  private static @Nullable Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,4}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(null);
  }

  private static Duration doubling(int attempt) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static String reason(IOException e) {
    return switch (e) {
      case HttpConnectTimeoutException _ -> "the connection timed out";
      case ConnectException _ -> "nothing listens there";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static URI at(URI address, String path) {
    String text = address.toString();
    return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
