package io.griot.server;

import static io.griot.server.People.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Every endpoint doing what it is for, on a running server. The first names of each shape are those
 * of the wallet platform's document; the others were added to it.
 */
class MovingMoneyOverHttpTest {

  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  @TempDir private static Path directory;
  private static RunningLedger ledger;
  private static JdbcClient database;
  private static People people;

  @BeforeAll
  static void start_a_ledger() throws InterruptedException {
    TestDatabase empty = TestDatabase.create();
    ledger = RunningLedger.start(directory, empty, "all");
    database = JdbcClient.create(empty.dataSource());
    people = ledger.people();
  }

  @AfterAll
  static void stop_the_ledger() {
    if (ledger != null) {
      ledger.close();
    }
  }

  @Test
  void registers_a_person_with_a_wallet_in_the_currency_of_the_phone() {
    Reply registered =
        people.nobody().post("/accounts/register/", People.newcomer(" 0911 23-45.67 ")).with(201);
    assertShape(registered.json(), "id", "first_name", "last_name", "phone_number", "date_joined");
    assertThat(registered.text("phone_number")).isEqualTo("+251911234567");
    assertThat(registered.text("first_name")).isEqualTo("Almaz");
    assertThat(UUID.fromString(registered.text("id")).version()).isEqualTo(7);
    assertThat(OffsetDateTime.parse(registered.text("date_joined"))).isNotNull();

    for (String spelling :
        List.of("+251911234567", "00251911234567", "911234567", "251 911234567")) {
      assertThat(
              people
                  .nobody()
                  .post("/accounts/register", People.newcomer(spelling))
                  .with(409)
                  .text("code"))
          .isEqualTo("PHONE_TAKEN");
    }
    Reply wallet =
        people
            .nobody()
            .basic("0911234567", People.PASSWORD)
            .getAfter(registered, "/wallets/wallets/" + registered.text("id") + "/")
            .with(200);
    assertWallet(wallet.json());
    assertThat(wallet.text("currency")).isEqualTo("ETB");
    assertThat(wallet.text("wallet_type")).isEqualTo("user");
    assertThat(wallet.text("user")).isEqualTo(registered.text("id"));
    assertThat(wallet.json().required("business").isNull()).isTrue();
    assertThat(wallet.json().required("enterprise").isNull()).isTrue();
    assertThat(wallet.json().required("balance").isNumber()).isTrue();

    for (Map.Entry<String, String> phone :
        Map.of("+221771112233", "XOF", "+2250708091011", "XOF", "+243812345678", "CDF")
            .entrySet()) {
      Person person = people.register(phone.getKey());
      assertThat(wallet(person).required("currency").asString()).isEqualTo(phone.getValue());
    }
  }

  @Test
  void logs_in_and_renews_the_login_once_for_each_token() {
    Person almaz = people.register();
    Map<String, String> credentials =
        Map.of("phone_number", almaz.phone().replace("+251", "0"), "password", People.PASSWORD);
    Reply login = people.nobody().post("/accounts/login/", credentials).with(200);
    assertShape(login.json(), "refresh", "access", "user", "access_expires_at");
    JsonNode user = login.json().required("user");
    assertThat(user.required("id").asString()).isEqualTo(almaz.id());
    assertThat(user.required("phone_number").asString()).isEqualTo(almaz.phone());
    Caller bearer = people.nobody().bearer(login.text("access"));
    assertThat(bearer.get("/wallets/wallets/").with(200).json()).hasSize(1);

    Reply renewed =
        people
            .nobody()
            .post("/accounts/token/refresh/", Map.of("refresh", login.text("refresh")))
            .with(200);
    assertShape(renewed.json(), "refresh", "access", "access_expires_at");
    assertThat(people.nobody().bearer(renewed.text("access")).get("/wallets/wallets").status())
        .isEqualTo(200);
    // A token used twice was stolen: all that came of it ends.
    for (String token : List.of(login.text("refresh"), renewed.text("refresh"))) {
      people.nobody().post("/accounts/token/refresh/", Map.of("refresh", token)).with(401);
    }

    Reply admin =
        people
            .nobody()
            .post(
                "/platform-admin/admin-platform/login/",
                Map.of("phone_number", People.ADMIN_PHONE, "password", People.ADMIN_PASSWORD))
            .with(200);
    assertThat(admin.json().required("user").required("roles").toString()).contains("\"admin\"");
    almaz
        .caller()
        .post("/accounts/pin/", Map.of("pin", "1234", "password", People.PASSWORD))
        .with(200);
  }

