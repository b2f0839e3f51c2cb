package io.griot.server;

import static io.griot.server.ProvidersUnderTest.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.sandbox.catalogue.Catalogue;
import io.griot.sandbox.fault.Fault;
import io.griot.sandbox.operation.Operation;
import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Each operation of each provider against each of its faults. */
class FacingFaultsTest {

  private static final Duration VISIBLE = Duration.ofMinutes(1);

  /** Between two faults: a breaker that opened would refuse what is to be tried. */
  private static final int HEALTHY = 2;

  private static final List<Operation> OPERATIONS =
      List.of(
          Operation.SENELEC_PAYMENT,
          Operation.SDE_PAYMENT,
          Operation.WOYOFAL_PURCHASE,
          Operation.AIRTIME_PURCHASE,
          Operation.REGIDESO_PAYMENT);

  @TempDir private Path directory;

  private record Tried(Operation operation, Fault fault, String reference, String id) {}

  @Test
  void no_fault_of_a_provider_loses_or_doubles_money() throws Exception {
    try (ProvidersUnderTest providers = new ProvidersUnderTest();
        RunningLedger server =
            RunningLedger.start(directory, providers.variables(TestDatabase.create(), "all"));
        ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      People people = server.people();
      Person senegalese = ProvidersUnderTest.senegalese(people);
      Person congolese = ProvidersUnderTest.congolese(people);
      List<Future<List<Tried>>> running = new ArrayList<>();
      for (Operation operation : OPERATIONS) {
        Person payer = operation == Operation.REGIDESO_PAYMENT ? congolese : senegalese;
        running.add(each.submit(() -> tryAll(operation, payer)));
      }
      Map<Tried, JsonNode> ended = new LinkedHashMap<>();
      for (Future<List<Tried>> future : running) {
        for (Tried tried : future.get()) {
          ended.put(
              tried,
              ProvidersUnderTest.await(people.admin(), tried.id(), ProvidersUnderTest::isSettled));
        }
      }

      assertThat(ended).hasSize(OPERATIONS.size() * Fault.values().length);
      ended.forEach((tried, payment) -> agree(providers, tried, payment));
      ProvidersUnderTest.assertBalanced(people.admin());
      assertClearingHoldsWhatIsUnknown(people.admin(), ended);
      assertEveryUnknownIsListed(people.admin(), ended);
    }
  }

  private static List<Tried> tryAll(Operation operation, Person payer) throws InterruptedException {
    List<Tried> tried = new ArrayList<>();
    int healthy = 0;
    for (Fault fault : faults(operation)) {
      for (int number = 0; number < HEALTHY; number++) {
        String id = pay(operation, payer, healthy(operation, ++healthy));
        JsonNode ended =
            ProvidersUnderTest.await(payer.caller(), id, ProvidersUnderTest::isSettled);
        assertThat(status(ended))
            .as("%s without a fault: %s", operation, ended)
            .isEqualTo("confirmed");
      }
      String reference = Catalogue.reference(operation, fault);
      tried.add(new Tried(operation, fault, reference, pay(operation, payer, reference)));
    }
    return tried;
  }

  /**
   * Each begins with another: operations share a token, and a payment is given up when it is
   * revoked again and again.
   */
  private static List<Fault> faults(Operation operation) {
    List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
    Collections.rotate(faults, 2 * OPERATIONS.indexOf(operation));
    return faults;
  }

  /** A customer of the sandbox who has a bill and no fault. */
  private static String healthy(Operation operation, int number) {
    return switch (operation) {
      case SENELEC_PAYMENT -> "9%09d".formatted(1000 + number);
      case SDE_PAYMENT -> "9%011d".formatted(1000 + number);
      case WOYOFAL_PURCHASE -> "9%07d".formatted(1000 + number);
      case AIRTIME_PURCHASE -> "771%06d".formatted(1000 + number);
      case REGIDESO_PAYMENT -> "9%05d".formatted(1000 + number);
      default -> throw new IllegalArgumentException(operation + " pays nothing");
    };
  }

