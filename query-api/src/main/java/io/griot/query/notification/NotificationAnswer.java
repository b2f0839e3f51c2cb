package io.griot.query.notification;

import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.projection.notification.NotificationKind;
import io.griot.projection.notification.NotificationView;
import io.griot.wire.Uuids;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that somebody is told of, the amount in major units. */
@Schema(name = "Notification")
record NotificationAnswer(
    UUID id,
    @Schema(
            allowableValues = {
              "money_received",
              "money_sent",
              "grant_requested",
              "grant_approved",
              "grant_rejected",
              "grant_suspended",
              "grant_resumed",
              "grant_changed",
              "dispute_opened",
              "dispute_in_review",
              "dispute_reviewed",
              "dispute_refunded",
              "dispute_dismissed",
              "bill_payment_confirmed",
              "bill_payment_refunded",
              "bill_payment_unknown"
            })
        String kind,
    String message,
    Instant createdAt,
    @Nullable UUID wallet,
    @Nullable UUID transaction,
    @Nullable UUID grant,
    @Nullable UUID dispute,
    @Nullable UUID billPayment,
    @Nullable BigDecimal amount,
    @Nullable String currency) {

  static NotificationAnswer of(NotificationView told) {
    Money amount = told.amount();
    return new NotificationAnswer(
        Uuids.ordered(told.recordedAt(), told.line(), told.position()),
        told.kind().text(),
        message(told.kind(), amount),
        told.recordedAt(),
        wallet(told.recipient()),
        told.entryId() == null ? null : told.entryId().uuid(),
        subject(told, "grant_"),
        subject(told, "dispute_"),
        subject(told, "bill_payment_"),
        amount == null ? null : amount.majorUnits(),
        amount == null ? null : amount.currency().getCurrencyCode());
  }

  private static @Nullable UUID subject(NotificationView told, String kinds) {
    return told.kind().text().startsWith(kinds) ? told.subject() : null;
  }

  private static @Nullable UUID wallet(String recipient) {
    return recipient.startsWith("wallet:") ? WalletId.parse(recipient).uuid() : null;
  }

  private static String message(NotificationKind kind, @Nullable Money amount) {
    return switch (kind) {
      case MONEY_RECEIVED -> "You received %s.".formatted(amount);
      case MONEY_SENT -> "You sent %s.".formatted(amount);
      case GRANT_REQUESTED -> "A grant over %s was requested.".formatted(amount);
      case GRANT_APPROVED -> "The grant was approved.";
      case GRANT_REJECTED -> "The grant was rejected.";
      case GRANT_SUSPENDED -> "The grant was suspended.";
      case GRANT_RESUMED -> "The grant was resumed.";
      case GRANT_CHANGED -> "The grant was changed; it permits %s.".formatted(amount);
      case DISPUTE_OPENED -> "%s of a transaction is disputed.".formatted(amount);
      case DISPUTE_IN_REVIEW -> "The dispute is in review.";
      case DISPUTE_REVIEWED -> "The dispute was reviewed.";
      case DISPUTE_REFUNDED -> "The dispute was resolved: %s was refunded.".formatted(amount);
      case DISPUTE_DISMISSED -> "The dispute was resolved without a refund.";
      case BILL_PAYMENT_CONFIRMED -> "The payment to the utility was carried out.";
      case BILL_PAYMENT_REFUNDED ->
          "The payment to the utility was not carried out; you have the money back.";
      case BILL_PAYMENT_UNKNOWN ->
          "The utility has not said yet whether the payment was carried out.";
    };
  }
}