  @Test
  void sends_money_to_another_wallet() {
    Person almaz = people.registerWith("100");
    Person bekele = people.register();
    int number = 0;
    @Nullable Reply sent = null;
    for (Object amount : List.of(10, new BigDecimal("10.50"), "10.5", "10")) {
      Map<String, Object> body = People.p2p(almaz, bekele, "10");
      body.put("amount", amount);
      String slash = number++ % 2 == 0 ? "/" : "";
      sent = almaz.caller().post("/wallets/send/p2p" + slash, body).with(201);
      assertShape(
          sent.json(),
          "from_wallet",
          "to_wallet",
          "amount",
          "remarks",
          "id",
          "status",
          "balance",
          "currency");
      assertThat(sent.text("from_wallet")).isEqualTo(almaz.wallet());
      assertThat(sent.text("to_wallet")).isEqualTo(bekele.wallet());
      assertThat(sent.text("remarks")).isEqualTo("lunch");
      assertThat(sent.text("status")).isEqualTo("completed");
      assertThat(sent.text("currency")).isEqualTo("ETB");
      assertAmount(sent.json(), "amount", amount.toString());
    }
    assertBalance(almaz, "59");
    assertBalance(bekele, "41");

    Reply list =
        almaz.caller().getAfter(Objects.requireNonNull(sent), "/wallets/transactions/").with(200);
    assertThat(list.json()).hasSize(5);
    JsonNode newest = list.json().required(0);
    assertTransaction(newest);
    assertThat(newest.required("to_user").asString()).isEqualTo(bekele.id());
    assertThat(newest.required("to_business").isNull()).isTrue();
    assertThat(newest.required("status").asString()).isEqualTo("completed");
    assertThat(newest.required("kind").asString()).isEqualTo("p2p");
    String id = newest.required("id").asString();
    assertThat(bekele.caller().get("/wallets/transactions/" + id).with(200).json())
        .isEqualTo(newest);
    Reply stats = bekele.caller().get("/wallets/stats/transactions/" + id + "/").with(200);
    JsonNode postings = stats.json().required("postings");
    assertThat(postings).hasSize(2);
    JsonNode debit = postings.required(0);
    JsonNode credit = postings.required(1);
    assertThat(debit.required("side").asString()).isEqualTo("debit");
    assertThat(debit.required("wallet").asString()).isEqualTo(almaz.wallet());
    // What the other has is nobody's business.
    assertThat(debit.required("balance_after").isNull()).isTrue();
    assertAmount(credit, "balance_after", "41");
    assertThat(
            people
                .admin()
                .get("/wallets/stats/transactions/" + id)
                .with(200)
                .json()
                .required("postings")
                .required(0)
                .required("balance_after")
                .decimalValue())
        .isEqualByComparingTo("59");
  }

  @Test
  void takes_in_money_and_sends_it_out() {
    Person almaz = people.register();
    for (String spelling : List.of(almaz.phone(), almaz.phone().replace("+251", "0"))) {
      Reply received =
          people
              .enterprise()
              .post(
                  "/wallets/receive/external",
                  fields("phone_number", spelling, "amount", 25.5, "remarks", "cash"))
              .with(201);
      assertShape(received.json(), "amount", "remarks", "details", "id", "status", "currency");
      assertAmount(received.json(), "amount", "25.5");
      assertThat(received.text("details")).contains("25.50", almaz.phone());
    }
    Reply sent =
        almaz
            .caller()
            .post(
                "/wallets/send/external/",
                fields(
                    "from_wallet",
                    almaz.wallet(),
                    "bank",
                    "Dashen Bank",
                    "account_number",
                    "0134",
                    "amount",
                    "11",
                    "remarks",
                    "ለቤት ኪራይ"))
            .with(201);
    assertShape(
        sent.json(),
        "from_wallet",
        "amount",
        "remarks",
        "bank",
        "account_number",
        "id",
        "status",
        "balance",
        "currency");
    assertThat(sent.text("remarks")).isEqualTo("ለቤት ኪራይ");
    assertAmount(sent.json(), "balance", "40");
    assertBalance(almaz, "40");
    JsonNode out =
        almaz
            .caller()
            .getAfter(sent, "/wallets/transactions/" + sent.text("id") + "/")
            .with(200)
            .json();
    assertThat(out.required("kind").asString()).isEqualTo("send-external");
    assertThat(out.required("to_account").asString()).isEqualTo("settlement:Dashen-Bank:ETB");
    assertThat(out.required("to_wallet").isNull()).isTrue();
  }

