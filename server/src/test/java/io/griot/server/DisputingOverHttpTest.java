package io.griot.server;

import static io.griot.server.People.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Transactions disputed, looked at and given back, on a running server. */
class DisputingOverHttpTest {

  private static final String DISPUTES = "/platform-admin/dispute-records/";

  @TempDir private static Path directory;
  private static RunningLedger ledger;
  private static People people;
  private static Caller auditor;

  @BeforeAll
  static void start_a_ledger() throws InterruptedException {
    ledger = RunningLedger.start(directory, TestDatabase.create(), "all");
    people = ledger.people();
    Person watcher = people.register();
    people
        .admin()
        .post(
            "/platform-admin/staff/",
            Map.of("phone_number", watcher.phone(), "roles", List.of("auditor")))
        .with(200);
    auditor = watcher.caller();
  }

  @AfterAll
  static void stop_the_ledger() {
    if (ledger != null) {
      ledger.close();
    }
  }

  @Test
  void a_dispute_goes_from_its_opening_to_the_refund() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    String sent = send(almaz, shop, "40");
    Reply opened =
        almaz
            .caller()
            .post(
                DISPUTES,
                fields(
                    "transaction",
                    sent,
                    "phone_number",
                    "0" + almaz.phone().substring("+251".length()),
                    "amount",
                    25,
                    "notes",
                    "never delivered",
                    "status",
                    "needs_response"))
            .with(201);
    assertDispute(opened.json(), almaz, sent, "needs_response", "25", "25");
    assertThat(opened.text("notes")).isEqualTo("never delivered");
    assertThat(opened.json().required("refund").isNull()).isTrue();
    assertWallet(shop, opened, "40", "25", "15");
    assertThat(
            shop.caller()
                .post("/wallets/send/p2p/", People.p2p(shop, almaz, "15.01"))
                .with(422)
                .text("code"))
        .isEqualTo("INSUFFICIENT_AVAILABLE_FUNDS");

    String id = opened.text("id");
    assertDispute(
        act(id, "move-to-review", fields("status", "in_review")).with(200).json(),
        almaz,
        sent,
        "in_review",
        "25",
        "25");
    assertDispute(
        act(id, "mark-as-reviewed", fields("status", "reviewed", "notes", "no receipt"))
            .with(200)
            .json(),
        almaz,
        sent,
        "reviewed",
        "25",
        "25");
    Reply refunded =
        act(id, "process-refund", fields("status", "resolved", "notes", "paid back")).with(200);
    assertDispute(refunded.json(), almaz, sent, "resolved", "25", "0");
    String refund = refunded.text("refund");
    assertWallet(almaz, refunded, "85", "0", "85");
    assertWallet(shop, refunded, "15", "0", "15");

