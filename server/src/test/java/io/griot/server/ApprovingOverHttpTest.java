package io.griot.server;

import static io.griot.server.People.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
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

/** Two admins for what is above 50, on a running server. */
class ApprovingOverHttpTest {

  private static final String APPROVALS = "/platform-admin/approvals/";

  @TempDir private static Path directory;
  private static RunningLedger ledger;
  private static People people;
  private static Person second;
  private static Caller auditor;

  @BeforeAll
  static void start_a_ledger_with_two_admins() throws InterruptedException {
    TestDatabase database = TestDatabase.create();
    ledger =
        RunningLedger.start(
            directory,
            Map.of(
                "GRIOT_ROLES",
                "all",
                "GRIOT_DATABASE_URL",
                database.url(),
                "GRIOT_DATABASE_USER",
                database.user(),
                "GRIOT_DATABASE_PASSWORD",
                database.password(),
                "GRIOT_APPROVALS_THRESHOLD",
                "50"));
    people = ledger.people();
    second = withRole("admin");
    auditor = withRole("auditor").caller();
  }

  @AfterAll
  static void stop_the_ledger() {
    if (ledger != null) {
      ledger.close();
    }
  }

  @Test
  void a_refund_above_the_threshold_waits_for_a_second_admin() {
    Person almaz = people.registerWith("200");
    Person shop = people.register();
    String sent = send(almaz, shop, "100");

    Reply waiting = refund(people.admin(), sent, "50.01").with(202);
    assertThat(waiting.text("status")).isEqualTo("waiting");
    assertThat(waiting.text("kind")).isEqualTo("refund");
    assertThat(waiting.text("transaction")).isEqualTo(sent);
    assertThat(waiting.text("detail")).isNotBlank();
    assertThat(waiting.text("currency")).isEqualTo("ETB");
    assertThat(decimal(waiting.json(), "amount")).isEqualByComparingTo("50.01");
    assertBalance(shop, waiting, "100");
    JsonNode shown = retrieve(waiting).json();
    assertThat(shown.required("status").asString()).isEqualTo("waiting");
    assertThat(shown.required("decided_by").isNull()).isTrue();

    Reply granted = approve(second.caller(), waiting).with(200);
    assertThat(granted.text("status")).isEqualTo("granted");
    assertBalance(shop, granted, "49.99");
    assertBalance(almaz, granted, "150.01");
    JsonNode decided = auditor.getAfter(granted, APPROVALS + waiting.text("id") + "/").json();
    assertThat(decided.required("status").asString()).isEqualTo("granted");
    assertThat(decided.required("decided_by").asString()).isEqualTo(second.id());
    assertThat(decided.required("requested_by").asString()).isNotEqualTo(second.id());
    assertThat(decided.required("remarks").asString()).isEqualTo("sorry");
    assertThat(decided.required("decision_remarks").asString()).isEqualTo("fine");
    assertThat(decided.required("correction").asString()).isEqualTo(granted.text("correction"));
    assertThat(
            almaz
                .caller()
                .get("/wallets/stats/transactions/" + granted.text("correction") + "/")
                .with(200)
                .text("corrects"))
        .isEqualTo(sent);
  }

  @Test
  void what_is_not_above_the_threshold_is_done_at_once() {
    Person almaz = people.registerWith("200");
    Person shop = people.register();
    String sent = send(almaz, shop, "100");
    Reply refunded = refund(people.admin(), sent, "50").with(201);
    assertBalance(almaz, refunded, "150");
  }

  @Test
  void the_beneficiary_gives_back_without_asking_an_admin_too() {
    Person almaz = people.registerWith("200");
    Person shop = people.register();
    assertBalance(almaz, refund(shop.caller(), send(almaz, shop, "100"), "100").with(201), "200");
    assertBalance(
        almaz, refund(second.caller(), send(almaz, second, "100"), "100").with(201), "200");
  }

  @Test
  void whoever_asked_does_not_decide_however_they_signed_in() {
    Person almaz = people.registerWith("200");
    Person shop = people.register();
    Reply waiting = refund(second.caller(), send(almaz, shop, "100"), "60").with(202);
    Caller again =
        people
            .nobody()
            .bearer(
                people
                    .nobody()
                    .post(
                        "/accounts/login/",
                        fields("phone_number", second.phone(), "password", People.PASSWORD))
                    .with(200)
                    .text("access"));
    for (Caller same : List.of(second.caller(), again)) {
      assertThat(approve(same, waiting).with(422).text("code")).isEqualTo("SAME_APPROVER");
      assertThat(decline(same, waiting).with(422).text("code")).isEqualTo("SAME_APPROVER");
    }
    for (Caller nobody : List.of(almaz.caller(), shop.caller(), people.enterprise(), auditor)) {
      assertThat(approve(nobody, waiting).status()).isEqualTo(403);
      assertThat(decline(nobody, waiting).status()).isEqualTo(403);
    }
    approve(people.admin(), waiting).with(200);
    assertThat(approve(people.admin(), waiting).with(409).text("code"))
        .isEqualTo("APPROVAL_DECIDED");
  }

