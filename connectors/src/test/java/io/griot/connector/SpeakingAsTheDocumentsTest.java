package io.griot.connector;

import static io.griot.connector.Fixture.AIRTIME;
import static io.griot.connector.Fixture.REGIDESO;
import static io.griot.connector.Fixture.SDE;
import static io.griot.connector.Fixture.SENELEC;
import static io.griot.connector.Fixture.WOYOFAL;
import static io.griot.connector.Fixture.cdf;
import static io.griot.connector.Fixture.order;
import static io.griot.connector.Fixture.xof;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.connector.ScriptedProvider.Received;
import io.griot.connector.wizall.WizallAccess;
import io.griot.core.bill.Confirmation;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Utility;
import io.griot.sandbox.golden.Golden;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Each call of a connector is the document's sample, and the document's answer is understood. */
class SpeakingAsTheDocumentsTest {

  private final ScriptedProvider provider = new ScriptedProvider();
  private final Fixture fixture = new Fixture();
  private final Connector wizall = fixture.wizall(provider);
  private final Connector regideso = fixture.regideso(provider);

  @AfterEach
  void close() {
    fixture.close();
    provider.close();
  }

  private Golden answering(String document, String name) {
    Golden golden = Golden.read(document, name);
    provider.then(ScriptedProvider.json(golden.status(), golden.answer().toString()));
    return golden;
  }

  private void sent(Golden golden) {
    sent(golden, provider.received().getLast());
  }

  private static void sent(Golden golden, Received received) {
    assertThat(received.method()).isEqualTo(golden.method());
    assertThat(received.path().replaceFirst("/$", ""))
        .isEqualTo(golden.path().replaceFirst("/$", ""));
    golden
        .headers()
        .forEach(
            (name, value) ->
                assertThat(received.headers().get(name.toLowerCase(Locale.ROOT)))
                    .startsWith(value));
    if (golden.text().isEmpty()) {
      assertThat(received.body()).isEmpty();
    } else {
      assertThat(JsonMapper.shared().readTree(received.body())).isEqualTo(golden.body());
    }
  }

  private static Outcome confirmed(String reference) {
    return new Outcome.Confirmed(new Confirmation(reference, Map.of()));
  }

  @Test
  void a_token_of_wizall() {
    Golden golden = Golden.read("wizall", "token");
    provider.tokens(ScriptedProvider.json(golden.status(), golden.answer().toString()));
    answering("wizall", "senelec-bills");

    wizall.inquire(Utility.SENELEC, "1061103482", null);

    sent(golden, provider.tokenRequests().getFirst());
    assertThat(provider.received().getFirst().headers())
        .containsEntry("authorization", "Token " + golden.answer().get("token").stringValue());
  }

  @Test
  void bills_of_senelec() {
    Golden golden = answering("wizall", "senelec-bills");

    assertThat(wizall.inquire(Utility.SENELEC, "1061103482", null))
        .containsExactly(
            new OwedBill(
                SENELEC,
                "CISSE BABACAR",
                xof(18590),
                xof(18590),
                xof(0),
                null,
                LocalDate.of(2017, 8, 5),
                false,
                false));
    sent(golden);
  }

  @Test
  void a_payment_to_senelec_and_its_repetition() {
    Golden golden = answering("wizall", "senelec-payment");

    assertThat(wizall.pay(order(SENELEC, xof(18590)))).isEqualTo(confirmed("55354a218"));
    sent(golden);

    Golden repeated = answering("wizall", "senelec-payment-repeated");
    assertThat(wizall.pay(order(SENELEC, xof(18590))))
        .isEqualTo(new Outcome.Rejected("The provider says that the bill is paid already."));
    sent(repeated);
  }

  @Test
  void bills_of_sde() {
    Golden golden = answering("wizall", "sde-bills");

    assertThat(wizall.inquire(Utility.SDE, "735034654215", null))
        .containsExactly(
            new OwedBill(
                SDE,
                "M.SALIOU DIEYE",
                xof(2828),
                xof(2828),
                xof(0),
                null,
                LocalDate.of(2017, 6, 15),
                false,
                false));
    sent(golden);
  }

  /** The documents' samples have two PINs for one phone. */
  private Connector withThePinOfTheOtherSamples(String msisdn) {
    return fixture.wizall(
        new WizallAccess(
            provider.address(),
            "USERNAME",
            new Credential("PASSWORD"),
            msisdn,
            new Credential("1001"),
            Fixture.XOF,
            Fixture.limits(Fixture.SHORT)));
  }

  @Test
  void a_payment_to_sde() {
    Golden golden = answering("wizall", "sde-payment");

    assertThat(withThePinOfTheOtherSamples("771234567").pay(order(SDE, xof(2828))))
        .isEqualTo(confirmed("029a67f9f"));
    sent(golden);
  }

  @Test
  void units_of_woyofal_with_their_voucher() {
    Golden golden = answering("wizall", "woyofal-purchase");

    assertThat(withThePinOfTheOtherSamples("771234567").pay(order(WOYOFAL, xof(1000))))
        .isEqualTo(
            new Outcome.Confirmed(
                new Confirmation(
                    "7c09be412", Map.of("token", "48103726159904827315", "kwh", "11.0"))));
    sent(golden);
  }

  @Test
  void airtime_for_a_phone_in_its_national_form() {
    Golden golden = answering("wizall", "airtime-purchase");

    assertThat(withThePinOfTheOtherSamples("771166183").pay(order(AIRTIME, xof(500))))
        .isEqualTo(confirmed("b31d00f57"));
    sent(golden);
  }

  @Test
  void bills_of_regideso() {
    Golden golden = answering("regideso", "bills");

    assertThat(regideso.inquire(Utility.REGIDESO, "83262", "KIN"))
        .containsExactly(
            new OwedBill(
                REGIDESO,
                "MUKEBA MUKEBA",
                cdf("17865.57"),
                cdf("17865.57"),
                cdf("0"),
                LocalDate.of(2024, 3, 31),
                null,
                false,
                true));
    sent(golden);
  }

  @Test
  void bills_of_regideso_in_another_province() {
    Golden golden = answering("regideso", "bills-in-another-province");

    assertThat(regideso.inquire(Utility.REGIDESO, "01234-X", "KC"))
        .extracting(OwedBill::payee)
        .containsExactly(new Payee.RegidesoBill("KC", "01234-X", "208776772"));
    sent(golden);
  }

  @Test
  void a_client_whom_regideso_does_not_know() {
    answering("regideso", "bills-of-unknown-client");

    assertThat(regideso.inquire(Utility.REGIDESO, "C999999", "KIN")).isEmpty();
  }

  @Test
  void a_payment_to_regideso() {
    Golden golden = answering("regideso", "payment");

    assertThat(regideso.pay(order(REGIDESO, cdf("100"))))
        .isEqualTo(confirmed("29-01-25FINCA-83262-0dfe8"));
    sent(golden);
  }

  @Test
  void payments_that_regideso_refuses_say_why_and_name_nobody() {
    answering("regideso", "payment-of-settled-bill");
    assertThat(regideso.pay(order(REGIDESO, cdf("100"))))
        .isEqualTo(new Outcome.Rejected("REGIDESO says that nothing is due on the bill."));

    Golden foreign = answering("regideso", "payment-of-foreign-bill");
    assertThat(
            regideso.pay(order(new Payee.RegidesoBill("KC", "01234-X", "108776771"), cdf("100"))))
        .isEqualTo(new Outcome.Rejected("REGIDESO has no such bill of this customer."));
    sent(foreign);
  }
}
