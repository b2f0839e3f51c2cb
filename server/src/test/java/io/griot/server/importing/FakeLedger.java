package io.griot.server.importing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A ledger over HTTP that keeps balances in maps, and misbehaves when told to. */
final class FakeLedger implements AutoCloseable {

  static final String PHONE = "+251911000000";
  static final String PASSWORD = "open-sesame";

  final Map<String, BigDecimal> balances = new LinkedHashMap<>();
  final List<List<String>> bulks = new ArrayList<>();
  final List<String> bulkKeys = new ArrayList<>();
  final List<JsonNode> transfers = new ArrayList<>();
  int logins;
  boolean knowsTrialBalance = true;
  @Nullable String minPosition;

  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<String, Map<String, Object>> resultsByReference = new HashMap<>();
  private final Map<String, String> idsByName = new HashMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final HttpServer server;
  private String token = "";
  private long position;

  /** How the next bulk of transfers is answered instead. */
  record Fault(int status, @Nullable String retryAfterSeconds, boolean doneAllTheSame) {}

  FakeLedger() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  synchronized void answerNext(Fault fault) {
    faults.add(fault);
  }

  synchronized void forgetToken() {
    token = "forgotten";
  }

  synchronized Map<String, BigDecimal> wallets() {
    Map<String, BigDecimal> wallets = new HashMap<>();
    idsByName.forEach((name, id) -> wallets.put(name, balance(id)));
    return wallets;
  }

  synchronized BigDecimal balance(String account) {
    return balances.getOrDefault(account, BigDecimal.ZERO);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
    switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "POST /accounts/login/" -> login(exchange, body);
      case "POST /wallets/wallets/bulk/" -> openWallets(exchange, body);
      case "POST /wallets/send/bulk/" -> send(exchange, body);
      case "GET /audit/trial-balance/" -> trialBalance(exchange);
      default -> answer(exchange, 404, Map.of("code", "NOT_FOUND"));
    }
  }

  private void login(HttpExchange exchange, JsonNode body) throws IOException {
    if (!body.path("phone_number").asString().equals(PHONE)
        || !body.path("password").asString().equals(PASSWORD)) {
      answer(exchange, 401, Map.of("code", "INVALID_CREDENTIALS", "detail", "Wrong."));
      return;
    }
    logins++;
    token = UUID.randomUUID().toString();
    answer(exchange, 200, Map.of("access", token, "refresh", "r"));
  }

  private void openWallets(HttpExchange exchange, JsonNode body) throws IOException {
    if (isStranger(exchange)) {
      return;
    }
    List<Map<String, Object>> results = new ArrayList<>();
    for (JsonNode wallet : body) {
      String name = wallet.path("external_reference").asString();
      boolean existing = idsByName.containsKey(name);
      String id = idsByName.computeIfAbsent(name, _ -> UUID.randomUUID().toString());
      if (!existing && wallet.has("opening")) {
        move(wallet.path("from").asString() + ":ETB", id, wallet.path("opening").asString());
      }
      results.add(
          Map.of("external_reference", name, "id", id, "status", existing ? "existing" : "opened"));
    }
    exchange.getResponseHeaders().set("Ledger-Position", Long.toString(++position));
    answer(exchange, 200, Map.of("results", results));
  }

  private void send(HttpExchange exchange, JsonNode body) throws IOException {
    if (isStranger(exchange)) {
      return;
    }
    Fault fault = faults.poll();
    if (fault != null && !fault.doneAllTheSame) {
      refuse(exchange, fault);
      return;
    }
    bulkKeys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    bulks.add(
        body.path("transfers")
            .valueStream()
            .map(transfer -> transfer.path("reference").asString())
            .toList());
    List<Map<String, Object>> results = new ArrayList<>();
    for (JsonNode transfer : body.path("transfers")) {
      results.add(send(transfer));
    }
    if (fault != null) {
      refuse(exchange, fault);
      return;
    }
    exchange.getResponseHeaders().set("Ledger-Position", Long.toString(++position));
    answer(exchange, 200, Map.of("accepted", 0, "rejected", 0, "results", results));
  }

  private Map<String, Object> send(JsonNode transfer) {
    String reference = transfer.path("reference").asString();
    Map<String, Object> known = resultsByReference.get(reference);
    if (known != null) {
      Map<String, Object> again = new HashMap<>(known);
      again.put("hit", true);
      return again;
    }
    transfers.add(transfer);
    String from = transfer.path("from_wallet").asString();
    BigDecimal amount = new BigDecimal(transfer.path("amount").asString());
    Map<String, Object> result = new HashMap<>();
    result.put("reference", reference);
    if (amount.signum() <= 0) {
      result.putAll(Map.of("status", "rejected", "code", "AMOUNT_NOT_POSITIVE"));
      return result;
    }
    if (!from.startsWith("settlement:") && balance(from).compareTo(amount) < 0) {
      result.putAll(Map.of("status", "rejected", "code", "INSUFFICIENT_AVAILABLE_FUNDS"));
    } else {
      move(from, transfer.path("to_wallet").asString(), transfer.path("amount").asString());
      result.putAll(Map.of("status", "completed", "id", UUID.randomUUID().toString()));
    }
    resultsByReference.put(reference, result);
    return result;
  }

  private void move(String from, String to, String amount) {
    balances.merge(from, new BigDecimal(amount).negate(), BigDecimal::add);
    balances.merge(to, new BigDecimal(amount), BigDecimal::add);
  }

  private void trialBalance(HttpExchange exchange) throws IOException {
    if (isStranger(exchange)) {
      return;
    }
    minPosition = exchange.getRequestHeaders().getFirst("Ledger-Min-Position");
    if (!knowsTrialBalance) {
      answer(exchange, 404, Map.of("code", "NOT_FOUND", "detail", "No such page."));
      return;
    }
    BigDecimal debits = BigDecimal.ZERO;
    BigDecimal credits = BigDecimal.ZERO;
    for (BigDecimal balance : balances.values()) {
      debits = debits.add(balance.signum() < 0 ? balance.negate() : BigDecimal.ZERO);
      credits = credits.add(balance.signum() > 0 ? balance : BigDecimal.ZERO);
    }
    answer(
        exchange,
        200,
        Map.of(
            "currencies",
            List.of(
                Map.of(
                    "currency",
                    "ETB",
                    "debits",
                    debits,
                    "credits",
                    credits,
                    "sum",
                    credits.subtract(debits)))));
  }

  private boolean isStranger(HttpExchange exchange) throws IOException {
    boolean stranger =
        !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    if (stranger) {
      answer(exchange, 401, Map.of("code", "INVALID_CREDENTIALS"));
    }
    return stranger;
  }

  private void refuse(HttpExchange exchange, Fault fault) throws IOException {
    if (fault.retryAfterSeconds != null) {
      exchange.getResponseHeaders().set("Retry-After", fault.retryAfterSeconds);
    }
    answer(exchange, fault.status, Map.of("code", "SCRIPTED", "detail", "As the test says."));
  }

  private void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
