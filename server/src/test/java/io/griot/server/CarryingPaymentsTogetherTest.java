package io.griot.server;

import static io.griot.server.ProvidersUnderTest.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.sandbox.operation.Provider;
import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One process takes payments, others carry them to the providers. */
class CarryingPaymentsTogetherTest {

  private static final String TAKING = "command,query,projections";
  private static final int PAYMENTS = 24;

  @TempDir private Path directory;
  private final ProvidersUnderTest providers = new ProvidersUnderTest();
  private final TestDatabase database = TestDatabase.create();

  @AfterEach
  void close() {
    providers.close();
  }

  private RunningLedger start(String roles) throws InterruptedException {
    return RunningLedger.start(directory, providers.variables(database, roles));
  }

  @Test
  void when_one_of_two_dies_nothing_is_done_twice_and_nothing_is_left() throws Exception {
    providers.sandbox.latency(Provider.WIZALL, Duration.ofMillis(700));
    try (RunningLedger taking = start(TAKING);
        RunningLedger dying = start("connectors");
        RunningLedger staying = start("connectors")) {
      assertThat(staying.process().err()).doesNotContain("Exception");
      Person payer = ProvidersUnderTest.senegalese(taking.people());
      awaitTaken(payer, "9000");
      List<String> payments = new ArrayList<>();
      for (int number = 0; number < PAYMENTS; number++) {
        payments.add(buyUnits(payer, meter(number)).with(202).text("id"));
        if (number == PAYMENTS / 2) {
          dying.process().kill();
        }
      }
      for (int number = 0; number < PAYMENTS; number++) {
        JsonNode payment =
            ProvidersUnderTest.await(
                payer.caller(), payments.get(number), ProvidersUnderTest::isSettled);
        int effects = providers.sandbox.effects(meter(number)).size();
        // Whose answer died with its process is left to a person: units cannot be asked for.
        switch (status(payment)) {
          case "confirmed" -> assertThat(effects).as("%s", payment).isEqualTo(1);
          case "unknown" -> assertThat(effects).as("%s", payment).isBetween(0, 1);
          default -> throw new AssertionError(payment);
        }
      }
      ProvidersUnderTest.assertBalanced(taking.people().admin());
    }
  }

  @Test
  void a_dead_provider_is_refused_before_any_money_moves_and_the_others_still_answer()
      throws Exception {
    try (RunningLedger taking = start(TAKING)) {
      Person payer = ProvidersUnderTest.senegalese(taking.people());
      assertThat(buyUnits(payer, meter(0)).with(503).text("code"))
          .isEqualTo("PROVIDER_UNAVAILABLE");
      try (RunningLedger carrying = start("connectors")) {
        awaitTaken(payer, "9000");
        providers.sandbox.die(Provider.WIZALL);
        List<String> accepted = new ArrayList<>();
        Reply last = buyUnits(payer, meter(1));
        while (last.status() == 202) {
          accepted.add(last.text("id"));
          assertThat(accepted).hasSizeLessThan(200);
          Thread.sleep(20);
          last = buyUnits(payer, meter(1));
        }
        assertThat(last.with(503).text("code")).isEqualTo("PROVIDER_UNAVAILABLE");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
        for (String id : accepted) {
          assertThat(
                  status(
                      ProvidersUnderTest.await(payer.caller(), id, ProvidersUnderTest::isSettled)))
              .isEqualTo("refunded");
        }
        Person congolese = ProvidersUnderTest.congolese(taking.people());
        assertThat(
                ProvidersUnderTest.unpaid(congolese, "REGIDESO", "83262")
                    .required("utility")
                    .asString())
            .isEqualTo("REGIDESO");
        assertThat(providers.sandbox.effects(meter(1))).isEmpty();
        providers.sandbox.revive(Provider.WIZALL);
        awaitTaken(payer, "9001");
        assertThat(carrying.process().err()).doesNotContain("Exception");
      }
    }
  }

  /** Pays until somebody takes it and carries it out: the others do not count. */
  private static void awaitTaken(Person payer, String prefix) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    for (int number = 0; ; number++) {
      Reply reply = buyUnits(payer, prefix + "%04d".formatted(9000 + number));
      if (reply.status() == 202) {
        JsonNode payment =
            ProvidersUnderTest.await(
                payer.caller(), reply.text("id"), ProvidersUnderTest::isSettled);
        if (status(payment).equals("confirmed")) {
          return;
        }
      }
      assertThat(System.nanoTime()).as("%s", reply).isLessThan(deadline);
      Thread.sleep(500);
    }
  }

  private static String meter(int number) {
    return "9%07d".formatted(100 + number);
  }

  private static Reply buyUnits(Person payer, String meter) {
    return payer.caller().post("/bills/woyofal/", Map.of("meter", meter, "amount", 1000));
  }
}
