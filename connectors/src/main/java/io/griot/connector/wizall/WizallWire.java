package io.griot.connector.wizall;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.griot.connector.Credential;
import org.jspecify.annotations.Nullable;

/** The bodies of Wizall's document, field by field; read as texts, whatever they are written as. */
final class WizallWire {

  private WizallWire() {}

  record SignIn(String username, Credential password) {}

  record SignedIn(@Nullable String token) {}

  record SenelecPayment(
      String msisdn, String police, String numfacture, String montant, Credential pincode) {}

  record SdePayment(
      String msisdn,
      @JsonProperty("reference_client") String customer,
      @JsonProperty("reference_facture") String bill,
      String montant,
      Credential pincode) {}

  record WoyofalPayment(String msisdn, String compteur, String amount, Credential pincode) {}

  record AirtimePurchase(String msisdn, String receveurmsisdn, String amount, String reseau) {}

  record SenelecBill(
      @JsonProperty("PAYMENT_TRANSACTION_NUMBER") @Nullable String transactionNumber,
      @Nullable String police,
      @Nullable String numfacture,
      @Nullable String client,
      @Nullable String montant,
      @Nullable String dateecheance,
      @Nullable Boolean statuspayment) {}

  record SdeBill(
      @JsonProperty("PAYMENT_TRANSACTION_NUMBER") @Nullable String transactionNumber,
      @JsonProperty("reference_client") @Nullable String customer,
      @JsonProperty("reference_facture") @Nullable String bill,
      @Nullable String nom,
      @Nullable String prenom,
      @Nullable String montant,
      @JsonProperty("date_echeance") @Nullable String dueOn,
      @Nullable Boolean statuspayment) {}

  /** What is answered for units and airtime, where the document leaves a blank. */
  record TopUp(
      @JsonProperty("PAYMENT_TRANSACTION_NUMBER") @Nullable String transactionNumber,
      @Nullable String compteur,
      @Nullable String receveurmsisdn,
      @Nullable String montant,
      @Nullable Boolean statuspayment,
      @Nullable String token,
      @Nullable String kwh) {

    /** Without the voucher. */
    @Override
    public String toString() {
      return "TopUp[" + transactionNumber + "]";
    }
  }

  record Refusal(@Nullable String code, @Nullable String error) {}
}