  @Test
  void a_currency_without_decimals_has_none_on_the_wire() {
    Person awa = people.registerWith("+221781112233", "5000");
    Person issa = people.register("+221781112234");
    Reply sent = awa.caller().post("/wallets/send/p2p/", People.p2p(awa, issa, "1500")).with(201);
    assertThat(sent.text("currency")).isEqualTo("XOF");
    assertThat(sent.body()).contains("\"amount\":1500,", "\"balance\":3500,");
    assertThat(
            awa.caller()
                .post("/wallets/send/p2p/", People.p2p(awa, issa, "1500.5"))
                .with(400)
                .text("code"))
        .isEqualTo("AMOUNT_TOO_PRECISE");
    awa.caller().post("/wallets/send/p2p/", People.p2p(awa, issa, "500.00")).with(201);
    assertBalance(awa, "3000");

    Reply opened = awa.caller().post("/wallets/wallets/", Map.of("currency", "ETB")).with(201);
    assertThat(opened.text("user")).isEqualTo(awa.id());
    Reply again = awa.caller().post("/wallets/wallets", Map.of("currency", "ETB")).with(200);
    assertThat(again.text("id")).isEqualTo(opened.text("id"));
    Reply received =
        people
            .enterprise()
            .post(
                "/wallets/receive/external/",
                fields(
                    "phone_number",
                    awa.phone(),
                    "amount",
                    "10.25",
                    "remarks",
                    "x",
                    "currency",
                    "ETB"))
            .with(201);
    JsonNode wallets = awa.caller().getAfter(received, "/wallets/wallets/").with(200).json();
    assertThat(wallets).hasSize(2);
    // Newest first; the owner's id still names the first.
    assertThat(wallets.required(0).required("id").asString()).isEqualTo(opened.text("id"));
    assertAmount(wallets.required(0), "balance", "10.25");
    assertBalance(awa, "3000");
  }

  @Test
  void a_business_has_a_wallet_that_its_owner_uses() {
    Person almaz = people.registerWith("100");
    Reply created =
        almaz
            .caller()
            .post(
                "/accounts/business/",
                fields(
                    "name",
                    "Merkato Shop",
                    "contact_phone",
                    "0911000123",
                    "contact_email",
                    "shop@example.com"))
            .with(201);
    assertShape(
        created.json(),
        "id",
        "is_active",
        "is_verified",
        "name",
        "contact_phone",
        "contact_email",
        "logo",
        "license",
        "legacy_no");
    assertThat(created.text("contact_phone")).isEqualTo("+251911000123");
    String id = created.text("id");
    Caller caller = almaz.caller();
    JsonNode shop = caller.getAfter(created, "/wallets/business-wallets/" + id).with(200).json();
    assertWallet(shop);
    assertThat(shop.required("wallet_type").asString()).isEqualTo("business");
    assertThat(shop.required("business").asString()).isEqualTo(id);
    for (String name : List.of(created.text("legacy_no"), shop.required("id").asString())) {
      assertThat(caller.get("/wallets/business-wallets/" + name + "/").with(200).json())
          .isEqualTo(shop);
    }
    assertThat(caller.get("/wallets/business-wallets/").with(200).json()).hasSize(1);
    assertThat(caller.get("/accounts/business/" + id).with(200).json()).isEqualTo(created.json());
    assertThat(caller.get("/accounts/business/" + created.text("legacy_no") + "/").with(200).json())
        .isEqualTo(created.json());
    assertThat(caller.get("/accounts/business/").with(200).json()).hasSize(1);

    Map<String, Object> body = People.p2p(almaz, almaz, "60");
    body.put("to_wallet", shop.required("id").asString());
    Reply paid = caller.post("/wallets/send/p2p/", body).with(201);
    assertThat(
            caller
                .getAfter(paid, "/wallets/transactions/" + paid.text("id"))
                .with(200)
                .text("to_business"))
        .isEqualTo(id);
    body.put("from_wallet", shop.required("id").asString());
    body.put("to_wallet", almaz.wallet());
    caller.post("/wallets/send/p2p/", body).with(201);
    assertBalance(almaz, "100");

    Person stranger = people.register();
    for (String path :
        List.of("/accounts/business/" + id, "/wallets/business-wallets/" + id + "/")) {
      stranger.caller().get(path).with(404);
    }
    assertThat(stranger.caller().get("/wallets/business-wallets/").with(200).json()).isEmpty();
  }

