package io.griot.server.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The two endpoints that take in many at once; both answer in the order asked. */
final class BulkEndpoints {

  /** What the endpoints take at a time. */
  static final int LARGEST = 5_000;

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
     * A rule said no, or a field of it will not do.
     *
     * @param known it had said so before
     */
    record Rejected(String code, boolean known) implements Outcome {}
  }

  /** Opens wallets; one that exists is left as it is. */
  List<Outcome> openWallets(List<BulkOpening> openings) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>(openings.size());
    for (int from = 0; from < openings.size(); from += LARGEST) {
      List<BulkOpening> some = openings.subList(from, Math.min(from + LARGEST, openings.size()));
      outcomes.addAll(outcomes(ledger.post("/wallets/wallets/bulk/", Map.of(), some), some.size()));
    }
    return outcomes;
  }

  /**
   * Sends transfers, one or more.
   *
   * @param chunk tells this bulk from the others of this run
   */
  List<Outcome> send(List<BulkTransfer> transfers, long chunk) throws InterruptedException {
    return outcomes(
        ledger.post(
            "/wallets/send/bulk/",
            Map.of("Idempotency-Key", run + "/" + chunk),
            Map.of("atomic", false, "transfers", transfers)),
        transfers.size());
  }

  private static List<Outcome> outcomes(Reply reply, int items) {
    if (reply.status() != 200) {
      throw new ImportBroken("the ledger refuses (" + reply.problem() + ")");
    }
    JsonNode results = reply.body().path("results");
    if (results.size() != items) {
      throw new ImportBroken(
          "the ledger answered " + results.size() + " results to " + items + " items");
    }
    List<Outcome> outcomes = new ArrayList<>(items);
    results.forEach(result -> outcomes.add(outcome(result)));
    return outcomes;
  }

  private static Outcome outcome(JsonNode result) {
    boolean hit = result.path("hit").asBoolean(false);
    String status = result.path("status").asString("");
    return status.equals(REJECTED)
        ? new Outcome.Rejected(result.path("code").asString("REJECTED"), hit)
        : new Outcome.Accepted(result.path("id").asString(""), hit || status.equals("existing"));
  }
}
