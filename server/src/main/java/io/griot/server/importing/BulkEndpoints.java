package io.griot.server.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The two endpoints that take in many at once; both answer in the order asked. */
final class BulkEndpoints {

  /** What the endpoints take at a time. */
  static final int LARGEST = 5_000;

  private static final Pattern FAULTY = Pattern.compile("(?:transfers)?\\[(\\d{1,5})].*");
  private static final String REJECTED = "rejected";

  private final LedgerConnection ledger;
  // A bulk that is sent again after a lost answer must say of each item what it said first.
  private final String run;

  BulkEndpoints(LedgerConnection ledger, String run) {
    this.ledger = ledger;
    this.run = run;
  }

  /** What became of one item. */
  sealed interface Outcome {

    /**
     * It is in the ledger.
     *
     * @param id of the wallet or journal entry
     * @param known it was there before
     */
    record Accepted(String id, boolean known) implements Outcome {}

    /**
     * A rule said no, or the request was malformed.
     *
     * @param known it had said so before
     */
    record Rejected(String code, boolean known) implements Outcome {}
  }

  List<Outcome> openWallets(List<BulkOpening> openings) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>(openings.size());
    for (int from = 0; from < openings.size(); from += LARGEST) {
      outcomes.addAll(
          inOrder(
              openings.subList(from, Math.min(from + LARGEST, openings.size())),
              wanted -> attempt -> ledger.post("/wallets/wallets/bulk/", Map.of(), wanted)));
    }
    return outcomes;
  }

  /**
   * Sends transfers.
   *
   * @param chunk tells this bulk from the others of this run
   */
  List<Outcome> send(List<BulkTransfer> transfers, long chunk) throws InterruptedException {
    return inOrder(
        transfers,
        wanted ->
            attempt ->
                ledger.post(
                    "/wallets/send/bulk/",
                    Map.of("Idempotency-Key", run + "/" + chunk + "/" + attempt),
                    Map.of("atomic", false, "transfers", wanted)));
  }

  private interface Sending {
    Reply attempt(int number) throws InterruptedException;
  }

  // The endpoints refuse a whole request for one malformed item: without it the rest goes through.
  private static <T> List<Outcome> inOrder(List<T> items, Function<List<T>, Sending> sending)
      throws InterruptedException {
    Map<Integer, Outcome> outcomes = new TreeMap<>();
    List<Integer> left = new ArrayList<>();
    for (int index = 0; index < items.size(); index++) {
      left.add(index);
    }
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      Reply reply = sending.apply(left.stream().map(items::get).toList()).attempt(attempt);
      if (reply.status() == 200 || reply.status() == 201) {
        JsonNode results = results(reply, left.size());
        for (int index = 0; index < left.size(); index++) {
          outcomes.put(left.get(index), outcome(results.get(index)));
        }
        left.clear();
      } else {
        List<Integer> faulty = faulty(reply, left.size());
        String code = reply.body().path("code").asString("INVALID_FIELD");
        for (int index : faulty) {
          outcomes.put(left.get(index), new Outcome.Rejected(code, false));
        }
        left.removeIf(outcomes::containsKey);
      }
    }
    return List.copyOf(outcomes.values());
  }

  private static JsonNode results(Reply reply, int wanted) {
    JsonNode results = reply.body().isArray() ? reply.body() : reply.body().path("results");
    if (results.size() != wanted) {
      throw new ImportBroken(
          "the ledger answered " + results.size() + " results to " + wanted + " items");
    }
    return results;
  }

  private static Outcome outcome(JsonNode result) {
    boolean hit = result.path("hit").asBoolean(false);
    String status = result.path("status").asString("");
    return status.equals(REJECTED)
        ? new Outcome.Rejected(result.path("code").asString("REJECTED"), hit)
        : new Outcome.Accepted(result.path("id").asString(""), hit || status.equals("existing"));
  }

  private static List<Integer> faulty(Reply reply, int items) {
    if (reply.status() != 400) {
      throw new ImportBroken("the ledger refuses (" + reply.problem() + ")");
    }
    List<Integer> faulty = new ArrayList<>();
    for (JsonNode error : reply.body().path("errors")) {
      Matcher field = FAULTY.matcher(error.path("field").asString(""));
      @Nullable Integer index = field.matches() ? Integer.valueOf(field.group(1)) : null;
      if (index == null || index >= items) {
        throw new ImportBroken("the ledger refuses (" + reply.problem() + ")");
      }
      if (!faulty.contains(index)) {
        faulty.add(index);
      }
    }
    if (faulty.isEmpty()) {
      throw new ImportBroken("the ledger refuses (" + reply.problem() + ")");
    }
    return faulty;
  }
}
