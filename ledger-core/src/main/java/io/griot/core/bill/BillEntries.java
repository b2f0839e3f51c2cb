package io.griot.core.bill;

import io.griot.core.grant.GrantPulls;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.journal.Corrections;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.ProcessEntries;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Utility;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the entries of a payment to a utility name it, among their references. */
public final class BillEntries {

  private static final String PAYEE = "bill";
  private static final String PROVIDER_REFERENCE = "provider_reference";

  private BillEntries() {}

  /** The kind of the entry that takes the payer's money. */
  static EntryKind kind(Utility utility) {
    return switch (utility.kind()) {
      case BILL, PREPAID -> EntryKind.BILL_PAYMENT;
      case AIRTIME -> EntryKind.AIRTIME;
    };
  }

  /** The references of the entry that takes the payer's money. */
  static Map<String, String> funding(
      BillPaymentId paymentId, Payee payee, @Nullable GrantId grantId) {
    Map<String, String> references = of(paymentId, payee);
    if (grantId != null) {
      references.putAll(GrantPulls.by(grantId));
    }
    return references;
  }

  /** The references of the entry that owes the money to the provider. */
  static Map<String, String> settlement(BillPayment.Terms terms, Confirmation confirmation) {
    Map<String, String> references = of(terms.paymentId(), terms.payee());
    if (confirmation.providerReference() != null) {
      references.put(PROVIDER_REFERENCE, confirmation.providerReference());
    }
    return references;
  }

  /** The references of the entry that gives the money back. */
  static Map<String, String> refund(BillPayment.Terms terms, EntryId funding) {
    Map<String, String> references = of(terms.paymentId(), terms.payee());
    references.putAll(Corrections.refundOf(funding));
    return references;
  }

  /**
   * What the entry of these references pays for, or gives the money back for.
   *
   * @throws IllegalArgumentException if it names none that can be read
   */
  public static Payee payee(Map<String, String> references) {
    return Payee.parse(references.getOrDefault(PAYEE, ""));
  }

  private static Map<String, String> of(BillPaymentId paymentId, Payee payee) {
    Map<String, String> references = new HashMap<>(ProcessEntries.of(paymentId));
    references.put(PAYEE, payee.toString());
    return references;
  }
}