  @Test
  void an_enterprise_has_keys_and_wallets() {
    Reply first =
        people
            .admin()
            .post("/apis/enterprises/access-grants/", Map.of("name", "Telecom"))
            .with(201);
    assertShape(
        first.json(),
        "id",
        "created_at",
        "updated_at",
        "access_id",
        "access_secret",
        "is_active",
        "enterprise");
    Reply inactive =
        people
            .admin()
            .post(
                "/apis/enterprises/access-grants",
                Map.of("enterprise", first.text("enterprise"), "is_active", false))
            .with(201);
    assertThat(inactive.text("enterprise")).isEqualTo(first.text("enterprise"));
    assertThat(inactive.text("access_id")).isNotEqualTo(first.text("access_id"));
    people
        .nobody()
        .accessKey(inactive.text("access_id"), inactive.text("access_secret"))
        .get("/wallets/wallets/")
        .with(401);

    Caller telecom =
        people.nobody().accessKey(first.text("access_id"), first.text("access_secret"));
    Reply opened = telecom.post("/wallets/wallets/", Map.of("currency", "ETB")).with(201);
    assertThat(opened.text("enterprise")).isEqualTo(first.text("enterprise"));
    Person almaz = people.registerWith("50");
    Map<String, Object> body = People.p2p(almaz, almaz, "20");
    body.put("to_wallet", opened.text("id"));
    Reply bought = almaz.caller().post("/wallets/send/p2p/", body).with(201);
    JsonNode wallets = telecom.getAfter(bought, "/wallets/wallets/").with(200).json();
    assertThat(wallets).hasSize(1);
    assertAmount(wallets.required(0), "balance", "20");
    assertThat(
            telecom
                .getAfter(bought, "/wallets/transactions/" + bought.text("id"))
                .with(200)
                .text("to_enterprise"))
        .isEqualTo(first.text("enterprise"));
    body.put("from_wallet", opened.text("id"));
    body.put("to_wallet", almaz.wallet());
    telecom.post("/wallets/send/p2p/", body).with(201);
    assertBalance(almaz, "50");
  }

  @Test
  void what_is_somebody_elses_is_not_there() {
    Person almaz = people.registerWith("100");
    Person bekele = people.register();
    Person chaltu = people.register();
    Reply sent =
        almaz.caller().post("/wallets/send/p2p/", People.p2p(almaz, bekele, "10")).with(201);
    for (String path :
        List.of(
            "/wallets/wallets/" + almaz.wallet() + "/",
            "/wallets/wallets/" + almaz.id() + "/",
            "/wallets/transactions/" + sent.text("id") + "/",
            "/wallets/stats/transactions/" + sent.text("id") + "/",
            "/wallets/transactions/?wallet=" + almaz.wallet())) {
      chaltu.caller().getAfter(sent, path).with(404);
      people.admin().getAfter(sent, path).with(200);
    }
    assertThat(chaltu.caller().get("/wallets/transactions/").with(200).json()).isEmpty();
    JsonNode found =
        chaltu
            .caller()
            .get("/wallets/wallets/public/?phone_number=" + almaz.phone().replace("+", "%2B"))
            .with(200)
            .json();
    assertThat(found).hasSize(1);
    assertShape(found.required(0), "id", "name");
    assertThat(found.required(0).required("id").asString()).isEqualTo(almaz.wallet());
    assertThat(found.required(0).required("name").asString()).startsWith("Almaz T").contains("*");
  }

