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
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Money set apart and money given back, on a running server. */
class HoldingAndRefundingOverHttpTest {

  private static final long LONGEST_EXPIRY_SECONDS = 20;

  @TempDir private static Path directory;
  private static RunningLedger ledger;
  private static People people;

  @BeforeAll
  static void start_a_ledger() throws InterruptedException {
    ledger = RunningLedger.start(directory, TestDatabase.create(), "all");
    people = ledger.people();
  }

  @AfterAll
  static void stop_the_ledger() {
    if (ledger != null) {
      ledger.close();
    }
  }

  @Test
  void what_is_held_is_shown_frozen_and_cannot_be_spent() {
    Person almaz = people.registerWith("100");
    Person bekele = people.register();
    Reply placed = hold(almaz, "60", null).with(201);
    assertThat(placed.text("status")).isEqualTo("placed");
    assertThat(placed.text("wallet")).isEqualTo(almaz.wallet());
    assertThat(placed.text("currency")).isEqualTo("ETB");
    assertThat(decimal(placed.json(), "available")).isEqualByComparingTo("40");

    assertWallet(almaz, placed, "100", "60", "40");
    assertThat(
            almaz
                .caller()
                .post("/wallets/send/p2p/", People.p2p(almaz, bekele, "40.01"))
                .with(422)
                .text("code"))
        .isEqualTo("INSUFFICIENT_AVAILABLE_FUNDS");
    assertThat(hold(almaz, "40.01", null).with(422).text("code"))
        .isEqualTo("INSUFFICIENT_AVAILABLE_FUNDS");
    JsonNode shown =
        almaz.caller().getAfter(placed, "/wallets/holds/" + placed.text("id") + "/").json();
    assertThat(shown.required("status").asString()).isEqualTo("placed");
    assertThat(decimal(shown, "amount")).isEqualByComparingTo("60");
    assertThat(decimal(shown, "paid_amount")).isEqualByComparingTo("0");
    assertThat(shown.required("expires_at").isNull()).isTrue();
  }

