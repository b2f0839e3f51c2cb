package io.griot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.sandbox.Wire.Seen;
import io.griot.sandbox.catalogue.Catalogue;
import io.griot.sandbox.fault.Fault;
import io.griot.sandbox.fault.Script;
import io.griot.sandbox.operation.Operation;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

/** Each fault at each way to pay: what the client sees on the socket, and what took place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MisbehavingTest {
  private static final Duration SLOW = Duration.ofMillis(300);
  private static final int REFERENCE = 123;

  private Sandbox sandbox;
  private Caller caller;

  @BeforeAll
  void start() {
    sandbox = Sandbox.start(SandboxSettings.standard(Clock.systemUTC()).slow(SLOW));
    caller = Caller.of(sandbox);
  }

  @AfterEach
  void reset() {
    sandbox.reset();
    caller.renew();
  }

  @AfterAll
  void stop() {
    sandbox.close();
  }

  static Stream<Arguments> matrix() {
    return Arrays.stream(Payment.values())
        .flatMap(
            payment -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(payment, fault)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void a_fault_ordered_for_a_reference_shows_on_the_socket_and_has_the_effect_it_says(
      Payment payment, Fault fault) {
    String reference = reference(payment);
    sandbox.faults().on(reference, fault);

    long began = System.nanoTime();
    Seen seen = payment.pay(caller, reference);

    shows(seen, payment, fault, Duration.ofNanos(System.nanoTime() - began));
    assertThat(sandbox.effects(reference)).hasSize(fault.effectTakesPlace() ? 1 : 0);
    assertThat(settled(payment, reference)).isEqualTo(fault.effectTakesPlace());
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void a_fault_ordered_by_header_does_the_same(Payment payment, Fault fault) {
    String reference = reference(payment);

    long began = System.nanoTime();
    Seen seen = payment.pay(caller.with(fault.clearName()), reference);

    shows(seen, payment, fault, Duration.ofNanos(System.nanoTime() - began));
    assertThat(sandbox.effects(reference)).hasSize(fault.effectTakesPlace() ? 1 : 0);
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void a_reference_with_a_fault_built_in_does_the_same(Payment payment, Fault fault) {
    String reference = Catalogue.reference(payment.operation(), fault);

    long began = System.nanoTime();
    Seen seen = payment.pay(caller, reference);

    shows(seen, payment, fault, Duration.ofNanos(System.nanoTime() - began));
    assertThat(sandbox.effects(reference)).hasSize(fault.effectTakesPlace() ? 1 : 0);
  }

  private static void shows(Seen seen, Payment payment, Fault fault, Duration took) {
    switch (fault) {
      case REFUSE -> {
        assertThat(seen.status()).isEqualTo(payment.refusedStatus());
        assertThat(seen.body()).contains(payment.refusedWords());
      }
      case SLOW -> {
        assertThat(took).isGreaterThanOrEqualTo(SLOW);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.json().isObject()).isTrue();
      }
      case CUT_OFF_BEFORE_READING, CUT_OFF_AFTER_EFFECT, DUPLICATE_REFUSED ->
          assertThat(seen.isCut()).isTrue();
      case BLANK_BODY -> {
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body()).isEmpty();
      }
      case HTML_WITHOUT_EFFECT, HTML_WITH_EFFECT -> {
        assertThat(seen.status()).isEqualTo(502);
        assertThat(seen.header("Content-Type")).isEqualTo("text/html");
        assertThat(seen.body()).startsWith("<html>");
      }
      case MALFORMED_JSON -> {
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body()).startsWith("{\"");
        assertThatThrownBy(seen::json).isInstanceOf(JacksonException.class);
      }
      case UNAUTHORIZED -> assertThat(seen.status()).isEqualTo(401);
      case TOO_MANY_REQUESTS -> {
        assertThat(seen.status()).isEqualTo(429);
        assertThat(seen.header("Retry-After")).isEqualTo("1");
      }
      case SERVER_ERROR_WITHOUT_EFFECT, SERVER_ERROR_WITH_EFFECT ->
          assertThat(seen.status()).isEqualTo(500);
    }
  }

  @ParameterizedTest
  @EnumSource(Payment.class)
  void a_duplicate_is_refused_as_paid_where_nothing_is_billed_too(Payment payment) {
    String reference = reference(payment);
    sandbox.faults().on(reference, Fault.DUPLICATE_REFUSED, 1);

    assertThat(payment.pay(caller, reference).isCut()).isTrue();
    Seen repeated = payment.pay(caller, reference);

    assertThat(repeated.status()).isEqualTo(payment.refusedStatus());
    assertThat(repeated.body()).contains(payment.alreadyPaidWords());
    assertThat(sandbox.effects(reference)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Payment.class)
  void a_call_sent_twice_on_the_way_is_answered_as_paid_although_it_was_the_first(Payment payment) {
    String reference = reference(payment);

    Seen seen = payment.pay(caller.with("duplicate-refused=at-once"), reference);

    assertThat(seen.body()).contains(payment.alreadyPaidWords());
    assertThat(sandbox.effects(reference)).hasSize(1);
  }

  @Test
  void nothing_is_billed_twice_without_that_fault_but_top_ups_are() {
    assertThat(Payment.WOYOFAL.pay(caller, "90000123").status()).isEqualTo(200);
    assertThat(Payment.WOYOFAL.pay(caller, "90000123").status()).isEqualTo(200);

    assertThat(sandbox.effects("90000123")).hasSize(2);
  }

  @Test
  void a_revoked_token_is_good_for_nothing_and_a_new_one_goes_through() {
    String reference = Catalogue.reference(Operation.SENELEC_PAYMENT, Fault.UNAUTHORIZED);
    assertThat(Payment.SENELEC.pay(caller, reference).status()).isEqualTo(401);
    assertThat(caller.wizall("GET", "/sde/735034654215/", "").status()).isEqualTo(401);

    caller.renew();

    assertThat(Payment.SENELEC.pay(caller, reference).status()).isEqualTo(200);
    assertThat(sandbox.effects(reference)).hasSize(1);
  }

  @Test
  void a_renewed_token_helps_where_the_header_is_sent_again() {
    String reference = reference(Payment.SDE);
    Caller first = caller.with("unauthorized");
    assertThat(Payment.SDE.pay(first, reference).status()).isEqualTo(401);

    first.renew();

    assertThat(Payment.SDE.pay(first, reference).status()).isEqualTo(200);
  }

  @Test
  void parameters_say_how_late_how_long_and_in_which_words() {
    long began = System.nanoTime();
    Payment.SDE.pay(caller.with("slow=700"), "900000000200");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(699));

    assertThat(Payment.SDE.pay(caller.with("too-many-requests=7"), "900000000201"))
        .satisfies(seen -> assertThat(seen.header("Retry-After")).isEqualTo("7"));
    assertThat(Payment.SDE.pay(caller.with("refuse=BILL_NOT_FOUND"), "900000000202").body())
        .isEqualTo("{\"code\":\"400\",\"error\":\"BILL_NOT_FOUND\"}");
    assertThat(Payment.SDE.pay(caller.with("html-with-effect=200"), "900000000203"))
        .satisfies(
            seen -> {
              assertThat(seen.status()).isEqualTo(200);
              assertThat(seen.body()).startsWith("<html>");
            });
  }

  @Test
  void an_unknown_fault_or_parameter_is_named_and_nothing_takes_place() {
    for (String wrong : new String[] {"sloow", "slow=x", "blank-body=1", ""}) {
      Seen seen = Payment.SDE.pay(caller.with(wrong), "900000000204");
      assertThat(seen.status()).isEqualTo(400);
      assertThat(seen.json().path("detail").stringValue()).contains("fault");
    }
    assertThat(sandbox.effects("900000000204")).isEmpty();
  }

  @Test
  void a_refused_payment_that_meets_a_fault_with_effect_has_none() {
    sandbox.faults().on("1061103482", Fault.CUT_OFF_AFTER_EFFECT);

    assertThat(caller.paySenelec("1061103482", "5589110", 1).isCut()).isTrue();

    assertThat(sandbox.effects("1061103482")).isEmpty();
  }

  @Test
  void faults_for_payments_leave_readings_alone_and_the_other_way_round() {
    sandbox.faults().on("1061103482", Fault.BLANK_BODY);
    assertThat(caller.wizall("GET", "/senelecfactures/1061103482/", "").json().isArray()).isTrue();

    sandbox.reset();
    sandbox.faults().script(Script.of("1061103482", Fault.BLANK_BODY).reading());
    assertThat(caller.wizall("GET", "/senelecfactures/1061103482/", "").body()).isEmpty();
    assertThat(caller.paySenelec("1061103482", "5589110", 18590).json().isObject()).isTrue();
  }

  @Test
  void faults_for_a_number_of_calls_happen_in_the_order_given() {
    sandbox
        .faults()
        .on("1061103482", Fault.SERVER_ERROR_WITHOUT_EFFECT, 2)
        .on("1061103482", Fault.TOO_MANY_REQUESTS, 1)
        .on("1061103482", Fault.BLANK_BODY);

    assertThat(caller.paySenelec("1061103482", "5589110", 18590).status()).isEqualTo(500);
    assertThat(caller.paySenelec("1061103482", "5589110", 18590).status()).isEqualTo(500);
    assertThat(caller.paySenelec("1061103482", "5589110", 18590).status()).isEqualTo(429);
    assertThat(caller.paySenelec("1061103482", "5589110", 18590).body()).isEmpty();
    assertThat(sandbox.effects("1061103482")).hasSize(1);
  }

  @Test
  void a_fault_is_ordered_for_a_bill_for_every_reference_or_for_the_token() {
    sandbox.faults().on("5589110", Fault.BLANK_BODY, 1);
    assertThat(caller.paySenelec("1061103482", "5589110", 18590).body()).isEmpty();

    sandbox.faults().on(Script.ANY, Fault.TOO_MANY_REQUESTS, 1);
    assertThat(Payment.REGIDESO.pay(caller, "900123").status()).isEqualTo(429);

    sandbox
        .faults()
        .script(
            Script.of("sandbox", Fault.SERVER_ERROR_WITHOUT_EFFECT).only(Operation.WIZALL_TOKEN));
    Seen token =
        caller.wizall(
            "POST", "/token", "{\"username\":\"sandbox\",\"password\":\"sandbox-password\"}");
    assertThat(token.status()).isEqualTo(500);
  }

  @Test
  void a_reference_behaves_once_its_fault_is_off() {
    String reference = Catalogue.reference(Operation.SDE_PAYMENT, Fault.BLANK_BODY);
    sandbox.faults().off(reference);

    assertThat(Payment.SDE.pay(caller, reference).json().path("statuspayment").booleanValue())
        .isTrue();
  }

  @Test
  void references_that_misbehave_when_read_can_be_paid() {
    String reference = Catalogue.reference(Operation.REGIDESO_BILLS, Fault.MALFORMED_JSON);

    assertThatThrownBy(() -> caller.readRegideso("KIN", reference).json())
        .isInstanceOf(JacksonException.class);
    assertThat(Payment.REGIDESO.pay(caller, reference).json().path("success").booleanValue())
        .isTrue();
  }

  @Test
  void a_call_without_a_token_uses_no_fault_up() {
    sandbox.faults().on("1061103482", Fault.BLANK_BODY, 1);

    assertThat(Wire.send(sandbox.wizallUrl(), "POST", "/senelecfactures/", Map.of(), "{}").status())
        .isEqualTo(401);

    assertThat(sandbox.faults().ordered()).hasSize(1);
  }

  private String reference(Payment payment) {
    return payment.reference(REFERENCE);
  }

  /** What the provider says when it is asked afterwards; effects are all there is for top-ups. */
  private boolean settled(Payment payment, String reference) {
    caller.renew();
    return switch (payment) {
      case SENELEC -> isPaid(caller.wizall("GET", "/senelecfactures/" + reference + "/", ""));
      case SDE -> isPaid(caller.wizall("GET", "/sde/" + reference, ""));
      case WOYOFAL, AIRTIME -> !sandbox.effects(reference).isEmpty();
      case REGIDESO ->
          new BigDecimal(
                      caller
                          .readRegideso("KIN", reference)
                          .json()
                          .path("data")
                          .path(0)
                          .path("solde")
                          .stringValue())
                  .signum()
              == 0;
    };
  }

  private static boolean isPaid(Seen bills) {
    return bills.json().path(0).path("statuspayment").booleanValue();
  }
}
