package io.griot.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.sandbox.Sandbox;
import io.griot.sandbox.SandboxSettings;
import io.griot.sandbox.wizall.WizallCredentials;
import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The simulated providers in the process of the test, and how servers find them. */
final class ProvidersUnderTest implements AutoCloseable {

  /** Longer than any server of these tests waits for an answer. */
  static final Duration SLOW = Duration.ofSeconds(3);

  static final WizallCredentials WIZALL =
      new WizallCredentials("canary-user", "canary-password-7f3a", "771234567", "908172");
  static final String REGIDESO_KEY = "canary-api-key-51c9";

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  final Sandbox sandbox =
      Sandbox.start(
          SandboxSettings.standard(Clock.systemUTC()).credentials(WIZALL, REGIDESO_KEY).slow(SLOW));

  /** The variables of a server on a database, with short windows. */
  Map<String, String> variables(TestDatabase database, String roles) {
    Map<String, String> variables = new HashMap<>();
    variables.put("GRIOT_ROLES", roles);
    variables.put("GRIOT_DATABASE_URL", database.url());
    variables.put("GRIOT_DATABASE_USER", database.user());
    variables.put("GRIOT_DATABASE_PASSWORD", database.password());
    variables.put("GRIOT_WIZALL_URL", sandbox.wizallUrl().toString());
    variables.put("GRIOT_WIZALL_USERNAME", WIZALL.username());
    variables.put("GRIOT_WIZALL_PASSWORD", WIZALL.password());
    variables.put("GRIOT_WIZALL_MSISDN", WIZALL.msisdn());
    variables.put("GRIOT_WIZALL_PINCODE", WIZALL.pincode());
    variables.put("GRIOT_REGIDESO_URL", sandbox.regidesoUrl().toString());
    variables.put("GRIOT_REGIDESO_API_KEY", REGIDESO_KEY);
    variables.put("GRIOT_REGIDESO_OPERATOR", "GRIOT");
    for (String provider : new String[] {"WIZALL", "REGIDESO"}) {
      variables.put("GRIOT_" + provider + "_TIMEOUT", "2s");
      variables.put("GRIOT_" + provider + "_UNKNOWN_WINDOW", "6s");
      variables.put("GRIOT_" + provider + "_QUERY_INTERVAL", "1s");
    }
    return variables;
  }

  /** Somebody in Senegal with francs. */
  static Person senegalese(People people) {
    return people.registerWith(
        "+22177%07d".formatted(3_000_000 + NUMBERS.getAndIncrement()), "10000000");
  }

  /** Somebody in the DRC with francs of that country. */
  static Person congolese(People people) {
    return people.registerWith(
        "+24381%07d".formatted(3_000_000 + NUMBERS.getAndIncrement()), "10000000");
  }

  /** The first unpaid bill of a customer. */
  static JsonNode unpaid(Person payer, String utility, String customer) {
    JsonNode bills =
        payer.caller().get("/bills/unpaid/" + customer + "/?utility=" + utility).with(200).json();
    assertThat(bills.size()).as("%s", bills).isPositive();
    return bills.get(0);
  }

  static Map<String, Object> bill(JsonNode unpaid) {
    return Map.of(
        "number",
        unpaid.required("number").asString(),
        "amount",
        new BigDecimal(unpaid.required("amount").asString()));
  }

  /** Waits until a payment is as a test wants it, and answers it. */
  static JsonNode await(Caller reader, String id, Predicate<JsonNode> wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(75).toNanos();
    while (true) {
      Reply reply = reader.get("/bills/payments/" + id + "/");
      if (reply.status() == 200 && wanted.test(reply.json())) {
        return reply.json();
      }
      assertThat(System.nanoTime()).as("%s", reply).isLessThan(deadline);
      Thread.sleep(100);
    }
  }

  /** Ended, or left to a person. */
  static boolean isSettled(JsonNode payment) {
    return payment.required("waits_for").isNull()
        || payment.required("waits_for").asString().equals("person");
  }

  static String status(JsonNode payment) {
    return payment.required("status").asString();
  }

  /** Debits and credits of every currency add up. */
  static void assertBalanced(Caller admin) {
    JsonNode currencies =
        admin.get("/audit/trial-balance/").with(200).json().required("currencies");
    assertThat(currencies.size()).isPositive();
    currencies.forEach(
        each ->
            assertThat(new BigDecimal(each.required("sum").asString()))
                .as("%s", each)
                .isEqualByComparingTo("0"));
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
