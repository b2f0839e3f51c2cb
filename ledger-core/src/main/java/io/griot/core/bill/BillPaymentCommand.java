package io.griot.core.bill;

import io.griot.core.LedgerCommand;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.MajorUnits;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.utility.Payee;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a payment to a utility.
 *
 * <p>All but the first and the last tell what was learned of the provider. Whoever tells it again,
 * or too late, changes nothing and is answered how the payment stands.
 */
public sealed interface BillPaymentCommand extends LedgerCommand {

  BillPaymentId paymentId();

  @Override
  default List<String> streams() {
    return List.of(paymentId().toString());
  }

  /**
   * Moves money from a wallet to a provider's clearing account, to be paid to a utility.
   *
   * @param quote what the provider said is due
   */
  record RequestBillPayment(
      BillPaymentId paymentId,
      EntryId entryId,
      WalletId walletId,
      Payee payee,
      Quote quote,
      MajorUnits amount,
      String remarks,
      Mandate mandate)
      implements BillPaymentCommand {

    @Override
    public List<String> streams() {
      List<String> streams = new ArrayList<>(List.of(paymentId.toString(), walletId.toString()));
      Bill.guarding(payee).ifPresent(billId -> streams.add(billId.toString()));
      switch (mandate) {
        case Mandate.ByOwner _ -> {}
        case Mandate.ByGrant(GrantId grantId, Owner _) -> streams.add(grantId.toString());
      }
      return streams;
    }
  }

  /**
   * Notes that the provider is about to be called. Only whoever is answered its own attempt may
   * call it, once: an attempt is made up anew for each call, since one that is submitted again is
   * answered as the first time, and nobody knows whether it called in between.
   *
   * @param paidBefore what the provider has noted as paid, where its effect is told by that
   */
  record SubmitBillPayment(BillPaymentId paymentId, AttemptId attemptId, @Nullable Money paidBefore)
      implements BillPaymentCommand {}

  /** The provider did it. */
  record ConfirmBillPayment(
      BillPaymentId paymentId, EntryId settlementId, Confirmation confirmation)
      implements BillPaymentCommand {}

  /** The provider said that it did not do it. */
  record RejectBillPayment(BillPaymentId paymentId, EntryId refundId, String reason)
      implements BillPaymentCommand {}

  /**
   * The provider cannot have done anything: it was not reached.
   *
   * <p>Only of one's own attempt can one know that: whoever names none, or another than the one
   * under way, changes nothing once somebody has begun to call.
   *
   * @param attemptId the attempt that did not reach it, or null if none was begun
   */
  record ReturnUnsentBillPayment(
      BillPaymentId paymentId, @Nullable AttemptId attemptId, EntryId refundId, String reason)
      implements BillPaymentCommand {}

  /** The provider was called, and what it did is not known. */
  record ReportUnknownOutcome(BillPaymentId paymentId, String reason)
      implements BillPaymentCommand {}

  /** The provider was asked what it did, and that did not settle it. */
  record NoteSoughtOutcome(BillPaymentId paymentId, Sought sought, String detail)
      implements BillPaymentCommand {}

  /** Leaves an unknown outcome to a person. */
  record ReferBillPayment(BillPaymentId paymentId, String reason) implements BillPaymentCommand {}

  /**
   * Decides what an unknown outcome was.
   *
   * @param entryId of the settlement or the refund
   * @param providerReference the provider's number, if the evidence names it
   * @param evidence what it is decided on
   */
  record ResolveBillPayment(
      BillPaymentId paymentId,
      EntryId entryId,
      Resolution resolution,
      @Nullable String providerReference,
      String evidence,
      Authority authority)
      implements BillPaymentCommand {}
}
