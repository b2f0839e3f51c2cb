package io.griot.core.bill;

import io.griot.core.LedgerEvent;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.core.utility.Payee;
import org.jspecify.annotations.Nullable;

/** What happened to a payment to a utility. */
public sealed interface BillPaymentEvent extends LedgerEvent {

  BillPaymentId paymentId();

  /**
   * Somebody asked to pay a utility.
   *
   * @param grantId the grant by which somebody else than the owner asked, or null
   */
  record BillPaymentRequested(
      BillPaymentId paymentId,
      WalletId walletId,
      Payee payee,
      Money amount,
      @Nullable GrantId grantId,
      String remarks)
      implements BillPaymentEvent {}

  /** The money went from the payer to the provider's clearing account. */
  record BillPaymentFunded(BillPaymentId paymentId, EntryId entryId) implements BillPaymentEvent {}

  /**
   * The provider is about to be called, for the only time.
   *
   * @param paidBefore what the provider had noted as paid before, where its effect is told by that
   */
  record BillPaymentSubmitted(
      BillPaymentId paymentId, AttemptId attemptId, @Nullable Money paidBefore)
      implements BillPaymentEvent {}

  /** The provider cannot have done anything: it was not reached. */
  record BillPaymentNotSent(BillPaymentId paymentId, String reason) implements BillPaymentEvent {}

  /** The provider said that it did not do it. */
  record BillPaymentRejected(BillPaymentId paymentId, String reason) implements BillPaymentEvent {}

  /** The provider was called, and nobody knows what it did. */
  record BillPaymentOutcomeUnknown(BillPaymentId paymentId, String reason)
      implements BillPaymentEvent {}

  /** The provider was asked what it did, and that did not settle it. */
  record BillPaymentOutcomeSought(BillPaymentId paymentId, Sought sought, String detail)
      implements BillPaymentEvent {}

  /** Nobody asks the provider any more: a person has to decide. */
  record BillPaymentReferred(BillPaymentId paymentId, String reason) implements BillPaymentEvent {}

  /**
   * A person, or the house's rule, decided what an unknown outcome was.
   *
   * @param evidence what it was decided on
   */
  record BillPaymentResolved(BillPaymentId paymentId, Resolution resolution, String evidence)
      implements BillPaymentEvent {}

  /** The provider did it. */
  record BillPaymentConfirmed(BillPaymentId paymentId, Confirmation confirmation)
      implements BillPaymentEvent {}

  /** The money went from clearing to what is owed to the provider. */
  record BillPaymentSettled(BillPaymentId paymentId, EntryId entryId) implements BillPaymentEvent {}

  /** The money went from clearing back to the payer. */
  record BillPaymentRefunded(BillPaymentId paymentId, EntryId entryId)
      implements BillPaymentEvent {}

  /**
   * The provider says the contrary of what was decided before: nothing moved, and a person must
   * look.
   */
  record BillPaymentContradicted(BillPaymentId paymentId, String claim)
      implements BillPaymentEvent {}
}
