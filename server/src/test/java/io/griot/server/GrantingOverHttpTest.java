package io.griot.server;

import static io.griot.server.People.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Enterprises that pull money, on a running server. */
class GrantingOverHttpTest {

  private static final String REQUESTS = "/apis/enterprises/enterprises-grants/";
  private static final String ANSWERS = "/apis/enterprises/users-grants/";
  private static final String PULLS = "/apis/enterprises/initiate-payment/";
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

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

  /** An enterprise with an access key of its own. */
  private record Company(String id, Caller caller) {

    static Company create(String name) {
      Reply key =
          people.admin().post("/apis/enterprises/access-grants/", Map.of("name", name)).with(201);
      return new Company(
          key.text("enterprise"),
          people.nobody().accessKey(key.text("access_id"), key.text("access_secret")));
    }

    Reply ask(Person person, Object... more) {
      Map<String, Object> body =
          fields("phone_number", person.phone(), "max_amount", "50.00", "enterprise", id);
      body.putAll(fields(more));
      return caller.post(REQUESTS, body).with(201);
    }

    Reply pull(String grant, Object amount) {
      return caller.post(PULLS, fields("amount", amount, "remarks", "July", "user_grant", grant));
    }
  }

  private static Reply change(Person person, String grant, Map<String, Object> body) {
    return person
        .caller()
        .send(
            "PATCH",
            person.caller().writes() + ANSWERS + grant + "/",
            Reply.JSON.writeValueAsString(body));
  }

  @Test
  void both_sides_read_what_was_answered() {
    Company water = Company.create("Water Works");
    Person almaz = people.registerWith("100");
    Reply asked =
        water.ask(
            almaz,
            "expires_at",
            "2099-01-01T00:00:00.123456Z",
            "meta_data",
            Map.of("contract", List.of(7)));
    String id = asked.text("id");
    assertThat(water.caller().getAfter(asked, REQUESTS + id + "/").with(200).json())
        .isEqualTo(asked.json());
    assertThat(water.caller().get(REQUESTS).with(200).json().required(0)).isEqualTo(asked.json());

    Reply approved = change(almaz, id, fields("grant_status", "approved")).with(200);
    JsonNode listed = almaz.caller().getAfter(approved, ANSWERS).with(200).json();
    assertThat(listed).hasSize(1);
    assertThat(listed.required(0)).isEqualTo(approved.json());
    assertThat(listed.required(0).required("enterprise"))
        .isEqualTo(Reply.JSON.valueToTree(fields("id", water.id(), "name", "Water Works")));
    assertThat(listed.required(0).required("meta_data").toString()).isEqualTo("{\"contract\":[7]}");
  }

  @Test
  void a_pull_moves_the_money_and_shows_as_a_transaction_of_both() {
    Company water = Company.create("Water Works");
    Person almaz = people.registerWith("100");
    String grant = water.ask(almaz).text("id");
    change(almaz, grant, fields("grant_status", "approved")).with(200);
    Reply pulled = water.pull(grant, 30).with(201);
    for (Caller side : List.of(almaz.caller(), water.caller())) {
      JsonNode transaction =
          side.getAfter(pulled, "/wallets/transactions/" + pulled.text("id") + "/")
              .with(200)
              .json();
      assertThat(transaction.required("kind").asString()).isEqualTo("grant-pull");
      assertThat(transaction.required("to_enterprise").asString()).isEqualTo(water.id());
    }
    JsonNode wallet = water.caller().getAfter(pulled, "/wallets/wallets/").with(200).json();
    assertThat(wallet).hasSize(1);
    assertThat(wallet.required(0).required("balance").decimalValue()).isEqualByComparingTo("30");
    assertThat(
            water.caller().getAfter(pulled, REQUESTS + grant + "/").with(200).text("pulled_amount"))
        .isEqualTo("30.00");
    assertThat(water.pull(grant, "20.01").with(422).text("code")).isEqualTo("GRANT_EXHAUSTED");
    water.pull(grant, "20").with(201);
  }

  @Test
  void lists_are_filtered_and_come_in_pages() {
    Company water = Company.create("Water Works");
    Person almaz = people.register();
    Person bekele = people.register();
    String first = water.ask(almaz, "expires_at", "2098-01-01").text("id");
    String second = water.ask(bekele, "expires_at", "2099-01-01").text("id");
    String third = water.ask(almaz).text("id");
    Reply approved = change(almaz, third, fields("grant_status", "approved")).with(200);

    assertThat(ids(water.caller().getAfter(approved, REQUESTS)))
        .containsExactly(third, second, first);
    assertThat(ids(water.caller().get(REQUESTS + "?status=pending")))
        .containsExactly(second, first);
    assertThat(ids(water.caller().get(REQUESTS + "?user_id=" + almaz.id())))
        .containsExactly(third, first);
    assertThat(ids(water.caller().get(REQUESTS + "?expires_at_gte=2098-06-01T00:00:00Z")))
        .containsExactly(second);
    assertThat(ids(almaz.caller().get(ANSWERS + "?status=approved"))).containsExactly(third);
    assertThat(ids(almaz.caller().get(ANSWERS + "?expires_at_gte=2020-01-01")))
        .containsExactly(first);

    Reply page = water.caller().get(REQUESTS + "?limit=2").with(200);
    assertThat(ids(page)).containsExactly(third, second);
    Matcher next = NEXT.matcher(page.header("Link"));
    assertThat(next.find()).isTrue();
    Reply last = water.caller().get(next.group(1)).with(200);
    assertThat(ids(last)).containsExactly(first);
  }

  @Test
  void a_grant_is_nobody_elses() {
    Company water = Company.create("Water Works");
    Company power = Company.create("Power Works");
    Person almaz = people.registerWith("100");
    Person bekele = people.register();
    Reply asked = water.ask(almaz);
    String grant = asked.text("id");
    for (Caller stranger : List.of(power.caller(), bekele.caller(), almaz.caller())) {
      stranger.getAfter(asked, REQUESTS + grant + "/").with(404);
      assertThat(ids(stranger.get(REQUESTS))).isEmpty();
    }
    assertThat(ids(bekele.caller().get(ANSWERS))).isEmpty();
    assertThat(change(bekele, grant, fields("grant_status", "approved")).with(404).text("code"))
        .isEqualTo("GRANT_NOT_FOUND");
    change(almaz, grant, fields("grant_status", "approved")).with(200);
    assertThat(power.pull(grant, 1).with(404).text("code")).isEqualTo("GRANT_NOT_FOUND");
    people.admin().get(REQUESTS + grant + "/").with(200);
  }

  private static List<String> ids(Reply reply) {
    List<String> ids = new ArrayList<>();
    reply.with(200).json().forEach(grant -> ids.add(grant.required("id").asString()));
    return ids;
  }
}
