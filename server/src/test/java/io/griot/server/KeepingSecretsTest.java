package io.griot.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.sandbox.fault.Fault;
import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PINs, keys, tokens and passwords are nowhere but where they are proved. */
class KeepingSecretsTest {

  private static final String PIN = "739146";
  private static final String WRONG_PIN = "514983";
  private static final String INTEGRATOR_PASSWORD = "canary-integrator-9d1c";
  private static final String POLICY = "9000007777";

  /** What the sandbox does to payments, each of which says its piece into logs and answers. */
  private static final List<Fault> LOUD =
      List.of(
          Fault.REFUSE,
          Fault.UNAUTHORIZED,
          Fault.HTML_WITHOUT_EFFECT,
          Fault.MALFORMED_JSON,
          Fault.BLANK_BODY,
          Fault.CUT_OFF_AFTER_EFFECT,
          Fault.SERVER_ERROR_WITH_EFFECT);

  @TempDir private Path directory;

  @Test
  void no_secret_is_in_a_log_a_metric_a_table_or_an_answer() throws Exception {
    TestDatabase database = TestDatabase.create();
    try (ProvidersUnderTest providers = new ProvidersUnderTest()) {
      Map<String, String> variables = new HashMap<>(providers.variables(database, "all"));
      variables.put("LOGGING_LEVEL_ROOT", "DEBUG");
      try (RunningLedger server = RunningLedger.start(directory, variables)) {
        List<String> said = new ArrayList<>();
        String token = useEverything(providers, server, said);
        String everything =
            String.join("\n", said)
                + server.process().out()
                + server.process().err()
                + server.people().admin().get("/actuator/prometheus").with(200).body()
                + tables(database);

        assertThat(everything).contains(POLICY).contains("BillPaymentSubmitted");
        for (String secret :
            List.of(
                PIN,
                WRONG_PIN,
                INTEGRATOR_PASSWORD,
                token,
                ProvidersUnderTest.WIZALL.password(),
                ProvidersUnderTest.WIZALL.pincode(),
                ProvidersUnderTest.REGIDESO_KEY)) {
          assertThat(everything.contains(secret)).as("%s is somewhere", secret).isFalse();
        }
      }
    }
  }

  /** Uses whatever takes or sends a secret, and answers the integrator's token. */
  private static String useEverything(
      ProvidersUnderTest providers, RunningLedger server, List<String> said)
      throws InterruptedException {
    People people = server.people();
    Person payer = ProvidersUnderTest.senegalese(people);
    Person congolese = ProvidersUnderTest.congolese(people);
    payer
        .caller()
        .post("/accounts/pin/", Map.of("pin", PIN, "password", People.PASSWORD))
        .with(200);
    String login =
        "{\"username\":\"canary-kiosk\",\"password\":\"%s\"}".formatted(INTEGRATOR_PASSWORD);
    people
        .admin()
        .post(
            "/gateway/integrators/",
            Map.of("name", "Kiosk", "username", "canary-kiosk", "password", INTEGRATOR_PASSWORD))
        .with(201);
    String token = people.nobody().post("/token/", login).with(200).text("token");
    Caller gateway =
        new Caller(server.address(), server.address(), List.of("Authorization", "Token " + token));
    List<String> payments = new ArrayList<>();
    for (int number = 0; number < LOUD.size(); number++) {
      String meter = "9%07d".formatted(700 + number);
      providers.sandbox.faults().on(meter, LOUD.get(number));
      payments.add(
          payer
              .caller()
              .post("/bills/woyofal/", Map.of("meter", meter, "amount", 1000))
              .with(202)
              .text("id"));
    }
    payments.add(
        congolese
            .caller()
            .post(
                "/bills/pay-bills/",
                ProvidersUnderTest.bill(ProvidersUnderTest.unpaid(congolese, "REGIDESO", "83262")))
            .with(202)
            .text("id"));
    for (String pin : List.of(WRONG_PIN, PIN)) {
      String national = payer.phone().replace("+221", "");
      var bill = ProvidersUnderTest.unpaid(payer, "SENELEC", POLICY);
      String number = bill.required("number").asString();
      said.add(
          gateway
              .post(
                  "/senelecfactures/",
                  """
                  {"msisdn":"%s","police":"%s","numfacture":"%s","montant":"%s","pincode":"%s"}"""
                      .formatted(
                          national,
                          POLICY,
                          number.substring(number.lastIndexOf('/') + 1),
                          bill.required("amount").asString(),
                          pin))
              .body());
    }
    said.add(gateway.post("/senelecfactures/", "{\"pincode\":\"" + PIN + "\",").body());
    said.add(people.nobody().post("/token/", login.replace("kiosk", "nobody")).body());
    for (String id : payments) {
      said.add(
          ProvidersUnderTest.await(people.admin(), id, ProvidersUnderTest::isSettled).toString());
    }
    assertThat(said.get(1)).contains("PAYMENT_TRANSACTION_NUMBER");
    return token;
  }

  /** Every row of every table of ours; bytes as the text that they may be. */
  private static String tables(TestDatabase database) {
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    StringBuilder all = new StringBuilder();
    for (String table :
        jdbc.sql(
                """
                SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                 WHERE schemaname IN ('ledger', 'identity', 'views', 'tasks')\
                """)
            .query(String.class)
            .list()) {
      jdbc.sql("SELECT t::text FROM " + table + " AS t")
          .query(String.class)
          .list()
          .forEach(
              row -> all.append(table).append(' ').append(row).append(decoded(row)).append('\n'));
    }
    return all.toString();
  }

  private static String decoded(String row) {
    StringBuilder texts = new StringBuilder();
    var bytes = Pattern.compile("\\\\\\\\?x((?:[0-9a-f]{2})+)").matcher(row);
    while (bytes.find()) {
      texts
          .append(' ')
          .append(new String(HexFormat.of().parseHex(bytes.group(1)), StandardCharsets.ISO_8859_1));
    }
    return texts.toString();
  }
}
