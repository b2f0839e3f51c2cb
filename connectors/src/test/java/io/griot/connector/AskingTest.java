package io.griot.connector;

import static io.griot.connector.Fixture.AIRTIME;
import static io.griot.connector.Fixture.REGIDESO;
import static io.griot.connector.Fixture.SDE;
import static io.griot.connector.Fixture.SENELEC;
import static io.griot.connector.Fixture.WOYOFAL;
import static io.griot.connector.Fixture.cdf;
import static io.griot.connector.Fixture.order;
import static io.griot.connector.Fixture.xof;
import static io.griot.connector.ScriptedProvider.answer;
import static io.griot.connector.ScriptedProvider.cut;
import static io.griot.connector.ScriptedProvider.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.griot.core.bill.Confirmation;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bills, and what became of payments whose outcome is unknown. */
class AskingTest {

  private static final String SENELEC_BILL =
      """
      {"PAYMENT_TRANSACTION_NUMBER": %s, "police": "1061103482", "numfacture": "5589110",
       "client": "CISSE BABACAR   ", "montant": %s, "dateecheance": "2017-08-05",
       "statuspayment": %s}""";

  private static final String REGIDESO_BILL =
      """
      {"fae_id": "%s", "ref_client": "83262", "montant_fac": "17865.57", "payments": "%s",
       "solde": "%s", "date_fac": "31-03-2024", "ref_province": "KIN"}""";

  private final ScriptedProvider provider = new ScriptedProvider();
  private final Fixture fixture = new Fixture();
  private final Connector wizall = fixture.wizall(provider);
  private final Connector regideso = fixture.regideso(provider);

  @AfterEach
  void close() {
    fixture.close();
    provider.close();
  }

  private static String success(String... bills) {
    return "{\"success\": true, \"data\": [" + String.join(",", bills) + "]}";
  }

  private static String bill(String payments, String due) {
    return REGIDESO_BILL.formatted("108776771", payments, due);
  }

  @Test
  void a_question_without_an_answer_is_asked_again() {
    provider.then(cut()).then(answer(502, "text/html", "<html>")).then(json(200, "[]"));

    assertThat(wizall.inquire(Utility.SENELEC, "1061103482", null)).isEmpty();
    assertThat(provider.received()).hasSize(3);
  }

