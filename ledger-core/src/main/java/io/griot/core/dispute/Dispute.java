package io.griot.core.dispute;

import static io.griot.core.RejectionCode.AMOUNT_ABOVE_DISPUTED;
import static io.griot.core.RejectionCode.DISPUTE_NOT_AWAITING_RESPONSE;
import static io.griot.core.RejectionCode.DISPUTE_NOT_FOUND;
import static io.griot.core.RejectionCode.DISPUTE_NOT_IN_REVIEW;
import static io.griot.core.RejectionCode.DISPUTE_NOT_REVIEWED;
import static io.griot.core.RejectionCode.DISPUTE_RESOLVED;

import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.dispute.DisputeEvent.DisputeDismissed;
import io.griot.core.dispute.DisputeEvent.DisputeMovedToReview;
import io.griot.core.dispute.DisputeEvent.DisputeOpened;
import io.griot.core.dispute.DisputeEvent.DisputeRefunded;
import io.griot.core.dispute.DisputeEvent.DisputeReviewed;
import io.griot.core.id.AccountId;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.journal.Entry;
import io.griot.core.money.MajorUnits;
import io.griot.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** State and rules of one dispute. */
public sealed interface Dispute {

  /** Not opened: to everybody but the command that opens it, it does not exist. */
  record Unopened() implements Dispute {}

  /** Opened: it goes from one status to the next, and never back. */
  sealed interface Opened extends Dispute {

    Terms terms();
  }

  /** Nobody has looked at it. */
  record NeedsResponse(Terms terms) implements Opened {}

  /** The staff looks at it. */
  record InReview(Terms terms) implements Opened {}

  /** The staff has looked at it and is to decide. */
  record Reviewed(Terms terms) implements Opened {}

  /**
   * It stays as it is for ever.
   *
   * @param refundId null if it was dismissed
   */
  record Resolved(Terms terms, @Nullable EntryId refundId) implements Opened {}

  /**
   * Who disputes what.
   *
   * @param frozen what is set apart at the beneficiary now; 0 once it is resolved
   * @param notes what was written last
   * @param changedAt when it last went on
   */
  record Terms(
      DisputeId disputeId,
      EntryId entryId,
      Owner reporter,
      AccountId beneficiary,
      Money amount,
      Money frozen,
      @Nullable String notes,
      Instant openedAt,
      Instant changedAt) {

    private Terms after(@Nullable String written, Money released, Instant now) {
      return new Terms(
          disputeId,
          entryId,
          reporter,
          beneficiary,
          amount,
          frozen.minus(released),
          written == null ? notes : written,
          openedAt,
          now);
    }

    private Terms after(@Nullable String written, Instant now) {
      return after(written, Money.zero(amount.currency()), now);
    }
  }

  /** How far it has come. */
  static DisputeStatus status(Opened dispute) {
    return switch (dispute) {
      case NeedsResponse _ -> DisputeStatus.NEEDS_RESPONSE;
      case InReview _ -> DisputeStatus.IN_REVIEW;
      case Reviewed _ -> DisputeStatus.REVIEWED;
      case Resolved _ -> DisputeStatus.RESOLVED;
    };
  }

  /** The entry that gave money back, if one did. */
  static @Nullable EntryId refund(Opened dispute) {
    return switch (dispute) {
      case Resolved(Terms _, EntryId refundId) -> refundId;
      case NeedsResponse _, InReview _, Reviewed _ -> null;
    };
  }

  /**
   * The dispute, if it was opened.
   *
   * @throws Rejection DISPUTE_NOT_FOUND
   */
  static Opened requireOpened(Dispute dispute) {
    return switch (dispute) {
      case Unopened() -> throw notFound();
      case Opened opened -> opened;
    };
  }

  /** The refusal of a dispute that is not there for the sender. */
  static Rejection notFound() {
    return new Rejection(DISPUTE_NOT_FOUND, "dispute", "No such dispute.");
  }

  /**
   * The dispute, if nobody has looked at it.
   *
   * @throws Rejection DISPUTE_NOT_FOUND, DISPUTE_RESOLVED, DISPUTE_NOT_AWAITING_RESPONSE
   */
  static NeedsResponse requireNeedsResponse(Dispute dispute) {
    return switch (requireOpened(dispute)) {
      case NeedsResponse waiting -> waiting;
      case InReview _, Reviewed _, Resolved _ ->
          throw outOfOrder(dispute, DISPUTE_NOT_AWAITING_RESPONSE);
    };
  }