  @Test
  void what_is_declined_is_not_done() {
    Person almaz = people.registerWith("200");
    Person shop = people.register();
    String sent = send(almaz, shop, "100");
    Reply waiting =
        people
            .admin()
            .post("/transactions/" + sent + "/reverse/", fields("remarks", "mistake"))
            .with(202);
    assertThat(waiting.text("kind")).isEqualTo("reversal");
    Reply declined = decline(second.caller(), waiting).with(200);
    assertThat(declined.text("status")).isEqualTo("declined");
    assertThat(declined.json().required("correction").isNull()).isTrue();
    assertBalance(shop, declined, "100");
    assertThat(approve(second.caller(), waiting).with(409).text("code"))
        .isEqualTo("APPROVAL_DECIDED");
    assertThat(people.admin().getAfter(declined, APPROVALS + "?status=declined").with(200).json())
        .extracting(approval -> approval.required("id").asString())
        .contains(waiting.text("id"));
    assertThat(people.admin().get(APPROVALS + "?status=waiting").with(200).json())
        .extracting(approval -> approval.required("id").asString())
        .doesNotContain(waiting.text("id"));
  }

  @Test
  void the_refund_of_a_dispute_waits_for_a_second_admin_too() {
    Person almaz = people.registerWith("200");
    Person shop = people.register();
    Reply opened =
        people
            .admin()
            .post(
                "/platform-admin/dispute-records/",
                fields("transaction", send(almaz, shop, "100"), "phone_number", almaz.phone()))
            .with(201);
    String record = "/platform-admin/dispute-records/" + opened.text("id");
    patch(record + "/move-to-review/").with(200);
    patch(record + "/mark-as-reviewed/").with(200);

    Reply waiting = patch(record + "/process-refund/").with(202);
    assertThat(waiting.text("kind")).isEqualTo("dispute_refund");
    assertBalance(almaz, waiting, "100");
    Reply approved = approve(second.caller(), waiting).with(200);
    assertBalance(almaz, approved, "200");
    assertThat(people.admin().getAfter(approved, record + "/").with(200).text("status"))
        .isEqualTo("resolved");
    assertThat(patch(record + "/process-refund/").with(409).text("code"))
        .isEqualTo("DISPUTE_RESOLVED");
  }

  private static Reply patch(String path) {
    return people.admin().send("PATCH", people.admin().writes() + path, "{}");
  }

  @Test
  void a_wallet_with_much_in_it_is_restricted_by_two() {
    Person rich = people.registerWith("50.01");
    Person poor = people.registerWith("50");
    restrict(poor, "restrict").with(200);
    Reply waiting = restrict(rich, "restrict").with(202);
    assertThat(waiting.text("wallet")).isEqualTo(rich.wallet());
    assertRestricted(rich, waiting, false);
    assertRestricted(rich, approve(second.caller(), waiting).with(200), true);
    Reply lifting = restrict(rich, "unrestrict").with(202);
    assertThat(lifting.text("kind")).isEqualTo("unrestriction");
    assertRestricted(rich, approve(second.caller(), lifting).with(200), false);
  }

