package io.griot.connector.regideso;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The bodies of REGIDESO's document, field by field; read as texts, however they are written. */
final class RegidesoWire {

  private RegidesoWire() {}

  record Payment(
      @JsonProperty("ref_client") String customer,
      String amount,
      @JsonProperty("date_payement") String paidAt,
      String province,
      @JsonProperty("opérateur") String operator,
      List<PaidBill> bills) {}

  record PaidBill(@JsonProperty("fae_id") String bill) {}

  record Envelope(
      @Nullable Boolean success,
      @Nullable String message,
      @Nullable JsonNode data,
      @Nullable JsonNode bills) {}

  record Bill(
      @JsonProperty("fae_id") @Nullable String bill,
      @JsonProperty("ref_client") @Nullable String customer,
      @JsonProperty("nom_client") @Nullable String customerName,
      @JsonProperty("date_fac") @Nullable String issuedOn,
      @JsonProperty("ref_province") @Nullable String province,
      @JsonProperty("montant_fac") @Nullable String billed,
      @Nullable String payments,
      @JsonProperty("solde") @Nullable String due,
      @JsonProperty("montant_payer") @Nullable String paid,
      @JsonProperty("num_acquit") @Nullable String receipt) {}
}
