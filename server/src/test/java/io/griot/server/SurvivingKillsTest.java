package io.griot.server;

import static io.griot.server.ProvidersUnderTest.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.griot.connector.bill.SagaWatch.Boundary;
import io.griot.endpoint.HaltingSaga;
import io.griot.sandbox.fault.Fault;
import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A process that dies with a payment on its way, wherever it is. */
class SurvivingKillsTest {

  private static final String POLICY = "9000004242";
  private static final int KILLED = 137;

  @TempDir private Path directory;
  private final ProvidersUnderTest providers = new ProvidersUnderTest();
  private final TestDatabase database = TestDatabase.create();

  @AfterEach
  void close() {
    providers.close();
  }

  private RunningLedger start() throws InterruptedException {
    return RunningLedger.start(directory, providers.variables(database, "all"));
  }

  private RunningLedger startToHaltAt(String where) throws InterruptedException {
    Map<String, String> variables = new HashMap<>(providers.variables(database, "all"));
    variables.put("SPRING_MAIN_SOURCES", HaltingSaga.class.getName());
    variables.put("HALT_AT", where);
    return RunningLedger.start(directory, variables);
  }

  @ParameterizedTest
  @CsvSource({
    // where, status afterwards, payments at the provider
    "FUNDED,            confirmed, 1",
    "BEFORE_SUBMISSION, confirmed, 1",
    "BEFORE_CALL,       unknown,   0",
    "AFTER_CALL,        confirmed, 1",
    "AFTER_REPORT,      confirmed, 1",
  })
  void a_payment_goes_on_or_becomes_unknown_and_is_never_made_twice(
      String where, String expected, int effects) throws Exception {
    Person payer;
    String id;
    try (RunningLedger dying = startToHaltAt(Boundary.valueOf(where).name())) {
      payer = ProvidersUnderTest.senegalese(dying.people());
      id = pay(payer);
      assertThat(dying.process().exitCode(Duration.ofSeconds(30))).isEqualTo(KILLED);
    }
    try (RunningLedger next = start()) {
      JsonNode payment =
          ProvidersUnderTest.await(next.people().admin(), id, ProvidersUnderTest::isSettled);
      assertThat(status(payment)).isEqualTo(expected);
      assertThat(providers.sandbox.effects(POLICY)).hasSize(effects);
      ProvidersUnderTest.assertBalanced(next.people().admin());
      if (expected.equals("unknown")) {
        resolve(next, id);
      }
    }
  }

  @Test
  void a_payment_of_which_only_the_bill_was_read_was_not_made() throws Exception {
    Map<String, Object> bill;
    Person payer;
    try (RunningLedger before = start()) {
      payer = ProvidersUnderTest.senegalese(before.people());
      bill = ProvidersUnderTest.bill(ProvidersUnderTest.unpaid(payer, "SENELEC", POLICY));
    }
    try (RunningLedger dying = startToHaltAt(HaltingSaga.BEFORE_FUNDING)) {
      assertThat(
              catchThrowable(
                  () -> at(dying, payer).post("/bills/pay-bills/", bill, "Idempotency-Key", "one")))
          .isInstanceOf(UncheckedIOException.class);
    }
    try (RunningLedger next = start()) {
      String id =
          at(next, payer)
              .post("/bills/pay-bills/", bill, "Idempotency-Key", "one")
              .with(202)
              .text("id");
      JsonNode payment =
          ProvidersUnderTest.await(at(next, payer), id, ProvidersUnderTest::isSettled);
      assertThat(status(payment)).isEqualTo("confirmed");
      assertThat(providers.sandbox.effects(POLICY)).hasSize(1);
    }
  }

  @Test
  void a_payment_whose_answer_was_under_way_is_found_at_the_provider() throws Exception {
    providers.sandbox.faults().on(POLICY, Fault.SLOW);
    Person payer;
    String id;
    try (RunningLedger dying = start()) {
      payer = ProvidersUnderTest.senegalese(dying.people());
      id = pay(payer);
      awaitEffect();
      dying.process().kill();
    }
    providers.sandbox.faults().off(POLICY);
    try (RunningLedger next = start()) {
      JsonNode payment =
          ProvidersUnderTest.await(next.people().admin(), id, ProvidersUnderTest::isSettled);
      assertThat(status(payment)).isEqualTo("confirmed");
      assertThat(providers.sandbox.effects(POLICY)).hasSize(1);
    }
  }

  private void awaitEffect() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (providers.sandbox.effects(POLICY).isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(5);
    }
  }

  private static String pay(Person payer) {
    return payer
        .caller()
        .post(
            "/bills/pay-bills/",
            ProvidersUnderTest.bill(ProvidersUnderTest.unpaid(payer, "SENELEC", POLICY)))
        .with(202)
        .text("id");
  }

  private static Caller at(RunningLedger server, Person person) {
    return new Caller(server.address(), server.address(), person.caller().credentials());
  }

  private static void resolve(RunningLedger server, String id) throws InterruptedException {
    server
        .people()
        .admin()
        .post(
            "/bills/payments/" + id + "/resolve/",
            Map.of("outcome", "refunded", "evidence", "Wizall's statement does not show it."))
        .with(200);
    JsonNode payment =
        ProvidersUnderTest.await(
            server.people().admin(), id, each -> status(each).equals("refunded"));
    assertThat(payment.required("steps").toString()).contains("Wizall's statement");
    ProvidersUnderTest.assertBalanced(server.people().admin());
  }
}
