package io.griot.connector;

import static io.griot.connector.Fixture.cdf;
import static io.griot.connector.Fixture.order;
import static io.griot.connector.Fixture.xof;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.connector.call.CallLimits;
import io.griot.connector.wizall.WizallAccess;
import io.griot.core.bill.Confirmation;
import io.griot.core.money.Money;
import io.griot.core.utility.Carrier;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Provider;
import io.griot.core.utility.Utility;
import io.griot.sandbox.Sandbox;
import io.griot.sandbox.SandboxSettings;
import io.griot.sandbox.catalogue.Catalogue;
import io.griot.sandbox.effect.Effect;
import io.griot.sandbox.fault.Fault;
import io.griot.sandbox.fault.Script;
import io.griot.sandbox.operation.Operation;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to pay, whatever the provider does: what is said agrees with what it has done. */
class FacingTheSandboxTest {

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration SLOW = Duration.ofSeconds(8);

  private final Sandbox sandbox =
      Sandbox.start(SandboxSettings.standard(Clock.systemUTC()).slow(SLOW));
  private final Fixture fixture = new Fixture();
  private final CallLimits limits = Fixture.limits(PATIENCE);
  private final Connector wizall =
      fixture.wizall(
          new WizallAccess(
              sandbox.wizallUrl(),
              sandbox.wizallCredentials().username(),
              new Credential(sandbox.wizallCredentials().password()),
              sandbox.wizallCredentials().msisdn(),
              new Credential(sandbox.wizallCredentials().pincode()),
              Fixture.XOF,
              limits));
  private final Connector regideso =
      fixture.regideso(sandbox.regidesoUrl(), sandbox.regidesoApiKey(), limits);

  @AfterEach
  void close() {
    fixture.close();
    sandbox.close();
  }

  private Connector connector(Utility utility) {
    return utility.provider() == Provider.WIZALL ? wizall : regideso;
  }

  private static Operation payment(Utility utility) {
    return switch (utility) {
      case SENELEC -> Operation.SENELEC_PAYMENT;
      case SDE -> Operation.SDE_PAYMENT;
      case WOYOFAL -> Operation.WOYOFAL_PURCHASE;
      case AIRTIME -> Operation.AIRTIME_PURCHASE;
      case REGIDESO -> Operation.REGIDESO_PAYMENT;
    };
  }

  /** Whole payments of bills, a part of one at REGIDESO, any amount of the rest. */
  private PaymentOrder orderFor(Utility utility, String reference) {
    return switch (utility) {
      case SENELEC, SDE -> {
        OwedBill bill = wizall.inquire(utility, reference, null).getFirst();
        yield order(bill.payee(), bill.due());
      }
      case REGIDESO -> {
        Payee payee = regideso.inquire(utility, reference, "KIN").getFirst().payee();
        yield order(payee, cdf("1234.56"), regideso.paidBefore(payee));
      }
      case WOYOFAL -> order(new Payee.WoyofalMeter(reference), xof(1000));
      case AIRTIME -> order(new Payee.AirtimePhone(Carrier.ORANGE, "+221" + reference), xof(500));
    };
  }

  private List<Effect> effects(String reference) {
    return sandbox.effects(reference);
  }

