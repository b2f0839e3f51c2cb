package io.griot.bench.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests, in whosever name. */
final class Client implements AutoCloseable {

  static final List<String> NOBODY = List.of();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);

  private final HttpClient http;
  private final Duration patience;

  /**
   * @param patience after which a request counts as unanswered
   */
  Client(Duration patience) {
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_PATIENCE)
            .build();
  }

  static List<String> basic(String phone, String password) {
    byte[] pair = (phone + ":" + password).getBytes(StandardCharsets.UTF_8);
    return List.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  Reply get(String address, List<String> headers) throws IOException {
    return send("GET", address, null, headers);
  }

  Reply post(String address, Object body, List<String> headers) throws IOException {
    return send("POST", address, JSON.writeValueAsString(body), headers);
  }

  Reply send(String method, String address, @Nullable String body, List<String> headers)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).timeout(patience);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.method(method, BodyPublishers.ofString(body));
      request.header("Content-Type", "application/json");
    }
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    try {
      return Reply.of(http.send(request.build(), BodyHandlers.ofString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