  @Test
  void staff_roles_read_and_do_not_write() {
    for (String role : List.of("auditor", "recon")) {
      Person watcher = people.register();
      Person almaz = people.registerWith("20");
      Reply made =
          people
              .admin()
              .post(
                  "/platform-admin/staff/",
                  Map.of("phone_number", watcher.phone(), "roles", List.of(role)))
              .with(200);
      assertShape(made.json(), "id", "phone_number", "roles");
      Reply login =
          people
              .nobody()
              .post(
                  "/accounts/login/",
                  Map.of("phone_number", watcher.phone(), "password", People.PASSWORD))
              .with(200);
      Caller caller = people.nobody().bearer(login.text("access"));
      caller
          .get("/wallets/wallets/" + almaz.wallet() + "/")
          .with(role.equals("auditor") ? 200 : 404);
      for (Caller each : List.of(caller, watcher.caller())) {
        assertThat(
                each.post("/wallets/send/p2p/", People.p2p(watcher, almaz, "10"))
                    .with(403)
                    .text("code"))
            .isEqualTo("ROLE_REQUIRED");
        each.post("/wallets/wallets/", Map.of("currency", "USD")).with(403);
        each.post("/wallets/send/bulk/", Map.of("transfers", List.of())).with(403);
      }
    }
  }

  @Test
  void a_restricted_wallet_rests_until_it_is_unrestricted() {
    Person almaz = people.registerWith("100");
    Person bekele = people.registerWith("100");
    String path = "/wallets/" + almaz.wallet();
    Reply restricted =
        people.admin().post(path + "/restrict/", Map.of("remarks", "order 7")).with(200);
    assertThat(restricted.json())
        .isEqualTo(Reply.JSON.valueToTree(fields("id", almaz.wallet(), "is_restricted", true)));
    assertThat(
            almaz
                .caller()
                .getAfter(restricted, "/wallets/wallets/")
                .with(200)
                .json()
                .required(0)
                .required("is_restricted")
                .asBoolean())
        .isTrue();
    almaz.caller().post("/wallets/send/p2p/", People.p2p(almaz, bekele, "10")).with(422);
    bekele.caller().post("/wallets/send/p2p/", People.p2p(bekele, almaz, "10")).with(422);
    people.admin().post(path + "/unrestrict", "").with(200);
    almaz.caller().post("/wallets/send/p2p/", People.p2p(almaz, bekele, "10")).with(201);
  }

  @Test
  void a_key_stands_for_one_request_of_one_sender() {
    Person almaz = people.registerWith("30");
    Person bekele = people.registerWith("30");
    Map<String, Object> body = People.p2p(almaz, bekele, "10");
    String path = "/wallets/send/p2p/";
    Reply first = almaz.caller().post(path, body, "Idempotency-Key", "rent 1").with(201);
    assertThat(first.isHit()).isFalse();
    Map<String, Object> sameOtherwiseSpelled =
        fields(
            "remarks",
            "lunch",
            "amount",
            new BigDecimal("10.00"),
            "to_wallet",
            bekele.wallet(),
            "from_wallet",
            almaz.wallet());
    Reply repeat =
        almaz
            .caller()
            .post("/wallets/send/p2p", sameOtherwiseSpelled, "Idempotency-Key", "rent 1")
            .with(201);
    assertThat(repeat.isHit()).isTrue();
    assertThat(repeat.json()).isEqualTo(first.json());
    assertThat(repeat.position()).isEqualTo(first.position());

    body.put("amount", 11);
    assertThat(almaz.caller().post(path, body, "Idempotency-Key", "rent 1").with(422).text("code"))
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(
            bekele
                .caller()
                .post(path, People.p2p(bekele, almaz, "10"), "Idempotency-Key", "rent 1")
                .with(201)
                .isHit())
        .isFalse();

    // A refusal is an answer too, whatever comes after it.
    Map<String, Object> tooMuch = People.p2p(almaz, bekele, "500");
    Reply refused = almaz.caller().post(path, tooMuch, "Idempotency-Key", "rent 2").with(422);
    assertThat(refused.text("code")).isEqualTo("INSUFFICIENT_AVAILABLE_FUNDS");
    people.receive(almaz.phone(), "1000");
    Reply refusedAgain = almaz.caller().post(path, tooMuch, "Idempotency-Key", "rent 2").with(422);
    assertThat(refusedAgain.isHit()).isTrue();
    assertThat(refusedAgain.json()).isEqualTo(refused.json());
    almaz.caller().post(path, tooMuch, "Idempotency-Key", "rent 3").with(201);
    // Without a key a repeat is a second payment.
    almaz.caller().post(path, tooMuch).with(201);
    assertBalance(almaz, "30");
    assertBalance(bekele, "1030");
  }