  /**
   * The dispute, if it is being looked at.
   *
   * @throws Rejection DISPUTE_NOT_FOUND, DISPUTE_RESOLVED, DISPUTE_NOT_IN_REVIEW
   */
  static InReview requireInReview(Dispute dispute) {
    return switch (requireOpened(dispute)) {
      case InReview reviewing -> reviewing;
      case NeedsResponse _, Reviewed _, Resolved _ ->
          throw outOfOrder(dispute, DISPUTE_NOT_IN_REVIEW);
    };
  }

  /**
   * The dispute, if it can be decided on.
   *
   * @throws Rejection DISPUTE_NOT_FOUND, DISPUTE_RESOLVED, DISPUTE_NOT_REVIEWED
   */
  static Reviewed requireReviewed(Dispute dispute) {
    return switch (requireOpened(dispute)) {
      case Reviewed reviewed -> reviewed;
      case NeedsResponse _, InReview _, Resolved _ ->
          throw outOfOrder(dispute, DISPUTE_NOT_REVIEWED);
    };
  }

  /**
   * What is to be given back of the disputed entry.
   *
   * @param asked null for what is disputed, or what is left if that is less
   * @throws Rejection those of {@link Entry#toRefund}, AMOUNT_ABOVE_DISPUTED
   */
  static Money toRefund(Terms terms, Entry.Posted entry, @Nullable MajorUnits asked) {
    Money left = Entry.toRefund(entry, null);
    if (asked == null) {
      return left.compareTo(terms.amount()) < 0 ? left : terms.amount();
    }
    Money amount = asked.in(terms.amount().currency());
    if (amount.compareTo(terms.amount()) > 0) {
      throw new Rejection(
          AMOUNT_ABOVE_DISPUTED,
          "amount",
          "The dispute is over %s, not %s.".formatted(terms.amount(), amount));
    }
    return Entry.toRefund(entry, asked);
  }

  /** The dispute after an event. */
  static Dispute evolve(Dispute dispute, DisputeEvent event) {
    return switch (event) {
      case DisputeOpened opened ->
          switch (dispute) {
            case Unopened() -> new NeedsResponse(terms(opened));
            case Opened _ -> throw impossible(event, dispute);
          };
      case DisputeMovedToReview moved ->
          switch (dispute) {
            case NeedsResponse(Terms terms) -> new InReview(terms.after(null, moved.movedAt()));
            case Unopened _, InReview _, Reviewed _, Resolved _ -> throw impossible(event, dispute);
          };
      case DisputeReviewed reviewed ->
          switch (dispute) {
            case InReview(Terms terms) ->
                new Reviewed(terms.after(reviewed.notes(), reviewed.reviewedAt()));
            case Unopened _, NeedsResponse _, Reviewed _, Resolved _ ->
                throw impossible(event, dispute);
          };
      case DisputeRefunded refunded ->
          new Resolved(
              decided(dispute, event)
                  .after(refunded.notes(), refunded.released(), refunded.refundedAt()),
              refunded.refundId());
      case DisputeDismissed dismissed ->
          new Resolved(
              decided(dispute, event)
                  .after(dismissed.notes(), dismissed.released(), dismissed.dismissedAt()),
              null);
    };
  }

  private static Terms decided(Dispute dispute, DisputeEvent event) {
    return switch (dispute) {
      case Reviewed(Terms terms) -> terms;
      case Unopened _, NeedsResponse _, InReview _, Resolved _ -> throw impossible(event, dispute);
    };
  }

  private static Terms terms(DisputeOpened opened) {
    return new Terms(
        opened.disputeId(),
        opened.entryId(),
        opened.reporter(),
        opened.beneficiary(),
        opened.amount(),
        opened.frozen(),
        opened.notes(),
        opened.openedAt(),
        opened.openedAt());
  }

  private static Rejection outOfOrder(Dispute dispute, RejectionCode expected) {
    DisputeStatus status = status(requireOpened(dispute));
    return new Rejection(
        status == DisputeStatus.RESOLVED ? DISPUTE_RESOLVED : expected,
        "dispute",
        "The dispute is %s.".formatted(status.text().replace('_', ' ')));
  }

  private static IllegalStateException impossible(DisputeEvent event, Dispute dispute) {
    return new IllegalStateException(event + " after " + dispute);
  }
}