  static Stream<Arguments> everyWayToPayWithEveryFault() {
    return Arrays.stream(Utility.values())
        .flatMap(
            utility -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(utility, fault)));
  }

  @ParameterizedTest
  @MethodSource("everyWayToPayWithEveryFault")
  void what_is_said_of_a_payment_agrees_with_what_the_provider_did(Utility utility, Fault fault) {
    String reference = Catalogue.reference(payment(utility), fault);
    PaymentOrder order = orderFor(utility, reference);

    Outcome outcome = connector(utility).pay(order);

    boolean renewed = fault == Fault.UNAUTHORIZED && utility.provider() == Provider.WIZALL;
    int effects = fault.effectTakesPlace() || renewed ? 1 : 0;
    assertThat(effects(reference)).hasSize(effects);
    switch (outcome) {
      case Outcome.Confirmed(Confirmation confirmation) -> {
        assertThat(effects).isEqualTo(1);
        assertThat(confirmation.providerReference())
            .isEqualTo(effects(reference).getFirst().transaction());
      }
      case Outcome.Rejected _, Outcome.NotSent _ -> assertThat(effects).isZero();
      case Outcome.Unknown _ -> {}
    }
    assertThat(outcome).isInstanceOf(expected(fault, renewed));
    if (outcome instanceof Outcome.Unknown) {
      agrees(connector(utility).findOutcome(order), utility, effects);
    }
  }

  private static Class<? extends Outcome> expected(Fault fault, boolean renewed) {
    return switch (fault) {
      case REFUSE -> Outcome.Rejected.class;
      case TOO_MANY_REQUESTS -> Outcome.NotSent.class;
      case UNAUTHORIZED -> renewed ? Outcome.Confirmed.class : Outcome.NotSent.class;
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
          Outcome.Unknown.class;
    };
  }

  private static void agrees(Finding finding, Utility utility, int effects) {
    switch (utility) {
      case WOYOFAL, AIRTIME -> assertThat(finding).isInstanceOf(Finding.CannotBeAsked.class);
      case SENELEC, SDE, REGIDESO ->
          assertThat(finding)
              .isInstanceOf(effects == 1 ? Finding.Paid.class : Finding.Unpaid.class);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"HTML_WITH_EFFECT", "HTML_WITHOUT_EFFECT"})
  void pages_under_a_good_status_confirm_nothing(Fault fault) {
    String reference = "9000000500";
    sandbox.faults().script(Script.of(reference, fault).with("200"));
    assertThat(wizall.pay(orderFor(Utility.SENELEC, reference)))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @ParameterizedTest
  @EnumSource(Utility.class)
  void a_payment_that_meets_no_fault_is_confirmed_once(Utility utility) {
    String reference =
        switch (utility) {
          case SENELEC -> "9000000100";
          case SDE -> "900000000100";
          case WOYOFAL -> "90000100";
          case AIRTIME -> "769000100";
          case REGIDESO -> "900100";
        };
    PaymentOrder order = orderFor(utility, reference);

    assertThat(connector(utility).pay(order)).isInstanceOf(Outcome.Confirmed.class);

    assertThat(effects(reference)).hasSize(1);
    assertThat(effects(reference).getFirst().amount())
        .isEqualByComparingTo(order.amount().majorUnits());
    if (utility.kind() == Utility.Kind.BILL) {
      assertThat(connector(utility).findOutcome(order)).isInstanceOf(Finding.Paid.class);
    }
  }

  @Test
  void a_bill_that_is_paid_already_is_rejected() {
    OwedBill paid = wizall.inquire(Utility.SENELEC, "8000000090", null).getFirst();
    assertThat(paid.paid()).isTrue();
    assertThat(wizall.pay(order(paid.payee(), paid.billed()))).isInstanceOf(Outcome.Rejected.class);

    OwedBill settled = regideso.inquire(Utility.REGIDESO, "800090", null).getFirst();
    assertThat(settled.paid()).isTrue();
    assertThat(regideso.pay(order(settled.payee(), cdf("1")))).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void a_bill_of_regideso_is_paid_in_parts() {
    OwedBill bill = regideso.inquire(Utility.REGIDESO, "900200", "KC").getFirst();
    Money part = cdf("100.50");
    assertThat(regideso.pay(order(bill.payee(), part))).isInstanceOf(Outcome.Confirmed.class);
    assertThat(regideso.paidBefore(bill.payee())).isEqualTo(part);

    assertThat(regideso.pay(order(bill.payee(), bill.due()))).isInstanceOf(Outcome.Rejected.class);
    assertThat(regideso.pay(order(bill.payee(), bill.due().minus(part))))
        .isInstanceOf(Outcome.Confirmed.class);
    assertThat(regideso.inquire(Utility.REGIDESO, "900200", "KC").getFirst().paid()).isTrue();
  }

  @Test
  void a_provider_that_dies_and_comes_back_is_sent_nothing_meanwhile() {
    String reference = "900300";
    PaymentOrder order = orderFor(Utility.REGIDESO, reference);
    sandbox.die(io.griot.sandbox.operation.Provider.REGIDESO);

    assertThat(regideso.pay(order)).isInstanceOf(Outcome.NotSent.class);

    sandbox.revive(io.griot.sandbox.operation.Provider.REGIDESO);
    assertThat(regideso.pay(order)).isInstanceOf(Outcome.Confirmed.class);
    assertThat(effects(reference)).hasSize(1);
  }
}