  @Test
  void a_hundred_requests_at_once_under_one_key_have_one_effect() throws Exception {
    Person almaz = people.registerWith("5000");
    Person bekele = people.register();
    Map<String, Object> body = People.p2p(almaz, bekele, "10");
    List<Callable<Reply>> requests =
        Collections.nCopies(
            100, () -> almaz.caller().post("/wallets/send/p2p/", body, "Idempotency-Key", "one"));
    List<Reply> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Reply> reply : threads.invokeAll(requests)) {
        replies.add(reply.get().with(201));
      }
    }
    assertThat(replies).filteredOn(reply -> !reply.isHit()).hasSize(1);
    assertThat(replies).extracting(Reply::body).containsOnly(replies.getFirst().body());
    assertBalance(bekele, "10");
  }

  @Test
  void many_transfers_are_tried_in_order_each_under_its_reference() {
    Person almaz = people.registerWith("100");
    Person bekele = people.register();
    String run = UUID.randomUUID().toString();
    List<Map<String, Object>> transfers =
        List.of(
            transfer(run + "-1", bekele, almaz, "0.01"),
            transfer(run + "-2", almaz, bekele, "70"),
            transfer(run + "-3", almaz, bekele, "70"),
            transfer(run + "-4", almaz, bekele, "30"),
            fields("reference", run + "-5"));
    Map<String, Object> body = fields("transfers", transfers);
    Reply first =
        almaz.caller().post("/wallets/send/bulk/", body, "Idempotency-Key", run).with(200);
    assertShape(first.json(), "accepted", "rejected", "results");
    assertThat(first.json().required("accepted").asInt()).isEqualTo(2);
    assertThat(first.json().required("rejected").asInt()).isEqualTo(3);
    List<String> results = new ArrayList<>();
    first
        .json()
        .required("results")
        .forEach(
            result ->
                results.add(
                    result.required("reference").asString().replace(run, "")
                        + " "
                        + result.required("status").asString()
                        + " "
                        + result.path("code").asString("")));
    assertThat(results)
        .containsExactly(
            "-1 rejected WALLET_NOT_FOUND",
            "-2 completed ",
            "-3 rejected INSUFFICIENT_AVAILABLE_FUNDS",
            "-4 completed ",
            "-5 rejected MISSING_FIELD");
    assertBalance(almaz, "0");

    Reply same = almaz.caller().post("/wallets/send/bulk", body, "Idempotency-Key", run).with(200);
    assertThat(same.isHit()).isTrue();
    assertThat(same.json()).isEqualTo(first.json());
    assertThat(
            almaz
                .caller()
                .post(
                    "/wallets/send/bulk/",
                    fields("transfers", transfers.subList(0, 1)),
                    "Idempotency-Key",
                    run)
                .with(422)
                .text("code"))
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    Reply withoutKey = almaz.caller().post("/wallets/send/bulk/", body).with(200);
    for (int index = 0; index < 4; index++) {
      JsonNode result = withoutKey.json().required("results").required(index);
      assertThat(result.required("hit").asBoolean()).isTrue();
      assertThat(result.required("id"))
          .isEqualTo(first.json().required("results").required(index).required("id"));
    }
    assertBalance(almaz, "0");
    assertBalance(bekele, "100");
  }

  @Test
  void many_transfers_are_made_all_or_none() {
    Person almaz = people.registerWith("100");
    Person bekele = people.register();
    String run = UUID.randomUUID().toString();
    Map<String, Object> tooMuch =
        fields(
            "atomic",
            true,
            "transfers",
            List.of(
                transfer(run + "-1", almaz, bekele, "70"),
                transfer(run + "-2", almaz, bekele, "70")));
    Reply refused =
        almaz.caller().post("/wallets/send/bulk/", tooMuch, "Idempotency-Key", run).with(422);
    assertThat(refused.json().required("index").asInt()).isEqualTo(1);
    assertThat(refused.text("code")).isEqualTo("INSUFFICIENT_AVAILABLE_FUNDS");
    assertBalance(almaz, "100");
    people.receive(almaz.phone(), "100");
    Reply again =
        almaz.caller().post("/wallets/send/bulk/", tooMuch, "Idempotency-Key", run).with(422);
    assertThat(again.isHit()).isTrue();
    assertThat(again.json()).isEqualTo(refused.json());
    assertBalance(almaz, "200");

    Map<String, Object> sound =
        fields(
            "atomic",
            true,
            "transfers",
            List.of(
                transfer(run + "-3", almaz, bekele, "150"),
                transfer(run + "-4", bekele, almaz, "50")));
    // Bekele's money is not Almaz's to send.
    almaz.caller().post("/wallets/send/bulk/", sound).with(404);
    assertBalance(almaz, "200");
    Map<String, Object> own =
        fields(
            "atomic",
            true,
            "transfers",
            List.of(
                transfer(run + "-5", almaz, bekele, "150"),
                transfer(run + "-6", almaz, bekele, "50")));
    Reply made =
        almaz.caller().post("/wallets/send/bulk/", own, "Idempotency-Key", run + "b").with(201);
    assertThat(made.json().required("accepted").asInt()).isEqualTo(2);
    assertThat(
            almaz
                .caller()
                .post("/wallets/send/bulk/", own, "Idempotency-Key", run + "b")
                .with(201)
                .json())
        .isEqualTo(made.json());
    assertBalance(almaz, "0");
    assertBalance(bekele, "200");
  }

  @Test
  void an_admin_opens_many_wallets_and_moves_money_between_any_accounts() {
    String run = UUID.randomUUID().toString();
    List<Map<String, Object>> wallets =
        List.of(
            fields(
                "external_reference",
                run + "-a",
                "currency",
                "ETB",
                "opening",
                "250.75",
                "from",
                "settlement:paysim:ETB"),
            fields("external_reference", run + "-b", "currency", "ETB"),
            fields("external_reference", run + "-a", "currency", "ETB"),
            fields("external_reference", run + "-a", "currency", "XOF"),
            fields("external_reference", run + "-c", "currency", "ETB", "opening", "10"));
    Reply opened = people.admin().post("/wallets/wallets/bulk/", wallets).with(200);
    assertShape(opened.json(), "opened", "existing", "rejected", "results");
    JsonNode results = opened.json().required("results");
    assertThat(results.valueStream().map(result -> result.required("status").asString()))
        .containsExactly("opened", "opened", "existing", "rejected", "rejected");
    assertThat(results.required(2).required("id")).isEqualTo(results.required(0).required("id"));
    assertThat(results.required(3).required("code").asString())
        .isEqualTo("EXTERNAL_REFERENCE_TAKEN");
    JsonNode found =
        people
            .admin()
            .getAfter(opened, "/wallets/wallets/?external_reference=" + run + "-a")
            .with(200)
            .json();
    assertThat(found).hasSize(1);
    assertAmount(found.required(0), "balance", "250.75");
    assertThat(found.required(0).required("wallet_type").asString()).isEqualTo("external");

    Map<String, Object> transfer =
        fields(
            "reference",
            run,
            "from_wallet",
            results.required(0).required("id").asString(),
            "to_wallet",
            "settlement:paysim",
            "amount",
            "0.75",
            "kind",
            "adjustment",
            "currency",
            "ETB",
            "effective_at",
            "2026-01-15T10:00:00+03:00");
    Reply moved =
        people
            .admin()
            .post("/wallets/send/bulk/", fields("transfers", List.of(transfer)))
            .with(200);
    String id = moved.json().required("results").required(0).required("id").asString();
    JsonNode entry =
        people.admin().getAfter(moved, "/wallets/transactions/" + id + "/").with(200).json();
    assertThat(entry.required("kind").asString()).isEqualTo("adjustment");
    assertThat(entry.required("to_account").asString()).isEqualTo("settlement:paysim:ETB");
    assertThat(OffsetDateTime.parse(entry.required("effective_at").asString()).toInstant())
        .isEqualTo("2026-01-15T07:00:00Z");
  }

  @Test
  void lists_are_read_page_by_page() {
    Person almaz = people.registerWith("100");
    Person bekele = people.register();
    List<String> sent = new ArrayList<>();
    Reply last = people.receive(almaz.phone(), "10");
    sent.add(last.text("id"));
    for (int number = 0; number < 6; number++) {
      last = almaz.caller().post("/wallets/send/p2p/", People.p2p(almaz, bekele, "10")).with(201);
      sent.addFirst(last.text("id"));
    }
    almaz.caller().getAfter(last, "/wallets/transactions/").with(200);
    for (String start :
        List.of(
            "/wallets/transactions/?limit=3&wallet=" + almaz.wallet(),
            "/wallets/transactions?limit=3")) {
      List<String> read = new ArrayList<>();
      List<Integer> sizes = new ArrayList<>();
      String path = start;
      while (!path.isEmpty()) {
        Reply page = almaz.caller().get(path).with(200);
        page.json().forEach(entry -> read.add(entry.required("id").asString()));
        sizes.add(page.json().size());
        Matcher next = NEXT.matcher(page.headers().firstValue("Link").orElse(""));
        path = next.find() ? next.group(1) : "";
      }
      assertThat(read.subList(0, sent.size())).isEqualTo(sent);
      assertThat(read).doesNotHaveDuplicates().hasSize(8);
      assertThat(sizes).containsExactly(3, 3, 2);
    }
  }

  @Test
  void after_all_that_the_books_still_balance() {
    Person almaz = people.registerWith("100");
    Reply received = people.receive(almaz.phone(), "10");
    Reply balance = people.admin().getAfter(received, "/audit/trial-balance/").with(200);
    assertShape(balance.json(), "position", "currencies");
    assertThat(balance.json().required("position").asLong())
        .isGreaterThanOrEqualTo(received.position());
    assertThat(balance.json().required("currencies"))
        .isNotEmpty()
        .allSatisfy(
            currency -> {
              assertShape(currency, "currency", "debits", "credits", "sum", "accounts");
              assertAmount(currency, "sum", "0");
              assertThat(currency.required("debits")).isEqualTo(currency.required("credits"));
            });
    assertBalance(almaz, "110");
  }

  private static Map<String, Object> transfer(
      String reference, Person from, Person to, String amount) {
    return fields(
        "reference",
        reference,
        "from_wallet",
        from.wallet(),
        "to_wallet",
        to.wallet(),
        "amount",
        amount);
  }

  private static JsonNode wallet(Person person) {
    // Not older than anything that was written before.
    long head =
        database
            .sql("SELECT coalesce(max(position), 0) FROM ledger.event")
            .query(Long.class)
            .single();
    return person
        .caller()
        .get("/wallets/wallets/" + person.id() + "/", "Ledger-Min-Position", Long.toString(head))
        .with(200)
        .json();
  }

  private static void assertBalance(Person person, String amount) {
    assertAmount(wallet(person), "balance", amount);
    assertAmount(wallet(person), "available", amount);
  }

  private static void assertAmount(JsonNode object, String name, String amount) {
    assertThat(object.required(name).isNumber()).isTrue();
    assertThat(object.required(name).decimalValue()).as(name).isEqualByComparingTo(amount);
  }

  private static void assertWallet(JsonNode wallet) {
    assertShape(
        wallet,
        "id",
        "created_at",
        "updated_at",
        "balance",
        "frozen_amount",
        "is_restricted",
        "wallet_type",
        "user",
        "business",
        "enterprise",
        "available",
        "currency",
        "external_reference");
  }

  private static void assertTransaction(JsonNode transaction) {
    assertShape(
        transaction,
        "id",
        "to_user",
        "to_business",
        "to_enterprise",
        "created_at",
        "updated_at",
        "amount",
        "remarks",
        "status",
        "from_wallet",
        "to_wallet",
        "from_account",
        "to_account",
        "currency",
        "kind",
        "effective_at");
  }

  private static void assertShape(JsonNode object, String... names) {
    assertThat(object.propertyNames()).containsExactlyInAnyOrder(names);
  }
}
