package io.griot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.sandbox.Wire.Seen;
import io.griot.sandbox.effect.Effect;
import io.griot.sandbox.operation.Operation;
import io.griot.sandbox.wizall.SdeBill;
import io.griot.sandbox.wizall.SenelecBill;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A bill is paid once, whole, by whoever knows the PIN, and every payment is counted. */
class PayingOnceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  /** Whether a payment looks long at the clock, so that others could come between. */
  private volatile boolean slowly;

  private Sandbox sandbox;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox =
        Sandbox.start(
            SandboxSettings.standard(
                new Clock() {
                  @Override
                  public Instant instant() {
                    if (slowly) {
                      LockSupport.parkNanos(20_000_000);
                    }
                    return NOW;
                  }

                  @Override
                  public ZoneId getZone() {
                    return ZoneOffset.UTC;
                  }

                  @Override
                  public Clock withZone(ZoneId zone) {
                    return this;
                  }
                }));
    caller = Caller.of(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Payment.class,
      names = {"SENELEC", "SDE", "REGIDESO"})
  void fifty_payments_of_one_bill_at_once_have_one_effect(Payment payment) throws Exception {
    String reference = payment.reference(300);
    slowly = true;

    List<Seen> answers =
        atOnce(IntStream.range(0, 50).mapToObj(n -> call(payment, reference)).toList());

    assertThat(sandbox.effects(reference)).hasSize(1);
    assertThat(answers).filteredOn(seen -> isPaid(seen)).hasSize(1);
    assertThat(answers)
        .filteredOn(seen -> seen.body().contains(payment.alreadyPaidWords()))
        .hasSize(49);
  }

  @Test
  void two_thousand_different_bills_are_paid_by_many_at_once() throws Exception {
    List<Callable<Seen>> calls = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      String police = "9%09d".formatted(n);
      calls.add(call(Payment.SENELEC, police));
    }

    assertThat(atOnce(calls)).allMatch(PayingOnceTest::isPaid);

    assertThat(sandbox.effects())
        .hasSize(2_000)
        .extracting(Effect::customer)
        .doesNotHaveDuplicates();
    assertThat(sandbox.effects()).extracting(Effect::transaction).doesNotHaveDuplicates();
  }

  @Test
  void an_effect_says_what_was_paid_when_and_under_which_number() {
    Seen seen = caller.paySde("735034654215", "10073503465421502051701", 2828);

    assertThat(sandbox.effects())
        .containsExactly(
            new Effect(
                Operation.SDE_PAYMENT,
                "735034654215",
                "10073503465421502051701",
                BigDecimal.valueOf(2828),
                seen.json().path("PAYMENT_TRANSACTION_NUMBER").stringValue(),
                NOW));
    assertThat(sandbox.effects("10073503465421502051701")).isEqualTo(sandbox.effects());
  }

  @Test
  void a_paid_bill_stays_on_the_list_with_the_number_of_its_payment() {
    Seen paid = caller.paySenelec("1061103482", "5589110", 18590);

    Seen listed = caller.wizall("GET", "/senelecfactures/1061103482/", "");

    assertThat(listed.json().path(0).path("statuspayment").booleanValue()).isTrue();
    assertThat(listed.json().path(0).path("PAYMENT_TRANSACTION_NUMBER"))
        .isEqualTo(paid.json().path("PAYMENT_TRANSACTION_NUMBER"));
    assertThat(listed.json().path(0).path("client").stringValue()).hasSize(20);
    assertThat(paid.json().path("client").stringValue()).isEqualTo("CISSE BABACAR");
  }

  @ParameterizedTest
  @CsvSource({
    "1061103482, 5589110, 18590, 0000, INVALID_PINCODE",
    "1061103482, 5589110, 18590, '', INVALID_PINCODE",
    "1061103482, 5589111, 18590, 1234, BILL_NOT_FOUND",
    "2000000000, 5589110, 18590, 1234, BILL_NOT_FOUND",
    "1061103482, 5589110, 18589, 1234, AMOUNT_MISMATCH",
    "1061103482, 5589110, 18591, 1234, AMOUNT_MISMATCH",
    "1061103482, 5589110, 18590.0, 1234, AMOUNT_MISMATCH",
    "1061103482, 5589110, -18590, 1234, AMOUNT_MISMATCH",
    "8000000090, 5000000090, 1450, 1234, BILL_ALREADY_PAID",
  })
  void a_wrong_payment_is_refused_in_the_gateways_words(
      String police, String numfacture, String montant, String pincode, String error) {
    Seen seen = caller.paySenelec(police, numfacture, montant, pincode);

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.body()).isEqualTo("{\"code\":\"400\",\"error\":\"%s\"}".formatted(error));
    assertThat(sandbox.effects()).isEmpty();
  }

  @Test
  void amounts_may_be_numbers_too() {
    Seen seen =
        caller.wizall(
            "POST",
            "/senelecfactures/",
            """
            {"msisdn":771234567,"police":1061103482,"numfacture":5589110,"montant":18590,"pincode":1234}
            """);

    assertThat(seen.json().path("montant").stringValue()).isEqualTo("18590");
  }

  @Test
  void payments_come_out_of_the_float_down_to_its_last_franc() {
    sandbox.wizall().floatBalance(18_590 + 999);

    assertThat(isPaid(caller.paySenelec("1061103482", "5589110", 18590))).isTrue();
    assertThat(caller.woyofal("58469823", 1000).body()).contains("INSUFFICIENT_BALANCE");
    assertThat(isPaid(caller.woyofal("58469823", 999))).isTrue();

    assertThat(sandbox.wizall().floatBalance()).isZero();
  }

  @Test
  void top_ups_want_a_known_meter_or_number_a_carrier_and_an_amount() {
    assertThat(caller.woyofal("11111111", 1000).body()).contains("BILL_NOT_FOUND");
    assertThat(caller.woyofal("58469823", 0).body()).contains("AMOUNT_MISMATCH");
    assertThat(caller.airtime("331234567", 500, "ORANGE").body()).contains("BILL_NOT_FOUND");
    assertThat(caller.airtime("771234567", 500, "SONATEL").body()).contains("BILL_NOT_FOUND");
    assertThat(caller.airtime("771234567", 0, "ORANGE").body()).contains("AMOUNT_MISMATCH");
    assertThat(sandbox.effects()).isEmpty();

    for (String carrier : List.of("ORANGE", "TIGO", "EXPRESSO")) {
      assertThat(isPaid(caller.airtime("701234567", 500, carrier))).isTrue();
    }
  }

  @Test
  void a_policy_that_nobody_knows_and_one_without_bills_have_an_empty_list() {
    assertThat(caller.wizall("GET", "/senelecfactures/123/", "").body()).isEqualTo("[]");
    assertThat(caller.wizall("GET", "/senelecfactures/8000000092/", "").body()).isEqualTo("[]");
    assertThat(caller.wizall("GET", "/sde/123/", "").body()).isEqualTo("[]");
    assertThat(caller.wizall("GET", "/senelecfactures/8000000091/", "").json()).hasSize(2);
  }

  @Test
  void bills_can_be_added() {
    sandbox.wizall().add(new SenelecBill("X-1", "F-1", "SARR OUMY", 5, LocalDate.of(2027, 1, 2)));
    sandbox.wizall().add(new SdeBill("Y-1", "F-2", "SARR", "OUMY", 6, LocalDate.of(2027, 1, 2)));
    sandbox.wizall().addMeter("Z-1");

    assertThat(isPaid(caller.paySenelec("X-1", "F-1", 5))).isTrue();
    assertThat(isPaid(caller.paySde("Y-1", "F-2", 6))).isTrue();
    assertThat(isPaid(caller.woyofal("Z-1", 7))).isTrue();
  }

  @Test
  void a_reset_forgets_payments_effects_and_what_was_added() {
    sandbox.wizall().add(new SenelecBill("X-1", "F-1", "SARR OUMY", 5, LocalDate.of(2027, 1, 2)));
    caller.paySenelec("1061103482", "5589110", 18590);

    sandbox.reset();

    assertThat(sandbox.effects()).isEmpty();
    assertThat(caller.wizall("GET", "/senelecfactures/X-1/", "").body()).isEqualTo("[]");
    assertThat(isPaid(caller.paySenelec("1061103482", "5589110", 18590))).isTrue();
  }

  @Test
  void what_is_no_json_is_refused() {
    assertThat(caller.wizall("POST", "/sde/", "{\"montant\":").status()).isEqualTo(400);
    assertThat(caller.wizall("POST", "/sde/", "[]").status()).isEqualTo(400);
    assertThat(caller.wizall("GET", "/nowhere/", "").status()).isEqualTo(404);
  }

  @Test
  void a_wrong_password_gets_no_token() {
    Seen seen =
        caller.wizall("POST", "/token/", "{\"username\":\"sandbox\",\"password\":\"wrong\"}");

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.json().has("token")).isFalse();
  }

  private Callable<Seen> call(Payment payment, String reference) {
    return () -> payment.pay(caller, reference);
  }

  private static boolean isPaid(Seen seen) {
    return seen.json().path("statuspayment").asBoolean(false)
        || seen.json().path("success").asBoolean(false);
  }

  private static List<Seen> atOnce(List<Callable<Seen>> calls)
      throws InterruptedException, ExecutionException {
    CountDownLatch gate = new CountDownLatch(1);
    List<Seen> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
      List<Future<Seen>> running = new ArrayList<>();
      for (Callable<Seen> call : calls) {
        running.add(
            threads.submit(
                () -> {
                  gate.await();
                  return call.call();
                }));
      }
      gate.countDown();
      for (Future<Seen> one : running) {
        answers.add(one.get());
      }
    }
    return answers;
  }
}