  @Test
  void a_repeat_under_the_same_key_gets_the_same_answer() {
    Person almaz = people.registerWith("200");
    Person shop = people.register();
    String sent = send(almaz, shop, "100");
    String[] key = {"Idempotency-Key", "approval-" + UUID.randomUUID()};
    String path = "/transactions/" + sent + "/refund/";
    Reply first = people.admin().post(path, fields("remarks", "sorry"), key).with(202);
    Reply again = people.admin().post(path, fields("remarks", "sorry"), key).with(202);
    assertThat(again.isHit()).isTrue();
    assertThat(again.body()).isEqualTo(first.body());

    String approving = APPROVALS + first.text("id") + "/approve/";
    Reply granted = second.caller().post(approving, fields(), key).with(200);
    Reply repeated = second.caller().post(approving, fields(), key).with(200);
    assertThat(repeated.isHit()).isTrue();
    assertThat(repeated.body()).isEqualTo(granted.body());
    assertBalance(almaz, granted, "200");
    // After the decision, too: what was answered stays answered.
    assertThat(people.admin().post(path, fields("remarks", "sorry"), key).with(202).body())
        .isEqualTo(first.body());

    String restricting = "/wallets/" + almaz.wallet() + "/restrict/";
    Reply asked = people.admin().post(restricting, fields("remarks", "order"), key);
    assertThat(asked.with(422).text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void what_cannot_be_paid_any_more_stays_open() {
    Person almaz = people.registerWith("200");
    Person shop = people.register();
    Reply waiting = refund(people.admin(), send(almaz, shop, "100"), "60").with(202);
    send(shop, almaz, "50");
    assertThat(approve(second.caller(), waiting).with(422).text("code"))
        .isEqualTo("INSUFFICIENT_AVAILABLE_FUNDS");
    assertThat(retrieve(waiting).text("status")).isEqualTo("waiting");
    send(almaz, shop, "50");
    approve(second.caller(), waiting).with(200);
  }

  @Test
  void of_many_approvals_at_once_one_pays() throws Exception {
    Person almaz = people.registerWith("200");
    Person shop = people.registerWith("1000");
    Reply waiting = refund(people.admin(), send(almaz, shop, "100"), "100").with(202);
    List<Future<Reply>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 50; n++) {
        answers.add(callers.submit(() -> approve(second.caller(), waiting)));
      }
    }
    List<Reply> paid = new ArrayList<>();
    for (Future<Reply> answer : answers) {
      assertThat(answer.get().status()).isIn(200, 409);
      if (answer.get().status() == 200) {
        paid.add(answer.get());
      }
    }
    assertThat(paid).hasSize(1);
    assertBalance(almaz, paid.getFirst(), "200");
  }

  @Test
  void lists_are_paged_newest_first() {
    Person almaz = people.registerWith("200");
    Person shop = people.register();
    String sent = send(almaz, shop, "100");
    String first = refund(people.admin(), sent, "60").with(202).text("id");
    Reply last = refund(people.admin(), sent, "70").with(202);
    Reply page = auditor.getAfter(last, APPROVALS + "?limit=1").with(200);
    assertThat(page.json()).hasSize(1);
    assertThat(page.json().get(0).required("id").asString()).isEqualTo(last.text("id"));
    String next = page.header("Link").replaceFirst("<(.*)>.*", "$1");
    assertThat(auditor.get(next).with(200).json().get(0).required("id").asString())
        .isEqualTo(first);
  }

  private static Person withRole(String role) {
    Person person = people.register();
    people
        .admin()
        .post(
            "/platform-admin/staff/",
            Map.of("phone_number", person.phone(), "roles", List.of(role)))
        .with(200);
    return person;
  }

  private static String send(Person from, Person to, String amount) {
    return from.caller()
        .post("/wallets/send/p2p/", People.p2p(from, to, amount))
        .with(201)
        .text("id");
  }

  private static Reply refund(Caller caller, String transaction, String amount) {
    return caller.post(
        "/transactions/" + transaction + "/refund/",
        fields("remarks", "sorry", "amount", new BigDecimal(amount)));
  }

  private static Reply restrict(Person owner, String change) {
    return people
        .admin()
        .post("/wallets/" + owner.wallet() + "/" + change + "/", fields("remarks", "police"));
  }

  private static Reply approve(Caller caller, Reply waiting) {
    return caller.post(APPROVALS + waiting.text("id") + "/approve/", fields("remarks", "fine"));
  }

  private static Reply decline(Caller caller, Reply waiting) {
    return caller.post(APPROVALS + waiting.text("id") + "/decline/", fields("remarks", "no"));
  }

  private static Reply retrieve(Reply waiting) {
    return people.admin().getAfter(waiting, APPROVALS + waiting.text("id") + "/").with(200);
  }

  private static void assertBalance(Person owner, Reply after, String balance) {
    assertThat(decimal(wallet(owner, after), "balance")).isEqualByComparingTo(balance);
  }

  private static void assertRestricted(Person owner, Reply after, boolean restricted) {
    assertThat(wallet(owner, after).required("is_restricted").asBoolean()).isEqualTo(restricted);
  }

  private static JsonNode wallet(Person owner, Reply after) {
    return owner
        .caller()
        .getAfter(after, "/wallets/wallets/" + owner.wallet() + "/")
        .with(200)
        .json();
  }

  private static BigDecimal decimal(JsonNode object, String name) {
    return object.required(name).decimalValue();
  }
}
