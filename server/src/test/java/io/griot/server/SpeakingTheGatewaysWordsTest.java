package io.griot.server;

import static io.griot.server.People.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.sandbox.effect.Effect;
import io.griot.sandbox.fault.Fault;
import io.griot.sandbox.fault.Script;
import io.griot.sandbox.operation.Operation;
import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A client that knows nothing but the document of the payment gateway: its sixteen operations with
 * the paths, headers and bodies of its sample calls, against a running server that carries its
 * payments to the simulated provider, which has the bills of the samples.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpeakingTheGatewaysWordsTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Nothing else in the server looks like these. */
  private static final String PASSWORD = "canary-password-5f2e";

  private static final String PIN = "1001";

  @TempDir private static Path directory;
  private static ProvidersUnderTest providers;
  private static RunningLedger ledger;
  private static JdbcClient database;
  private static People people;
  private static String enterprise = "";
  private static String token = "";

  @BeforeAll
  static void start_a_gateway_with_one_customer() throws InterruptedException {
    TestDatabase empty = TestDatabase.create();
    providers = new ProvidersUnderTest();
    ledger = RunningLedger.start(directory, providers.variables(empty, "all"));
    database = JdbcClient.create(empty.dataSource());
    people = ledger.people();
    Reply created =
        people
            .admin()
            .post(
                "/gateway/integrators/",
                fields("name", "Kiosk", "username", "USERNAME", "password", PASSWORD))
            .with(201);
    assertThat(created.json().propertyNames())
        .containsExactlyInAnyOrder("id", "enterprise", "name", "username");
    enterprise = created.text("enterprise");
    Person customer = people.registerWith("+221771234567", "100000");
    setPin(customer);
    token =
        answered(
                "POST",
                "/token/",
                null,
                "{\"username\": \"USERNAME\",\"password\": \"%s\"}".formatted(PASSWORD))
            .with(200)
            .text("token");
  }

  @AfterAll
  static void stop_the_gateway() {
    if (ledger != null) {
      ledger.close();
    }
    if (providers != null) {
      providers.close();
    }
  }

  private static void setPin(Person person) {
    person
        .caller()
        .post("/accounts/pin/", fields("pin", PIN, "password", People.PASSWORD))
        .with(200);
  }

  /** As the sample calls: an authorization header in small letters, and JSON. */
  private static Reply answered(
      String method, String path, @Nullable String bearer, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ledger.address() + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("content-type", "application/json");
    }
    if (bearer != null) {
      request.header("authorization", "Token " + bearer);
    }
    try {
      return Reply.of(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Reply get(String path) {
    return answered("GET", path, token, null);
  }

  private static Reply post(String path, String body) {
    return answered("POST", path, token, body);
  }

  private static Reply delete(String path) {
    return answered("DELETE", path, token, null);
  }

  /** The provider's own number of the one payment that it took for a customer. */
  private static String transaction(String customer) {
    List<Effect> effects = providers.sandbox.effects(customer);
    assertThat(effects).hasSize(1);
    return effects.getFirst().transaction();
  }

  private static void assertShows(Reply reply, String json) {
    reply.with(200);
    assertThat(reply.header("Content-Type")).startsWith("application/json");
    assertThat(reply.json()).isEqualTo(Reply.JSON.readTree(json));
  }

  @Test
  @Order(1)
  void token() {
    assertThat(token).hasSize(43);
    Reply wrong =
        answered("POST", "/token", null, "{\"username\":\"USERNAME\",\"password\":\"wrong\"}");
    assertThat(wrong.with(400).body())
        .isEqualTo("{\"non_field_errors\":[\"Unable to log in with provided credentials.\"]}");
  }

  @Test
  @Order(2)
  void senelec_bills() {
    assertShows(
        get("/senelecfactures/1061103482"),
        """
        [{"PAYMENT_TRANSACTION_NUMBER": null, "police": "1061103482", "numfacture": "5589110",
          "client": "CISSE BABACAR", "montant": "18590", "dateecheance": "2017-08-05",
          "statuspayment": false}]""");
    assertShows(get("/senelecfactures/0000000000/"), "[]");
  }

  @Test
  @Order(3)
  void senelec_payment() {
    String body =
        "{\"msisdn\":\"771234567\",\"police\": \t\"1061103482\",\"numfacture\": \"5589110\","
            + "\"montant\":\t\"18590\",\"pincode\":\"1001\"}";
    long before = System.nanoTime();
    Reply paid = post("/senelecfactures/", body);
    assertShows(
        paid,
        """
        {"PAYMENT_TRANSACTION_NUMBER": "%s", "police": "1061103482",
         "numfacture": "5589110", "client": "CISSE BABACAR", "montant": "18590",
         "dateecheance": "2017-08-05", "statuspayment": true}"""
            .formatted(transaction("1061103482")));
    // The answer comes with the outcome, not at the end of the patience.
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
    assertThat(post("/senelecfactures/", body).with(400).body())
        .isEqualTo("{\"code\":\"400\",\"error\":\"BILL_ALREADY_PAID\"}");
    assertThat(post("/senelecfactures/", body.replace("1001", "1234")).with(400).body())
        .isEqualTo("{\"code\":\"400\",\"error\":\"INVALID_PINCODE\"}");
    assertThat(get("/senelecfactures/1061103482").body()).contains("\"statuspayment\":true");
  }

  @Test
  @Order(3)
  void a_bill_that_somebody_pays_between_its_being_shown_and_paid_is_paid_already() {
    String policy = "9000001001";
    providers
        .sandbox
        .faults()
        .script(
            Script.of(policy, Fault.DUPLICATE_REFUSED)
                .with("at-once")
                .only(Operation.SENELEC_PAYMENT));
    JsonNode bill = get("/senelecfactures/" + policy).with(200).json().get(0);

    assertThat(
            post(
                    "/senelecfactures/",
                    """
                    {"msisdn":"771234567","police":"%s","numfacture":"%s","montant":"%s",
                     "pincode":"1001"}"""
                        .formatted(
                            policy,
                            bill.required("numfacture").asString(),
                            bill.required("montant").asString()))
                .with(400)
                .body())
        .isEqualTo("{\"code\":\"400\",\"error\":\"BILL_ALREADY_PAID\"}");
  }

  @Test
  @Order(4)
  void senelec_policies() {
    Reply added =
        post(
            "/senelecpolice/",
            "{\"alias\":\"Hotel\", \"msisdn\":\"771166182\", \"police\":\"4109900642\"}");
    long id = added.with(200).json().required("id").asLong();
    String policy =
        "{\"id\":%d,\"alias\":\"Hotel\",\"msisdn\":771166182,\"police\":\"4109900642\"}"
            .formatted(id);
    assertShows(added, policy);
    assertShows(get("/senelecpolice/771166182/"), "[" + policy + "]");
    // The sample's own number has a digit too many.
    assertShows(get("/senelecpolice/7711661821/"), "[]");
    Reply deleted = delete("/deletepolice/" + id + "/").with(200);
    assertThat(deleted.body()).isEmpty();
    assertThat(delete("/deletepolice/" + id + "/").with(404).body())
        .isEqualTo("{\"detail\":\"Not found.\"}");
    assertShows(get("/senelecpolice/771166182"), "[]");
    Reply bad = post("/senelecpolice/", "{\"alias\":\"Hotel\"}").with(404);
    assertThat(bad.json().required("detail").asString()).contains("msisdn", "police");
  }

  @Test
  @Order(5)
  void sde_bills() {
    assertShows(
        get("/sde/735034654215/"),
        """
        [{"PAYMENT_TRANSACTION_NUMBER": null, "reference_client": "735034654215",
          "reference_facture": "10073503465421502051701", "nom": "M.SALIOU", "prenom": "DIEYE",
          "montant": "2828", "date_echeance": "15/06/2017", "statuspayment": false}]""");
  }

  @Test
  @Order(6)
  void sde_payment() {
    String body =
        "{ \"reference_client\":\"735034654215\","
            + " \"reference_facture\":\"10073503465421502051701\", \"montant\":\"2828\", "
            + " \"pincode\":\"1001\", \"msisdn\":\"771234567\"}";
    Reply paid = post("/sde/", body);
    assertShows(
        paid,
        """
        {"PAYMENT_TRANSACTION_NUMBER": "%s", "reference_client": "735034654215",
         "reference_facture": "10073503465421502051701", "nom": "M.SALIOU", "prenom": "DIEYE",
         "montant": "2828", "date_echeance": "15/06/2017", "statuspayment": true}"""
            .formatted(transaction("735034654215")));
    assertThat(post("/sde", body).with(400).body())
        .isEqualTo("{\"code\":\"400\",\"error\":\"BILL_ALREADY_PAID\"}");
  }

  @Test
  @Order(7)
  void sde_references() {
    Reply added =
        post(
            "/sdereference/",
            "{\"alias\":\"Chateau Ngor\", \"msisdn\":\"771234567\","
                + " \"reference\":\"735034938607\"}");
    long id = added.with(200).json().required("id").asLong();
    assertShows(
        added,
        """
        {"id":%d,"alias":"Chateau Ngor","msisdn":771234567,"reference":735034938607}"""
            .formatted(id));
    // The document's list calls them policies, and writes them as strings.
    assertShows(
        get("/sdereference/771234567"),
        """
        [{"id":%d,"alias":"Chateau Ngor","msisdn":771234567,"police":"735034938607"}]"""
            .formatted(id));
    assertThat(delete("/deletepolice/" + id + "/").status()).isEqualTo(404);
    assertThat(delete("/deleteref/" + id + "/").with(200).body()).isEmpty();
    assertThat(delete("/deleteref/6/").status()).isEqualTo(404);
  }

  @Test
  @Order(8)
  void woyofal_purchase() {
    Reply bought =
        post(
            "/achatwoyofal/",
            "{ \"msisdn\":\"771234567\", \"compteur\":\"58469823\", \"amount\":\"1000\","
                + "\"pincode\": \"1001\" }");
    String units = bought.with(200).text("token");
    assertThat(units).matches("\\d{20}");
    assertShows(
        bought,
        """
        {"PAYMENT_TRANSACTION_NUMBER":"%s","compteur":"58469823","montant":"1000",
         "statuspayment":true,"token":"%s","kwh":"%s"}"""
            .formatted(transaction("58469823"), units, bought.text("kwh")));
    assertThat(new BigDecimal(bought.text("kwh"))).isPositive();
  }

  @Test
  @Order(9)
  void woyofal_meters() {
    Reply added =
        post(
            "/compteurwoyofal/",
            "{\"alias\":\"Maison\", \"msisdn\":\"771234567\", \"compteur\":\"14567634\"}");
    long id = added.with(200).json().required("id").asLong();
    String meter =
        "{\"id\":%d,\"alias\":\"Maison\",\"msisdn\":771234567,\"compteur\":14567634}".formatted(id);
    assertShows(added, meter);
    assertShows(get("/compteurwoyofal/771234567/"), "[" + meter + "]");
    assertThat(delete("/deletewoyofal/" + id + "/").with(200).body()).isEmpty();
    assertThat(delete("/deletewoyofal/22/").status()).isEqualTo(404);
    // A zero at the front would be lost.
    Reply odd =
        post(
            "/compteurwoyofal/",
            "{\"alias\":\"Maison\", \"msisdn\":771234567, \"compteur\":\"04567634\"}");
    assertThat(odd.with(200).json().required("compteur").asString()).isEqualTo("04567634");
    assertThat(odd.body()).contains("\"compteur\":\"04567634\"");
  }

  @Test
  @Order(10)
  void airtime() {
    String body =
        "{\"msisdn\": \"771166183\",\"receveurmsisdn\": \"771234567\",\"amount\": \"500\","
            + "\"reseau\": \"ORANGE\"}";
    assertThat(post("/airtime/", body).with(400).body())
        .isEqualTo("{\"code\":\"400\",\"error\":\"GRANT_NOT_FOUND\"}");
    Person payer = people.registerWith("+221771166183", "2000");
    Reply key =
        people
            .admin()
            .post("/apis/enterprises/access-grants/", fields("enterprise", enterprise))
            .with(201);
    Reply asked =
        people
            .nobody()
            .accessKey(key.text("access_id"), key.text("access_secret"))
            .post(
                "/apis/enterprises/enterprises-grants/",
                fields(
                    "phone_number", payer.phone(), "max_amount", "800", "enterprise", enterprise))
            .with(201);
    Caller caller = payer.caller();
    Reply approved =
        caller
            .send(
                "PATCH",
                caller.writes() + "/apis/enterprises/users-grants/" + asked.text("id") + "/",
                "{\"grant_status\":\"approved\"}")
            .with(200);
    caller.getAfter(approved, "/apis/enterprises/users-grants/").with(200);
    Reply bought = post("/airtime/", body);
    assertShows(
        bought,
        """
        {"PAYMENT_TRANSACTION_NUMBER":"%s","receveurmsisdn":"771234567","montant":"500",
         "statuspayment":true}"""
            .formatted(transaction("771234567")));
    assertThat(post("/airtime/", body).with(400).body())
        .isEqualTo("{\"code\":\"400\",\"error\":\"GRANT_EXHAUSTED\"}");
  }

  @Test
  @Order(11)
  void nobody_gets_further_than_the_token() {
    for (String unknown : new String[] {null, "xxxxxxxxxxx", ""}) {
      for (String path :
          new String[] {
            "/senelecfactures/1061103482",
            "/sde/735034654215/",
            "/senelecpolice/771234567/",
            "/sdereference/771234567",
            "/compteurwoyofal/771234567/"
          }) {
        assertUnknown(answered("GET", path, unknown, null));
      }
      for (String path :
          new String[] {
            "/senelecfactures/",
            "/sde/",
            "/achatwoyofal/",
            "/airtime/",
            "/senelecpolice/",
            "/sdereference/",
            "/compteurwoyofal/"
          }) {
        assertUnknown(answered("POST", path, unknown, "{}"));
      }
      for (String path :
          new String[] {"/deletepolice/67/", "/deleteref/6/", "/deletewoyofal/22/"}) {
        assertUnknown(answered("DELETE", path, unknown, null));
      }
    }
  }

  private static void assertUnknown(Reply reply) {
    assertThat(reply.with(401).body())
        .isEqualTo("{\"detail\":\"Authentication credentials were not provided.\"}");
    assertThat(reply.header("Content-Type")).startsWith("application/json");
  }

  @Test
  @Order(12)
  void an_integrator_sees_and_deletes_nothing_of_anothers_and_opens_nothing_else() {
    people
        .admin()
        .post(
            "/gateway/integrators/",
            fields("name", "Other", "username", "other", "password", PASSWORD))
        .with(201);
    String other =
        answered(
                "POST",
                "/token/",
                null,
                "{\"username\":\"other\",\"password\":\"%s\"}".formatted(PASSWORD))
            .with(200)
            .text("token");
    long id =
        post(
                "/senelecpolice/",
                "{\"alias\":\"Test\",\"msisdn\":\"771234567\",\"police\":\"1101107740\"}")
            .with(200)
            .json()
            .required("id")
            .asLong();
    assertThat(answered("GET", "/senelecpolice/771234567/", other, null).with(200).body())
        .isEqualTo("[]");
    assertThat(answered("DELETE", "/deletepolice/" + id + "/", other, null).status())
        .isEqualTo(404);
    assertThat(get("/senelecpolice/771234567/").body()).contains("1101107740");
    for (String path :
        new String[] {
          "/wallets/wallets/",
          "/apis/enterprises/enterprises-grants/",
          "/wallets/transactions/",
          "/gateway/integrators/",
          "/accounts/users/"
        }) {
      assertThat(get(path).status()).as(path).isEqualTo(403);
    }
    assertThat(
            post(
                    "/wallets/receive/external/",
                    "{\"phone_number\":\"+221771234567\",\"amount\":10,\"remarks\":\"x\"}")
                .status())
        .isEqualTo(403);
  }

  @Test
  @Order(13)
  void neither_a_password_nor_a_token_nor_a_pin_is_anywhere() {
    post(
        "/senelecfactures/",
        "{\"msisdn\":\"771234567\",\"police\":\"1\",\"numfacture\":\"1\",\"montant\":\"1\","
            + "\"pincode\":\"938271\"}");
    post("/airtime/", "{\"pincode\":938271,");
    String printed = ledger.process().out() + ledger.process().err();
    assertThat(printed).doesNotContain(PASSWORD, token, "938271");
    for (String table :
        database
            .sql(
                """
                SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)
                  FROM information_schema.tables
                 WHERE table_schema IN ('identity', 'ledger', 'views', 'tasks')
                   AND table_type = 'BASE TABLE'\
                """)
            .query((row, _) -> row.getString(1))
            .list()) {
      long found =
          database
              .sql(
                  """
                  SELECT count(*) FROM %s t
                   WHERE t::text LIKE '%%' || :password || '%%'
                      OR t::text LIKE '%%' || :token || '%%' OR t::text LIKE '%%938271%%'
                      OR t::text LIKE '%%' || encode(:token::bytea, 'hex') || '%%'
                      OR t::text LIKE '%%' || encode(:password::bytea, 'hex') || '%%'\
                  """
                      .formatted(table))
              .param("password", PASSWORD)
              .param("token", token)
              .query(Long.class)
              .single();
      assertThat(found).as(table).isZero();
    }
    String metrics = people.admin().get("/actuator/prometheus").body();
    assertThat(metrics).doesNotContain(PASSWORD, token, "938271");
  }
}