  private static String pay(Operation operation, Person payer, String reference) {
    Reply reply =
        switch (operation) {
          case SENELEC_PAYMENT -> payBill(payer, "SENELEC", reference);
          case SDE_PAYMENT -> payBill(payer, "SDE", reference);
          case REGIDESO_PAYMENT -> payBill(payer, "REGIDESO", reference);
          case WOYOFAL_PURCHASE ->
              payer.caller().post("/bills/woyofal/", Map.of("meter", reference, "amount", 1000));
          case AIRTIME_PURCHASE ->
              payer
                  .caller()
                  .post(
                      "/bills/airtime/",
                      Map.of("phone_number", reference, "carrier", "ORANGE", "amount", 500));
          default -> throw new IllegalArgumentException(operation + " pays nothing");
        };
    return reply.with(202).text("id");
  }

  private static Reply payBill(Person payer, String utility, String customer) {
    return payer
        .caller()
        .post(
            "/bills/pay-bills/",
            ProvidersUnderTest.bill(ProvidersUnderTest.unpaid(payer, utility, customer)));
  }

  /** What the ledger says is what the provider did, or nobody says anything. */
  private static void agree(ProvidersUnderTest providers, Tried tried, JsonNode payment) {
    int effects = providers.sandbox.effects(tried.reference()).size();
    assertThat(effects).as("%s: %s", tried, payment).isBetween(0, 1);
    switch (status(payment)) {
      case "confirmed" -> assertThat(effects).as("%s: %s", tried, payment).isEqualTo(1);
      case "refunded" -> assertThat(effects).as("%s: %s", tried, payment).isZero();
      case "unknown" -> {
        Instant created = Instant.parse(payment.required("created_at").asString());
        Instant unknown = Instant.parse(payment.required("unknown_since").asString());
        assertThat(Duration.between(created, unknown)).as("%s", tried).isLessThan(VISIBLE);
      }
      default -> throw new AssertionError(tried + " ended as " + payment);
    }
    boolean proven =
        switch (tried.fault()) {
          case REFUSE, UNAUTHORIZED, TOO_MANY_REQUESTS -> true;
          case SLOW,
              CUT_OFF_BEFORE_READING,
              CUT_OFF_AFTER_EFFECT,
              BLANK_BODY,
              HTML_WITHOUT_EFFECT,
              HTML_WITH_EFFECT,
              MALFORMED_JSON,
              DUPLICATE_REFUSED,
              SERVER_ERROR_WITHOUT_EFFECT,
              SERVER_ERROR_WITH_EFFECT ->
              // A bill can be read again, and tells that it was paid; that it was not proves
              // nothing.
              effects == 1
                  && tried.operation() != Operation.WOYOFAL_PURCHASE
                  && tried.operation() != Operation.AIRTIME_PURCHASE;
        };
    assertThat(status(payment).equals("unknown")).as("%s: %s", tried, payment).isEqualTo(!proven);
  }

  private static void assertClearingHoldsWhatIsUnknown(
      Caller admin, Map<Tried, JsonNode> payments) {
    BigDecimal francs = BigDecimal.ZERO;
    for (JsonNode payment : payments.values()) {
      if (status(payment).equals("unknown")
          && payment.required("provider").asString().equals("wizall")) {
        francs = francs.add(new BigDecimal(payment.required("amount").asString()));
      }
    }
    String metrics = admin.get("/actuator/prometheus").with(200).body();
    String line =
        metrics
            .lines()
            .filter(each -> each.startsWith("griot_clearing_balance{"))
            .filter(each -> each.contains("wizall"))
            .findFirst()
            .orElseThrow();
    assertThat(new BigDecimal(line.substring(line.lastIndexOf(' ') + 1)))
        .isEqualByComparingTo(francs);
  }

  private static void assertEveryUnknownIsListed(Caller admin, Map<Tried, JsonNode> payments) {
    List<String> listed = new ArrayList<>();
    admin
        .get("/bills/payments/?status=unknown&limit=200")
        .with(200)
        .json()
        .forEach(each -> listed.add(each.required("id").asString()));
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            payments.values().stream()
                .filter(payment -> status(payment).equals("unknown"))
                .map(payment -> payment.required("id").asString())
                .toList());
  }
}
