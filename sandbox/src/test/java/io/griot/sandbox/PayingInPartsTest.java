package io.griot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.sandbox.Wire.Seen;
import io.griot.sandbox.effect.Effect;
import io.griot.sandbox.regideso.RegidesoBill;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** REGIDESO takes parts of bills and several bills at once, to the centime. */
class PayingInPartsTest {
  private Sandbox sandbox;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxSettings.standard(Clock.systemUTC()));
    caller = Caller.of(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void parts_move_the_payments_and_the_balance_until_nothing_is_left() {
    caller.payRegideso("KIN", "83262", "\"100\"", bills("108776771"));
    caller.payRegideso("KIN", "83262", "0.57", bills("108776771"));
    JsonNode read = caller.readRegideso("KIN", "83262").json().path("data").path(0);
    assertThat(read.path("montant_fac").stringValue()).isEqualTo("17865.57");
    assertThat(read.path("payments").stringValue()).isEqualTo("100.57");
    assertThat(read.path("solde").stringValue()).isEqualTo("17765");

    Seen rest = caller.payRegideso("KIN", "83262", "17765.00", bills("108776771"));
    assertThat(rest.json().path("bills").path(0).path("solde").decimalValue()).isZero();
    assertThat(rest.json().path("bills").path(0).path("nombre_factures_impayees").stringValue())
        .isEqualTo("8");

    assertThat(message(caller.payRegideso("KIN", "83262", "1", bills("108776771"))))
        .isEqualTo("Aucune facture impayée pour ce client!");
    assertThat(sandbox.effects("83262"))
        .extracting(Effect::amount)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("100"), new BigDecimal("0.57"), new BigDecimal("17765"));
  }

  @Test
  void several_bills_are_filled_in_the_order_in_which_they_are_named() {
    Seen seen =
        caller.payRegideso(
            "KIN", "83262", "17900.57", bills("108776771", "108776781", "108776782"));

    assertThat(seen.json().path("bills")).hasSize(2);
    assertThat(seen.json().path("bills").path(0).path("montant_payer").decimalValue())
        .isEqualByComparingTo("17865.57");
    assertThat(seen.json().path("bills").path(1).path("montant_payer").decimalValue())
        .isEqualByComparingTo("35");
    assertThat(sandbox.effects("83262")).extracting(Effect::transaction).containsOnly(number(seen));
  }

  @Test
  void without_bills_named_the_clients_own_are_filled() {
    Seen seen = caller.payRegideso("KIN", "800091", "10000", "[]");

    assertThat(seen.json().path("bills")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"0.00\"", "-1", "1.001", "\"x\"", "\"\"", "null", "{}"})
  void a_wrong_amount_is_refused(String amount) {
    Seen seen = caller.payRegideso("KIN", "83262", amount, bills("108776771"));

    assertThat(seen.json().path("success").booleanValue()).isFalse();
    assertThat(seen.json().path("status").stringValue()).isEqualTo("échec");
    assertThat(sandbox.effects()).isEmpty();
  }

  @Test
  void more_than_the_bills_owe_is_refused() {
    Seen seen = caller.payRegideso("KIN", "83262", "17865.58", bills("108776771"));

    assertThat(seen.json().path("success").booleanValue()).isFalse();
    assertThat(sandbox.effects()).isEmpty();
  }

  @Test
  void a_client_lives_in_one_province() {
    assertThat(message(caller.readRegideso("KC", "83262")))
        .isEqualTo("Ce client n'existe pas dans la base de données.");
    assertThat(message(caller.readRegideso("KIN", "01234-X"))).startsWith("Ce client");
    assertThat(message(caller.readRegideso("XX", "900001"))).startsWith("Ce client");
    assertThat(message(caller.readRegideso("", "83262"))).isEqualTo("Vos données");
    assertThat(message(caller.payRegideso("KC", "83262", "100", bills("108776771"))))
        .startsWith("Ce client");
  }

  @Test
  void generated_clients_have_a_bill_of_their_own_in_each_province() {
    for (String province : List.of("KIN", "KC", "KAT", "NK", "SK", "MB", "KAN")) {
      RegidesoBill bill = RegidesoBill.generated(province, "900001");
      Seen paid =
          caller.payRegideso(province, "900001", bill.montantFac().toString(), bills(bill.faeId()));
      assertThat(paid.json().path("success").booleanValue()).as(province).isTrue();
      assertThat(sandbox.effects(bill.faeId())).hasSize(1);
    }
  }

  @Test
  void a_client_without_bills_is_known() {
    assertThat(caller.readRegideso("KIN", "800092").json().path("data")).isEmpty();
    assertThat(message(caller.payRegideso("KIN", "800092", "100", "[]")))
        .isEqualTo("Aucune facture impayée pour ce client!");
  }

  @Test
  void a_payment_without_an_amount_only_asks() {
    Seen seen =
        caller.regideso("POST", "/api/factures", "{\"ref_client\":\"83262\",\"province\":\"KIN\"}");

    assertThat(seen.json().path("data")).hasSize(9);
    assertThat(sandbox.effects()).isEmpty();
  }

  @Test
  void a_transaction_is_verified_by_its_number_in_its_province() {
    String number = number(caller.payRegideso("KC", "01234-X", "12.5", bills("208776772")));

    JsonNode found = verify(number, "KC");
    assertThat(found.path("status").stringValue()).isEqualTo("succès");
    assertThat(found.path("data").path(0).path("total_payments").stringValue()).isEqualTo("12.5");
    assertThat(verify(number, "KIN").path("status").stringValue()).isEqualTo("échec");
    assertThat(verify("nothing", "KC").path("success").booleanValue()).isFalse();
  }

  @Test
  void bills_can_be_added() {
    RegidesoBill like = RegidesoBill.generated("NK", "900001");
    sandbox
        .regideso()
        .add(
            new RegidesoBill(
                "F-1",
                "C-1",
                "MBUYI ",
                "N-1",
                like.dateFac(),
                "GOMA",
                "NK",
                new BigDecimal("1.25")));

    assertThat(message(caller.payRegideso("NK", "C-1", "1.25", bills("F-1"))))
        .isEqualTo("Paiement enregistré avec succès");
  }

  private JsonNode verify(String number, String province) {
    return caller
        .regideso(
            "GET",
            "/api/transactionId?num_acquit="
                + URLEncoder.encode(number, StandardCharsets.UTF_8)
                + "&province="
                + province,
            "")
        .json();
  }

  private static String number(Seen seen) {
    return seen.json().path("bills").path(0).path("num_acquit").stringValue();
  }

  private static String message(Seen seen) {
    return seen.json().path("message").stringValue();
  }

  private static String bills(String... faeIds) {
    StringBuilder bills = new StringBuilder();
    for (String faeId : faeIds) {
      bills.append(bills.isEmpty() ? "" : ",").append("{\"fae_id\":\"" + faeId + "\"}");
    }
    return "[" + bills + "]";
  }
}
