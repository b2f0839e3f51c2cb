package io.griot.projection.bill;

import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.core.utility.Provider;
import io.griot.core.utility.Utility;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment to a utility and how it stands.
 *
 * @param payee as clients name it
 * @param referred whether it waits for a person
 * @param reason why it is unknown, or was refunded
 * @param vouchers what the customer gets beside it, such as a meter's {@code token}
 * @param fundingId the entry that took the payer's money
 * @param settlementId the entry that owes it to the provider
 * @param refundId the entry that gave it back
 * @param attemptId the call of the provider
 * @param paidBefore what the provider had noted as paid before that call
 * @param contradiction what the provider said to the contrary after the end
 * @param unknownSince when its outcome became unknown, if it ever was
 * @param position of its request; the order of listings
 */
public record BillPaymentView(
    BillPaymentId paymentId,
    WalletId walletId,
    Utility utility,
    Provider provider,
    String payee,
    Money amount,
    BillPaymentStatus status,
    boolean referred,
    @Nullable String reason,
    @Nullable String providerReference,
    Map<String, String> vouchers,
    @Nullable EntryId fundingId,
    @Nullable EntryId settlementId,
    @Nullable EntryId refundId,
    @Nullable AttemptId attemptId,
    @Nullable Money paidBefore,
    @Nullable GrantId grantId,
    @Nullable String contradiction,
    String remarks,
    Instant requestedAt,
    @Nullable Instant submittedAt,
    @Nullable Instant unknownSince,
    @Nullable Instant endedAt,
    long position) {

  /** The status as it is sent. */
  public String statusText() {
    return status.text();
  }

  /** Whether it is not known what the provider did. */
  public boolean isUnknown() {
    return status == BillPaymentStatus.UNKNOWN;
  }

  /** Whether nothing more will happen. */
  public boolean isEnded() {
    return status.isFinal();
  }

  /** The spelling itself, if a payment can have that status. */
  public static Optional<String> status(String text) {
    return BillPaymentStatus.parse(text).map(BillPaymentStatus::text);
  }

  /**
   * Something that happened to it.
   *
   * @param outcome what was found or decided, where that has a name
   * @param actor who made it happen, as the log names them
   */
  public record Step(
      BillPaymentStep kind,
      @Nullable String outcome,
      @Nullable String detail,
      @Nullable String actor,
      Instant at) {}
}