  @Test
  void a_question_that_finds_no_answer_says_so() {
    provider.always(answer(502, "text/html", "<html>"));

    assertThatThrownBy(() -> wizall.inquire(Utility.SENELEC, "1061103482", null))
        .isInstanceOf(ProviderUnavailable.class)
        .hasMessage("Wizall answered with a web page and an error (502).")
        .extracting(thrown -> ((ProviderUnavailable) thrown).utility())
        .isEqualTo(Utility.SENELEC);
    assertThat(provider.received()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[{}", "[{}]", "[[]]", "{\"code\":\"400\",\"error\":\"X\"}"})
  void an_answer_without_bills_that_can_be_read_is_none(String body) {
    provider.always(json(200, body));

    assertThatThrownBy(() -> wizall.inquire(Utility.SENELEC, "1061103482", null))
        .isInstanceOf(ProviderUnavailable.class);
    assertThatThrownBy(() -> regideso.inquire(Utility.REGIDESO, "83262", null))
        .isInstanceOf(ProviderUnavailable.class);
  }

  @Test
  void a_question_turned_away_is_not_asked_again() {
    provider.always(json(429, "{}"));

    assertThatThrownBy(() -> regideso.inquire(Utility.REGIDESO, "83262", null))
        .isInstanceOf(ProviderUnavailable.class);
    assertThat(provider.received()).hasSize(1);
  }

  @Test
  void bills_that_cannot_be_read_are_passed_over() {
    provider.then(
        json(
            200,
            "["
                + String.join(
                    ",",
                    SENELEC_BILL.formatted("null", "\"18590.5\"", "false"),
                    SENELEC_BILL
                        .formatted("null", "1", "false")
                        .replace("\"1061103482\"", "\"a/b\""),
                    SENELEC_BILL.formatted("null", "{}", "false"),
                    SENELEC_BILL.formatted("null", " 18590 ", "false"))
                + "]"));
    assertThat(wizall.inquire(Utility.SENELEC, "1061103482", null))
        .extracting(OwedBill::payee, OwedBill::due)
        .containsExactly(tuple(SENELEC, xof(18590)));

    provider.then(
        json(
            200,
            success(
                REGIDESO_BILL.formatted("é", "0", "1"),
                REGIDESO_BILL.formatted("1", "0", "1.001"),
                bill("100", "17765.57"))));
    assertThat(regideso.inquire(Utility.REGIDESO, "83262", null))
        .extracting(OwedBill::payee)
        .containsExactly(REGIDESO);
  }

  @Test
  void a_paid_bill_is_shown_as_paid() {
    provider.then(json(200, "[" + SENELEC_BILL.formatted("\"5\"", "18590", "true") + "]"));
    OwedBill bill = wizall.inquire(Utility.SENELEC, "1061103482", null).getFirst();
    assertThat(bill.paid()).isTrue();
    assertThat(bill.due()).isEqualTo(xof(0));

    provider.then(json(200, success(bill("17865.57", "0"))));
    OwedBill water = regideso.inquire(Utility.REGIDESO, "83262", null).getFirst();
    assertThat(water.paid()).isTrue();
    assertThat(water.paidBefore()).isEqualTo(cdf("17865.57"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "a/b", "x?y=1"})
  void what_cannot_be_a_customer_is_not_asked_for(String customer) {
    assertThat(wizall.inquire(Utility.SDE, customer, null)).isEmpty();
    assertThat(regideso.inquire(Utility.REGIDESO, customer, null)).isEmpty();
    assertThat(regideso.inquire(Utility.REGIDESO, "83262", customer)).isEmpty();
    assertThat(provider.received()).isEmpty();
  }

  @Test
  void references_are_encoded() {
    provider.always(json(200, success()));
    regideso.inquire(Utility.REGIDESO, "a+b", "K_C");
    assertThat(provider.received().getLast().path())
        .isEqualTo("/api/factures?ref_client=a%2Bb&province=K_C");
  }

  @Test
  void a_bill_is_named_by_the_province_that_was_asked_for_else_by_the_one_that_is_shown() {
    provider.always(json(200, success(bill("0", "1").replace("KIN", "KC"))));

    assertThat(regideso.inquire(Utility.REGIDESO, "83262", null).getFirst().payee())
        .isEqualTo(new Payee.RegidesoBill("KC", "83262", "108776771"));
    assertThat(regideso.inquire(Utility.REGIDESO, "83262", "KIN").getFirst().payee())
        .isEqualTo(REGIDESO);
  }

  @Test
  void what_regideso_has_noted_as_paid_is_asked_for_before_paying() {
    provider.then(json(200, success(bill("100", "17765.57"))));
    assertThat(regideso.paidBefore(REGIDESO)).isEqualTo(cdf("100"));

    provider.then(json(200, success()));
    assertThatThrownBy(() -> regideso.paidBefore(REGIDESO))
        .isInstanceOf(ProviderUnavailable.class)
        .hasMessage("REGIDESO does not show the bill.");
    assertThat(wizall.paidBefore(SENELEC)).isNull();
  }

  @Test
  void wizall_shows_whether_a_bill_is_paid() {
    provider.then(json(200, "[" + SENELEC_BILL.formatted("\"553\"", "18590", "true") + "]"));
    assertThat(wizall.findOutcome(order(SENELEC, xof(18590))))
        .isEqualTo(new Finding.Paid(new Confirmation("553", Map.of())));

    provider.then(json(200, "[" + SENELEC_BILL.formatted("null", "18590", "true") + "]"));
    assertThat(wizall.findOutcome(order(SENELEC, xof(18590))))
        .isEqualTo(new Finding.Paid(new Confirmation(null, Map.of())));

    provider.then(json(200, "[" + SENELEC_BILL.formatted("null", "18590", "false") + "]"));
    assertThat(wizall.findOutcome(order(SENELEC, xof(18590)))).isInstanceOf(Finding.Unpaid.class);

    provider.then(json(200, "[]"));
    assertThat(wizall.findOutcome(order(SDE, xof(2828)))).isInstanceOf(Finding.Unclear.class);

    provider.always(cut());
    assertThat(wizall.findOutcome(order(SDE, xof(2828)))).isInstanceOf(Finding.NoAnswer.class);
  }

  @Test
  void nobody_can_be_asked_about_units_and_airtime() {
    for (Payee payee : List.of(WOYOFAL, AIRTIME)) {
      assertThat(wizall.findOutcome(order(payee, xof(500))))
          .isInstanceOf(Finding.CannotBeAsked.class);
    }
    assertThat(provider.tokenRequests()).isEmpty();
  }

  @Test
  void regideso_shows_a_payment_by_a_rise_of_exactly_its_amount() {
    PaymentOrder order = order(REGIDESO, cdf("100"), cdf("50"));
    provider.then(json(200, success(bill("150", "17715.57"))));
    assertThat(regideso.findOutcome(order))
        .isEqualTo(new Finding.Paid(new Confirmation(null, Map.of())));

    provider.then(json(200, success(bill("50", "17815.57"))));
    assertThat(regideso.findOutcome(order)).isInstanceOf(Finding.Unpaid.class);

    for (String payments : List.of("149.99", "150.01", "250", "49")) {
      provider.then(json(200, success(bill(payments, "1"))));
      assertThat(regideso.findOutcome(order)).isInstanceOf(Finding.Unclear.class);
    }
    provider.then(json(200, success()));
    assertThat(regideso.findOutcome(order)).isInstanceOf(Finding.Unclear.class);

    provider.then(
        json(200, "{\"success\": false, \"message\": \"Aucune facture impayée\", \"bills\": []}"));
    assertThat(regideso.findOutcome(order)).isInstanceOf(Finding.Unclear.class);

    provider.always(json(401, "{}"));
    assertThat(regideso.findOutcome(order))
        .isEqualTo(new Finding.NoAnswer("REGIDESO refuses our key."));
    assertThat(regideso.findOutcome(order(REGIDESO, cdf("100"))))
        .isInstanceOf(Finding.CannotBeAsked.class);
  }

  @Test
  void whoever_asks_is_led_to_the_connector_of_the_utility() {
    var inquiry = new ConnectorInquiry(List.of(regideso));
    provider.then(json(200, success(bill("0", "1"))));

    assertThat(inquiry.bills(Utility.REGIDESO, "83262", "KIN")).hasSize(1);
    assertThatThrownBy(() -> inquiry.bills(Utility.SENELEC, "1061103482", null))
        .isInstanceOf(ProviderUnavailable.class)
        .hasMessage("SENELEC cannot be asked here.");
  }
}
