package io.griot.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Takes the messages of a running ledger, as a carrier of short messages would. */
final class MessageHook implements AutoCloseable {

  static final String SECRET = "hook-canary-secret";

  private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

  private final HttpServer server;
  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> read = new HashMap<>();

  MessageHook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean known =
              ("Bearer " + SECRET).equals(exchange.getRequestHeaders().getFirst("Authorization"));
          if (known) {
            messages.add(Reply.JSON.readTree(exchange.getRequestBody().readAllBytes()));
          }
          exchange.sendResponseHeaders(known ? 204 : 401, -1);
          exchange.close();
        });
    server.start();
  }

  /** The settings of a ledger that sends here. */
  Map<String, String> settings() {
    return Map.of(
        "GRIOT_NOTIFIER_PHONE",
        "http",
        "GRIOT_NOTIFIER_EMAIL",
        "http",
        "GRIOT_NOTIFIER_HOOK_URL",
        "http://localhost:" + server.getAddress().getPort() + "/send",
        "GRIOT_NOTIFIER_HOOK_SECRET",
        SECRET);
  }

  /** The code in the next message to this address, once it is there. */
  String nextCode(String address) throws InterruptedException {
    int seen = read.getOrDefault(address, 0);
    long deadlineNanos = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < deadlineNanos) {
      List<JsonNode> to = to(address);
      if (to.size() > seen) {
        read.put(address, seen + 1);
        return code(to.get(seen));
      }
      Thread.sleep(20);
    }
    throw new AssertionError("Nothing was sent to " + address);
  }

  List<JsonNode> to(String address) {
    return messages.stream()
        .filter(message -> message.required("to").asString().equals(address))
        .toList();
  }

  /** Every code that was sent so far. */
  List<String> codes() {
    return messages.stream().map(MessageHook::code).toList();
  }

  private static String code(JsonNode message) {
    Matcher code = CODE.matcher(message.required("text").asString());
    if (!code.find()) {
      throw new AssertionError("No code in " + message);
    }
    return code.group();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