  @Test
  void a_hold_is_settled_in_part_and_the_rest_is_let_go() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    String id = hold(almaz, "60", null).with(201).text("id");
    Reply settled =
        almaz
            .caller()
            .post(
                "/wallets/holds/" + id + "/settle/",
                fields("to_wallet", shop.wallet(), "amount", 45.5, "remarks", "shoes"))
            .with(200);
    assertThat(settled.text("status")).isEqualTo("settled");
    assertThat(decimal(settled.json(), "amount")).isEqualByComparingTo("45.5");
    assertWallet(almaz, settled, "54.50", "0", "54.50");
    assertWallet(shop, settled, "45.50", "0", "45.50");
    assertThat(
            almaz
                .caller()
                .getAfter(settled, "/wallets/transactions/" + settled.text("transaction") + "/")
                .with(200)
                .text("status"))
        .isEqualTo("completed");
    assertThat(
            almaz.caller().post("/wallets/holds/" + id + "/void/", fields()).with(409).text("code"))
        .isEqualTo("HOLD_ENDED");
    JsonNode listed =
        almaz.caller().getAfter(settled, "/wallets/holds/?status=settled").with(200).json();
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).required("id").asString()).isEqualTo(id);
    assertThat(almaz.caller().get("/wallets/holds/?status=placed").with(200).json()).isEmpty();
    assertThat(almaz.caller().get("/wallets/holds/?status=lost").with(400).text("code"))
        .isEqualTo("INVALID_FIELD");
  }

  @Test
  void a_hold_whose_time_is_over_is_let_go_by_itself() throws InterruptedException {
    Person almaz = people.registerWith("100");
    Reply placed = hold(almaz, "60", Instant.now().plusSeconds(2)).with(201);
    String path = "/wallets/holds/" + placed.text("id") + "/";
    assertThat(almaz.caller().getAfter(placed, path).with(200).text("status")).isEqualTo("placed");

    Instant latest = Instant.now().plusSeconds(LONGEST_EXPIRY_SECONDS);
    while (!almaz.caller().get(path).with(200).text("status").equals("expired")) {
      assertThat(Instant.now()).as("still held").isBefore(latest);
      TimeUnit.MILLISECONDS.sleep(100);
    }
    JsonNode wallet = almaz.caller().get("/wallets/wallets/" + almaz.wallet() + "/").json();
    assertThat(decimal(wallet, "frozen_amount")).isEqualByComparingTo("0");
    assertThat(hold(almaz, "10", Instant.now().minusSeconds(1)).with(422).text("code"))
        .isEqualTo("EXPIRES_AT_IN_PAST");
  }

  @Test
  void to_strangers_a_hold_and_a_transaction_do_not_exist() {
    Person almaz = people.registerWith("100");
    Person bekele = people.register();
    Person stranger = people.register();
    Reply placed = hold(almaz, "60", null).with(201);
    String hold = "/wallets/holds/" + placed.text("id") + "/";
    assertThat(stranger.caller().getAfter(placed, hold).with(404).text("code"))
        .isEqualTo("HOLD_NOT_FOUND");
    assertThat(stranger.caller().post(hold + "void/", fields()).with(404).text("code"))
        .isEqualTo("HOLD_NOT_FOUND");
    assertThat(
            stranger
                .caller()
                .post(hold + "settle/", fields("to_wallet", stranger.wallet()))
                .with(404)
                .text("code"))
        .isEqualTo("HOLD_NOT_FOUND");
    assertThat(
            stranger
                .caller()
                .get("/wallets/holds/?wallet=" + almaz.wallet())
                .with(404)
                .text("code"))
        .isEqualTo("WALLET_NOT_FOUND");
    assertThat(
            stranger
                .caller()
                .post(
                    "/wallets/holds/",
                    fields("wallet", almaz.wallet(), "amount", 1, "remarks", "mine"))
                .with(404)
                .text("code"))
        .isEqualTo("WALLET_NOT_FOUND");

    String sent = send(almaz, bekele, "30");
    // The payer cannot take it back either.
    for (Person other : List.of(stranger, almaz)) {
      assertThat(refund(other.caller(), sent, null).with(404).text("code"))
          .isEqualTo("ENTRY_NOT_FOUND");
    }
  }

  @Test
  void a_transaction_is_refunded_in_parts_and_never_more_than_it_moved() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    String sent = send(almaz, shop, "40");

    // Nothing is not everything.
    refund(shop.caller(), sent, "0").with(400);
    Reply first = refund(shop.caller(), sent, "15.50").with(201);
    assertThat(first.text("transaction")).isEqualTo(sent);
    assertThat(first.text("status")).isEqualTo("completed");
    assertStatus(almaz, first, sent, "partially_refunded");
    assertThat(refund(shop.caller(), sent, "24.51").with(422).text("code"))
        .isEqualTo("REFUND_ABOVE_ORIGINAL");
    Reply second = refund(shop.caller(), sent, null).with(201);
    assertThat(decimal(second.json(), "amount")).isEqualByComparingTo("24.50");
    assertStatus(almaz, second, sent, "refunded");
    assertThat(refund(shop.caller(), sent, null).with(409).text("code"))
        .isEqualTo("ENTRY_REFUNDED");
    assertWallet(almaz, second, "100", "0", "100");

    JsonNode stats =
        almaz.caller().getAfter(second, "/wallets/stats/transactions/" + sent + "/").json();
    assertThat(decimal(stats, "refunded_amount")).isEqualByComparingTo("40");
    assertThat(stats.required("refunds"))
        .extracting(refund -> refund.required("id").asString())
        .containsExactly(second.text("id"), first.text("id"));
    assertThat(
            almaz
                .caller()
                .get("/wallets/stats/transactions/" + first.text("id") + "/")
                .with(200)
                .text("corrects"))
        .isEqualTo(sent);
  }

  @Test
  void a_beneficiary_without_the_money_is_refused_and_an_admin_refunds_from_suspense() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    Person other = people.register();
    String sent = send(almaz, shop, "40");
    send(shop, other, "30");
    assertThat(refund(shop.caller(), sent, null).with(422).text("code"))
        .isEqualTo("INSUFFICIENT_AVAILABLE_FUNDS");
    assertThat(
            shop.caller()
                .post(
                    "/transactions/" + sent + "/refund/",
                    fields("remarks", "sorry", "from_suspense", true))
                .with(403)
                .text("code"))
        .isEqualTo("ROLE_REQUIRED");
    Reply refunded =
        people
            .admin()
            .post(
                "/transactions/" + sent + "/refund/",
                fields("remarks", "sorry", "from_suspense", true))
            .with(201);
    assertThat(refunded.text("from_account")).isEqualTo("suspense:ETB");
    assertWallet(almaz, refunded, "100", "0", "100");
    assertWallet(shop, refunded, "10", "0", "10");
  }

  @Test
  void an_admin_reverses_a_transaction_once() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    String sent = send(almaz, shop, "40");
    String path = "/transactions/" + sent + "/reverse/";
    assertThat(shop.caller().post(path, fields("remarks", "x")).with(403).text("code"))
        .isEqualTo("ROLE_REQUIRED");
    Reply reversed = people.admin().post(path, fields("remarks", "mistake")).with(201);
    assertWallet(almaz, reversed, "100", "0", "100");
    assertStatus(almaz, reversed, sent, "refunded");
    assertThat(people.admin().post(path, fields("remarks", "mistake")).with(409).text("code"))
        .isEqualTo("ENTRY_REVERSED");
    assertThat(refund(shop.caller(), sent, null).with(409).text("code"))
        .isEqualTo("ENTRY_REVERSED");
  }

  @Test
  void a_repeat_under_the_same_key_gives_back_once() {
    Person almaz = people.registerWith("100");
    Person shop = people.register();
    String sent = send(almaz, shop, "40");
    String key = "refund-" + UUID.randomUUID();
    var body = fields("amount", 10, "remarks", "sorry");
    String path = "/transactions/" + sent + "/refund/";
    Reply first = shop.caller().post(path, body, "Idempotency-Key", key).with(201);
    Reply again = shop.caller().post(path, body, "Idempotency-Key", key).with(201);
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    assertWallet(almaz, again, "70", "0", "70");
    // The same words about another transaction are another request.
    String other = send(almaz, shop, "20");
    assertThat(
            shop.caller()
                .post("/transactions/" + other + "/refund/", body, "Idempotency-Key", key)
                .with(422)
                .text("code"))
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void of_many_refunds_at_once_one_pays() throws Exception {
    Person almaz = people.registerWith("100");
    Person shop = people.registerWith("1000");
    String sent = send(almaz, shop, "40");
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 50; n++) {
        answers.add(callers.submit(() -> refund(shop.caller(), sent, null).status()));
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).containsOnlyOnce(201).hasSize(50);
    assertThat(statuses.stream().filter(status -> status != 201)).containsOnly(409);
  }

  private static Reply hold(Person person, String amount, @Nullable Instant expiresAt) {
    var body =
        fields("wallet", person.wallet(), "amount", new BigDecimal(amount), "remarks", "deposit");
    if (expiresAt != null) {
      body.put("expires_at", expiresAt.toString());
    }
    return person.caller().post("/wallets/holds/", body);
  }

  private static String send(Person from, Person to, String amount) {
    return from.caller()
        .post("/wallets/send/p2p/", People.p2p(from, to, amount))
        .with(201)
        .text("id");
  }

  private static Reply refund(Caller caller, String transaction, @Nullable String amount) {
    var body = fields("remarks", "sorry");
    if (amount != null) {
      body.put("amount", new BigDecimal(amount));
    }
    return caller.post("/transactions/" + transaction + "/refund/", body);
  }

  private static void assertStatus(Person reader, Reply after, String transaction, String status) {
    assertThat(
            reader
                .caller()
                .getAfter(after, "/wallets/transactions/" + transaction + "/")
                .with(200)
                .text("status"))
        .isEqualTo(status);
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
