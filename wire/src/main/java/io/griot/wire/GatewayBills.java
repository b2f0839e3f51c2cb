package io.griot.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.griot.core.money.Money;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bills, spelled as the gateway's document spells each kind. */
public final class GatewayBills {

  private static final String NUMBER = "PAYMENT_TRANSACTION_NUMBER";
  private static final DateTimeFormatter SDE_DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private GatewayBills() {}

  /**
   * How a payment stands.
   *
   * @param number the provider's transaction number, or the payment's identifier if its answer was
   *     lost; null while nothing is paid
   * @param paid whether the provider did it
   * @param pending the payment's identifier, while nobody knows what the provider did
   */
  public record Standing(@Nullable String number, boolean paid, @Nullable UUID pending) {}

  /**
   * An electricity bill.
   *
   * @param montant in francs, without decimals
   * @param dateecheance as 2017-08-05
   * @param id only while the outcome of its payment is not known
   */
  public record SenelecBill(
      @JsonProperty(NUMBER) @Nullable String number,
      String police,
      String numfacture,
      @Nullable String client,
      String montant,
      @Nullable String dateecheance,
      boolean statuspayment,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID id) {

    /** As its provider shows it. */
    public static SenelecBill of(Payee.SenelecBill payee, OwedBill bill) {
      return of(payee, bill, amount(bill), new Standing(null, bill.paid(), null));
    }

    /**
     * As it stands after a payment.
     *
     * @param bill null if the provider could not be asked again
     */
    public static SenelecBill of(
        Payee.SenelecBill payee, @Nullable OwedBill bill, Money amount, Standing standing) {
      return new SenelecBill(
          standing.number(),
          payee.policy(),
          payee.bill(),
          bill == null ? null : bill.customerName(),
          amount.majorUnits().toPlainString(),
          Optional.ofNullable(bill).map(OwedBill::dueOn).map(LocalDate::toString).orElse(null),
          standing.paid(),
          standing.pending());
    }
  }

  /**
   * A water bill.
   *
   * @param nom the first word of the customer's name
   * @param prenom the others
   * @param montant in francs, without decimals
   * @param dateEcheance as 15/06/2017
   * @param id only while the outcome of its payment is not known
   */
  public record SdeBill(
      @JsonProperty(NUMBER) @Nullable String number,
      String referenceClient,
      String referenceFacture,
      @Nullable String nom,
      @Nullable String prenom,
      String montant,
      @Nullable String dateEcheance,
      boolean statuspayment,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID id) {

    /** As its provider shows it. */
    public static SdeBill of(Payee.SdeBill payee, OwedBill bill) {
      return of(payee, bill, amount(bill), new Standing(null, bill.paid(), null));
    }

    /**
     * As it stands after a payment.
     *
     * @param bill null if the provider could not be asked again
     */
    public static SdeBill of(
        Payee.SdeBill payee, @Nullable OwedBill bill, Money amount, Standing standing) {
      @Nullable String name = bill == null ? null : bill.customerName();
      // The ledger's port knows one name; the document's samples have two words.
      String[] words = name == null ? new String[0] : name.strip().split("\\s+", 2);
      return new SdeBill(
          standing.number(),
          payee.customer(),
          payee.bill(),
          name == null ? null : words[0],
          name == null ? null : words.length > 1 ? words[1] : "",
          amount.majorUnits().toPlainString(),
          Optional.ofNullable(bill).map(OwedBill::dueOn).map(SDE_DATE::format).orElse(null),
          standing.paid(),
          standing.pending());
    }
  }

  /**
   * Units bought for a meter.
   *
   * @param token what the customer types into the meter
   * @param kwh how much it is good for
   * @param id only while the outcome is not known
   */
  public record Units(
      @JsonProperty(NUMBER) @Nullable String number,
      String compteur,
      String montant,
      boolean statuspayment,
      @Nullable String token,
      @Nullable String kwh,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID id) {}

  /**
   * Airtime bought for a phone.
   *
   * @param id only while the outcome is not known
   */
  public record Airtime(
      @JsonProperty(NUMBER) @Nullable String number,
      String receveurmsisdn,
      String montant,
      boolean statuspayment,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID id) {}

  private static Money amount(OwedBill bill) {
    return bill.paid() ? bill.billed() : bill.due();
  }
}
