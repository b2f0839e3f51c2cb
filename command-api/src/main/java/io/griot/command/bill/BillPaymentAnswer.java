package io.griot.command.bill;

import io.griot.core.bill.BillPayment;
import io.griot.core.bill.BillPaymentReceipt;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment to a utility after a write, amounts in major units. */
@Schema(name = "BillPaymentTaken")
record BillPaymentAnswer(
    String detail,
    UUID id,
    @Schema(allowableValues = {"funded", "submitted", "unknown", "confirmed", "refunded"})
        String status,
    @Schema(example = "SENELEC/1061103482/5589110") String number,
    BigDecimal amount,
    String currency,
    UUID fromWallet,
    @Schema(description = "The provider's number of it") @Nullable String providerReference) {

  static BillPaymentAnswer of(BillPaymentReceipt receipt) {
    BillPayment.Terms terms = receipt.terms();
    return new BillPaymentAnswer(
        detail(receipt),
        terms.paymentId().uuid(),
        receipt.status().text(),
        terms.payee().toString(),
        terms.amount().majorUnits(),
        terms.amount().currency().getCurrencyCode(),
        terms.walletId().uuid(),
        receipt.confirmation() == null ? null : receipt.confirmation().providerReference());
  }

  private static String detail(BillPaymentReceipt receipt) {
    BillPayment.Terms terms = receipt.terms();
    return switch (receipt.status()) {
      case FUNDED, SUBMITTED ->
          "%s are on their way to %s.".formatted(terms.amount(), terms.payee());
      case UNKNOWN ->
          "What became of %s to %s is unknown.".formatted(terms.amount(), terms.payee());
      case CONFIRMED -> "%s were paid to %s.".formatted(terms.amount(), terms.payee());
      case REFUNDED ->
          "%s were not paid to %s, and given back.".formatted(terms.amount(), terms.payee());
    };
  }
}
