package io.griot.server;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Somebody with credentials, who writes at one address and reads at another. */
record Caller(String writes, String reads, List<String> credentials) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  Caller bearer(String token) {
    return new Caller(writes, reads, List.of("Authorization", "Bearer " + token));
  }

  Caller basic(String phone, String password) {
    String pair = phone + ":" + password;
    return new Caller(
        writes,
        reads,
        List.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
  }

  Caller accessKey(String id, String secret) {
    return new Caller(writes, reads, List.of("X-Access-Id", id, "X-Access-Secret", secret));
  }

  Caller nobody() {
    return new Caller(writes, reads, List.of());
  }

  /** The same person, reading elsewhere. */
  Caller readingAt(String address) {
    return new Caller(writes, address, credentials);
  }

  Reply get(String path, String... headers) {
    return send("GET", reads + path, null, headers);
  }

  /** Reads what is at least as new as a write's answer. */
  Reply getAfter(Reply write, String path) {
    return get(path, "Ledger-Min-Position", write.header("Ledger-Position"));
  }

  /** Sends a body as JSON; a string goes as it is. */
  Reply post(String path, Object body, String... headers) {
    String text = body instanceof String raw ? raw : Reply.JSON.writeValueAsString(body);
    return send("POST", writes + path, text, headers);
  }

  /** A content type among the headers replaces JSON's. */
  Reply send(String method, String address, @Nullable String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60));
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.method(method, BodyPublishers.ofString(body));
      request.setHeader("Content-Type", "application/json");
    }
    add(request, credentials);
    add(request, List.of(headers));
    try {
      return Reply.of(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void add(HttpRequest.Builder request, List<String> headers) {
    for (int index = 0; index < headers.size(); index += 2) {
      if (headers.get(index).equals("Content-Type")) {
        request.setHeader(headers.get(index), headers.get(index + 1));
      } else {
        request.header(headers.get(index), headers.get(index + 1));
      }
    }
  }
}
