package io.griot.query.bill;

import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Utility;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a utility said: a bill, or that it did not say anything. */
sealed interface UnpaidElement {

  /**
   * A bill on which something is due, amounts in major units.
   *
   * @param customer the customer's name
   */
  @Schema(name = "UnpaidBill")
  record UnpaidBill(
      @Schema(description = "Names it when it is paid", example = "SENELEC/1061103482/5589110")
          String number,
      String utility,
      @Nullable String customer,
      @Schema(description = "What is due") BigDecimal amount,
      String currency,
      @Nullable LocalDate dueDate,
      @Nullable LocalDate issueDate,
      @Schema(description = "What the bill was over") BigDecimal billed,
      @Schema(description = "What the provider has noted as paid on it") BigDecimal paid,
      @Schema(description = "Whether less than what is due may be paid") boolean partPayments)
      implements UnpaidElement {

    static UnpaidBill of(OwedBill bill) {
      return new UnpaidBill(
          bill.payee().toString(),
          bill.payee().utility().name(),
          bill.customerName(),
          bill.due().majorUnits(),
          bill.due().currency().getCurrencyCode(),
          bill.dueOn(),
          bill.issuedOn(),
          bill.billed().majorUnits(),
          bill.paidBefore().majorUnits(),
          bill.partPayments());
    }
  }

  /** A utility that did not answer, in the place of its bills. */
  @Schema(name = "UtilityWithoutAnswer")
  record WithoutAnswer(
      String utility, @Schema(allowableValues = WithoutAnswer.CODE) String code, String detail)
      implements UnpaidElement {

    static final String CODE = "PROVIDER_UNAVAILABLE";

    static WithoutAnswer of(Utility utility, String detail) {
      return new WithoutAnswer(utility.name(), CODE, detail);
    }
  }
}