    JsonNode stats =
        almaz.caller().getAfter(refunded, "/wallets/stats/transactions/" + sent + "/").json();
    assertThat(stats.required("refunds"))
        .extracting(each -> each.required("id").asString())
        .containsExactly(refund);
    assertThat(
            almaz
                .caller()
                .get("/wallets/stats/transactions/" + refund + "/")
                .with(200)
                .text("corrects"))
        .isEqualTo(sent);
    for (Caller reader : List.of(almaz.caller(), people.admin(), auditor)) {
      JsonNode shown = reader.getAfter(refunded, DISPUTES + id + "/").with(200).json();
      assertDispute(shown, almaz, sent, "resolved", "25", "0");
      assertThat(shown.required("notes").asString()).isEqualTo("paid back");
      assertThat(shown.required("refund").asString()).isEqualTo(refund);
      assertThat(shown.required("created_at").asString()).isEqualTo(opened.text("created_at"));
      assertThat(shown.required("updated_at").asString()).isEqualTo(refunded.text("updated_at"));
      JsonNode history = shown.required("history");
      assertThat(history)
          .extracting(step -> step.required("status").asString())
          .containsExactly("needs_response", "in_review", "reviewed", "resolved");
      assertThat(history.get(0).required("by").asString()).isEqualTo("user:" + almaz.id());
      String by = history.get(3).required("by").asString();
      assertThat(shown.required("frozen_amount").isNull()).isEqualTo(reader.equals(almaz.caller()));
      if (reader.equals(almaz.caller())) {
        assertThat(by).isEqualTo("staff");
      } else {
        assertThat(by).startsWith("user:").isNotEqualTo("user:" + almaz.id());
      }
      assertThat(history.get(1).required("notes").isNull()).isTrue();
      assertThat(history.get(2).required("notes").asString()).isEqualTo("no receipt");
      assertThat(history.get(0).required("at").asString()).isEqualTo(opened.text("created_at"));
    }
  }

  @Test
  void a_dispute_is_dismissed_and_another_may_follow() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    String sent = send(almaz, shop, "40");
    String id = review(open(almaz.caller(), sent, almaz.phone()).with(201));
    assertThat(open(almaz.caller(), sent, almaz.phone()).with(409).text("code"))
        .isEqualTo("ENTRY_DISPUTED");
    Reply dismissed = act(id, "dismiss", fields("notes", "it was delivered")).with(200);
    assertDispute(dismissed.json(), almaz, sent, "resolved", "40", "0");
    assertThat(dismissed.json().required("refund").isNull()).isTrue();
    assertWallet(shop, dismissed, "40", "0", "40");

    Reply again = open(people.admin(), sent, shop.phone()).with(201);
    assertThat(again.text("phone_number")).isEqualTo(shop.phone());
    assertWallet(shop, again, "40", "40", "0");
  }

  @Test
  void out_of_order_nothing_happens() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    String sent = send(almaz, shop, "40");
    String id = open(almaz.caller(), sent, almaz.phone()).with(201).text("id");
    assertConflict(id, "mark-as-reviewed", "DISPUTE_NOT_IN_REVIEW");
    assertConflict(id, "process-refund", "DISPUTE_NOT_REVIEWED");
    assertConflict(id, "dismiss", "DISPUTE_NOT_REVIEWED");
    act(id, "move-to-review", fields()).with(200);
    assertConflict(id, "move-to-review", "DISPUTE_NOT_AWAITING_RESPONSE");
    act(id, "mark-as-reviewed", fields()).with(200);
    assertConflict(id, "mark-as-reviewed", "DISPUTE_NOT_IN_REVIEW");
    act(id, "process-refund", fields()).with(200);
    for (String action :
        List.of("move-to-review", "mark-as-reviewed", "process-refund", "dismiss")) {
      assertConflict(id, action, "DISPUTE_RESOLVED");
    }
  }

  @Test
  void a_status_that_contradicts_the_action_is_a_conflict() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    String sent = send(almaz, shop, "40");
    var body = fields("transaction", sent, "phone_number", almaz.phone(), "status", "resolved");
    assertThat(almaz.caller().post(DISPUTES, body).with(409).text("code"))
        .isEqualTo("DISPUTE_STATUS_CONFLICT");
    Reply opened = open(almaz.caller(), sent, almaz.phone()).with(201);
    String id = opened.text("id");
    Map<String, String> next =
        Map.of(
            "move-to-review",
            "in_review",
            "mark-as-reviewed",
            "reviewed",
            "process-refund",
            "resolved",
            "dismiss",
            "resolved");
    next.forEach(
        (action, status) -> {
          for (String other : List.of("needs_response", "in_review", "reviewed", "resolved")) {
            if (!other.equals(status)) {
              assertThat(act(id, action, fields("status", other)).with(409).text("code"))
                  .isEqualTo("DISPUTE_STATUS_CONFLICT");
            }
          }
        });
    assertThat(almaz.caller().getAfter(opened, DISPUTES + id + "/").with(200).text("status"))
        .isEqualTo("needs_response");
  }

  @Test
  void nobody_disputes_for_others_or_what_is_none_of_theirs() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    Person stranger = people.register();
    String sent = send(almaz, shop, "40");
    for (String phone : List.of(shop.phone(), stranger.phone(), People.freePhone())) {
      assertThat(open(almaz.caller(), sent, phone).with(422).text("code"))
          .isEqualTo("REPORTER_NOT_INVOLVED");
    }
    assertThat(open(stranger.caller(), sent, stranger.phone()).with(404).text("code"))
        .isEqualTo("ENTRY_NOT_FOUND");
    assertThat(open(stranger.caller(), sent, almaz.phone()).with(404).text("code"))
        .isEqualTo("ENTRY_NOT_FOUND");
    for (String phone : List.of(stranger.phone(), People.freePhone())) {
      Reply refused = open(people.admin(), sent, phone).with(422);
      assertThat(refused.text("code")).isEqualTo("REPORTER_NOT_INVOLVED");
      assertThat(refused.json().required("errors").get(0).required("field").asString())
          .isEqualTo("phone_number");
    }
    assertThat(open(auditor, sent, almaz.phone()).with(403).text("code"))
        .isEqualTo("ROLE_REQUIRED");
    assertThat(open(people.enterprise(), sent, almaz.phone()).with(403).text("code"))
        .isEqualTo("ROLE_REQUIRED");
  }

  @Test
  void a_dispute_is_shown_to_its_reporter_and_the_staff_and_moved_by_admins_alone() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    String sent = send(almaz, shop, "40");
    Reply opened = open(people.admin(), sent, almaz.phone()).with(201);
    String path = DISPUTES + opened.text("id") + "/";
    // Not even to the other side.
    for (Caller other : List.of(shop.caller(), people.register().caller(), people.enterprise())) {
      assertThat(other.getAfter(opened, path).with(404).text("code"))
          .isEqualTo("DISPUTE_NOT_FOUND");
      assertThat(other.getAfter(opened, DISPUTES).with(200).json()).isEmpty();
    }
    assertThat(almaz.caller().getAfter(opened, DISPUTES).with(200).json())
        .extracting(each -> each.required("id").asString())
        .containsExactly(opened.text("id"));
    assertThat(almaz.caller().get(DISPUTES).with(200).json().get(0).has("history")).isFalse();
    for (Caller other : List.of(almaz.caller(), shop.caller(), auditor, people.enterprise())) {
      for (String action :
          List.of("move-to-review", "mark-as-reviewed", "process-refund", "dismiss")) {
        assertThat(patch(other, path + action + "/", fields()).with(403).text("code"))
            .isEqualTo("ROLE_REQUIRED");
      }
    }
    assertThat(act(UUID.randomUUID().toString(), "move-to-review", fields()).with(404).text("code"))
        .isEqualTo("DISPUTE_NOT_FOUND");
  }

  @Test
  void disputes_are_found_by_status_age_and_amount() {
    Person almaz = people.registerWith("1000");
    Person shop = people.register();
    String first = open(almaz.caller(), send(almaz, shop, "10"), almaz.phone()).text("id");
    String second = open(almaz.caller(), send(almaz, shop, "20.5"), almaz.phone()).text("id");
    Reply third = open(almaz.caller(), send(almaz, shop, "30"), almaz.phone()).with(201);
    Reply moved = act(second, "move-to-review", fields()).with(200);

    assertFound(almaz, moved, "", third.text("id"), second, first);
    assertFound(almaz, moved, "status=in_review", second);
    assertFound(almaz, moved, "amount_gte=20.5", third.text("id"), second);
    assertFound(almaz, moved, "amount_lte=20.49", first);
    assertFound(almaz, moved, "amount_gte=11&amount_lte=29&currency=ETB", second);
    assertFound(almaz, moved, "currency=XOF");
    assertFound(almaz, moved, "age_lte=0", third.text("id"), second, first);
    assertFound(almaz, moved, "age_gte=0", third.text("id"), second, first);
    assertFound(almaz, moved, "age_gte=1");
    String at = third.text("created_at").replace("+", "%2B");
    assertFound(almaz, moved, "created_at_gte=" + at, third.text("id"));
    assertFound(almaz, moved, "created_at_lte=" + Instant.EPOCH);

    Reply page = almaz.caller().getAfter(moved, DISPUTES + "?limit=2").with(200);
    assertThat(page.json()).hasSize(2);
    String next = page.header("Link").replaceFirst("^<([^>]*)>.*", "$1");
    assertThat(almaz.caller().get(next).with(200).json())
        .extracting(each -> each.required("id").asString())
        .containsExactly(first);
  }

  @Test
  void open_disputes_are_counted_by_age() {
    Person almaz = people.registerWith("1000");
    Person shop = people.register();
    Reply last = people.receive(almaz.phone(), "10");
    Reply before = people.admin().getAfter(last, DISPUTES + "ageing/").with(200);
    Reply opened = open(almaz.caller(), send(almaz, shop, "30.50"), almaz.phone()).with(201);
    String other = open(almaz.caller(), send(almaz, shop, "10"), almaz.phone()).text("id");
    Reply resolved = act(review(other), "dismiss", fields()).with(200);

    JsonNode after = auditor.getAfter(resolved, DISPUTES + "ageing/").with(200).json();
    assertThat(after).hasSize(1);
    assertThat(after.get(0).required("bucket").asString()).isEqualTo("0-1");
    assertThat(after.get(0).required("currency").asString()).isEqualTo("ETB");
    JsonNode was = before.json().isEmpty() ? null : before.json().get(0);
    assertThat(after.get(0).required("count").asLong())
        .isEqualTo(1 + (was == null ? 0 : was.required("count").asLong()));
    assertThat(decimal(after.get(0), "amount"))
        .isEqualByComparingTo(
            decimal(opened.json(), "amount")
                .add(was == null ? BigDecimal.ZERO : decimal(was, "amount")));
    assertThat(almaz.caller().get(DISPUTES + "ageing/").with(403).text("code"))
        .isEqualTo("ROLE_REQUIRED");
  }

  @Test
  void a_beneficiary_without_the_money_is_helped_by_the_house() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    String sent = send(almaz, shop, "40");
    send(shop, almaz, "30");
    Reply opened = open(almaz.caller(), sent, almaz.phone()).with(201);
    assertDispute(opened.json(), almaz, sent, "needs_response", "40", "10");
    String id = review(opened);
    assertThat(act(id, "process-refund", fields()).with(422).text("code"))
        .isEqualTo("INSUFFICIENT_AVAILABLE_FUNDS");
    assertThat(act(id, "process-refund", fields("amount", "40.01")).with(422).text("code"))
        .isEqualTo("AMOUNT_ABOVE_DISPUTED");
    Reply refunded = act(id, "process-refund", fields("from_suspense", true)).with(200);
    assertWallet(almaz, refunded, "130", "0", "130");
    assertWallet(shop, refunded, "10", "0", "10");
  }

  @Test
  void a_part_is_refunded_and_the_rest_let_go() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    String sent = send(almaz, shop, "40");
    String id = review(open(almaz.caller(), sent, almaz.phone()).with(201));
    Reply refunded = act(id, "process-refund", fields("amount", "12.50")).with(200);
    assertDispute(refunded.json(), almaz, sent, "resolved", "40", "0");
    assertWallet(almaz, refunded, "72.50", "0", "72.50");
    assertWallet(shop, refunded, "27.50", "0", "27.50");
  }

  @Test
  void what_somebody_sent_to_a_bank_is_disputed_without_a_freeze() {
    Person almaz = people.registerWith("100");
    String sent =
        almaz
            .caller()
            .post(
                "/wallets/send/external/",
                fields(
                    "from_wallet",
                    almaz.wallet(),
                    "bank",
                    "Dashen",
                    "account_number",
                    "0001",
                    "amount",
                    30,
                    "remarks",
                    "rent"))
            .with(201)
            .text("id");
    Reply opened = open(almaz.caller(), sent, almaz.phone()).with(201);
    assertDispute(opened.json(), almaz, sent, "needs_response", "30", "0");
    Reply refunded = act(review(opened), "process-refund", fields()).with(200);
    assertWallet(almaz, refunded, "100", "0", "100");
  }

  @Test
  void a_repeat_under_the_same_key_opens_and_refunds_once() {
    Person almaz = people.registerWith("100");
    Person shop = people.registerWith("1000");
    String sent = send(almaz, shop, "40");
    var body = fields("transaction", sent, "phone_number", almaz.phone());
    String key = "dispute-" + UUID.randomUUID();
    Reply opened = almaz.caller().post(DISPUTES, body, "Idempotency-Key", key).with(201);
    Reply again = almaz.caller().post(DISPUTES, body, "Idempotency-Key", key).with(201);
    assertThat(again.body()).isEqualTo(opened.body());
    assertThat(again.header("Idempotency-Hit")).isEqualTo("true");
    String path = DISPUTES + review(opened) + "/process-refund/";
    Reply first = patch(people.admin(), path, fields(), "Idempotency-Key", key).with(200);
    Reply second = patch(people.admin(), path, fields(), "Idempotency-Key", key).with(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Idempotency-Hit")).isEqualTo("true");
    assertWallet(almaz, second, "100", "0", "100");
  }

  @Test
  void of_many_refunds_at_once_one_pays() throws Exception {
    Person almaz = people.registerWith("100");
    Person shop = people.registerWith("1000");
    String id = review(open(almaz.caller(), send(almaz, shop, "40"), almaz.phone()).with(201));
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 50; n++) {
        answers.add(callers.submit(() -> act(id, "process-refund", fields()).status()));
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).containsOnlyOnce(200).hasSize(50);
    assertThat(statuses.stream().filter(status -> status != 200)).containsOnly(409);
  }

  private static String send(Person from, Person to, String amount) {
    return from.caller()
        .post("/wallets/send/p2p/", People.p2p(from, to, amount))
        .with(201)
        .text("id");
  }

  private static Reply open(Caller caller, String transaction, String phone) {
    return caller.post(DISPUTES, fields("transaction", transaction, "phone_number", phone));
  }

  /** As far as the decision. */
  private static String review(Reply opened) {
    return review(opened.text("id"));
  }

  private static String review(String id) {
    act(id, "move-to-review", fields()).with(200);
    act(id, "mark-as-reviewed", fields()).with(200);
    return id;
  }

  private static Reply act(String id, String action, Map<String, Object> body) {
    return patch(people.admin(), DISPUTES + id + "/" + action + "/", body);
  }

  private static Reply patch(
      Caller caller, String path, Map<String, Object> body, String... headers) {
    return caller.send(
        "PATCH", caller.writes() + path, Reply.JSON.writeValueAsString(body), headers);
  }

  private static void assertConflict(String id, String action, String code) {
    assertThat(act(id, action, fields()).with(409).text("code")).isEqualTo(code);
  }

  private static void assertFound(Person reader, Reply after, String query, String... ids) {
    assertThat(reader.caller().getAfter(after, DISPUTES + "?" + query).with(200).json())
        .extracting(each -> each.required("id").asString())
        .containsExactly(ids);
  }

  private static void assertDispute(
      JsonNode dispute,
      Person reporter,
      String transaction,
      String status,
      String amount,
      String frozen) {
    assertThat(dispute.required("transaction").asString()).isEqualTo(transaction);
    assertThat(dispute.required("phone_number").asString()).isEqualTo(reporter.phone());
    assertThat(dispute.required("status").asString()).isEqualTo(status);
    assertThat(decimal(dispute, "amount")).isEqualByComparingTo(amount);
    // Only the staff is told what a foreign wallet had.
    JsonNode frozenAmount = dispute.required("frozen_amount");
    assertThat(
            frozenAmount.isNull()
                || frozenAmount.decimalValue().compareTo(new BigDecimal(frozen)) == 0)
        .as("%s of %s", frozen, dispute)
        .isTrue();
    assertThat(dispute.required("currency").asString()).isEqualTo("ETB");
  }

  private static void assertWallet(
      Person owner, Reply after, String posted, String frozen, String available) {
    JsonNode wallet =
        owner.caller().getAfter(after, "/wallets/wallets/" + owner.wallet() + "/").with(200).json();
    assertThat(decimal(wallet, "balance")).isEqualByComparingTo(posted);
    assertThat(decimal(wallet, "frozen_amount")).isEqualByComparingTo(frozen);
    assertThat(decimal(wallet, "available")).isEqualByComparingTo(available);
  }

  private static BigDecimal decimal(JsonNode object, String name) {
    return object.required(name).decimalValue();
  }
}
