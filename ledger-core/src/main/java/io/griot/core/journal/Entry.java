package io.griot.core.journal;

import static io.griot.core.RejectionCode.ENTRY_NOT_FOUND;
import static io.griot.core.RejectionCode.ENTRY_NOT_REFUNDABLE;
import static io.griot.core.RejectionCode.ENTRY_REFUNDED;
import static io.griot.core.RejectionCode.ENTRY_REVERSED;
import static io.griot.core.RejectionCode.REFUND_ABOVE_ORIGINAL;

import io.griot.core.Rejection;
import io.griot.core.id.AccountId;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.journal.JournalEvent.EntryDisputeEnded;
import io.griot.core.journal.JournalEvent.EntryDisputed;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.core.money.MajorUnits;
import io.griot.core.money.Money;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** State and rules of one journal entry: posted whole, and then only ever given back. */
public sealed interface Entry {

  /** Not posted. */
  record Unposted() implements Entry {}

  /**
   * Posted.
   *
   * @param refunded the sum of what was given back, never above what it moved
   * @param disputedBy the dispute over it that is open, if one is
   * @param disputed whether it ever was disputed
   * @param ofProcess whether it is a step of a process, which alone gives it back
   */
  record Posted(
      EntryId entryId,
      EntryKind kind,
      List<Posting> postings,
      Money refunded,
      @Nullable EntryId reversedBy,
      @Nullable DisputeId disputedBy,
      boolean disputed,
      boolean ofProcess)
      implements Entry {

    public Posted {
      postings = List.copyOf(postings);
    }

    /** Whose money it took. */
    public AccountId payer() {
      return leg(Side.DEBIT).account();
    }

    /** Who has the money since. */
    public AccountId beneficiary() {
      return leg(Side.CREDIT).account();
    }

    /** What it moved. */
    public Money amount() {
      return leg(Side.DEBIT).amount();
    }

    /** What was not given back yet. */
    public Money left() {
      return amount().minus(refunded);
    }

    private Posting leg(Side side) {
      return postings.stream().filter(posting -> posting.side() == side).findFirst().orElseThrow();
    }
  }

  /**
   * The entry, if the sender may know of it.
   *
   * @throws Rejection ENTRY_NOT_FOUND
   */
  static Posted requireVisible(Entry entry, Predicate<Posted> visible) {
    return switch (entry) {
      case Posted posted when visible.test(posted) -> posted;
      case Posted _, Unposted _ ->
          throw new Rejection(ENTRY_NOT_FOUND, "transaction", "No such transaction.");
    };
  }

  /**
   * What is to be given back.
   *
   * @param asked null for all that is left
   * @throws Rejection ENTRY_NOT_REFUNDABLE, ENTRY_REVERSED, ENTRY_REFUNDED, AMOUNT_TOO_PRECISE,
   *     AMOUNT_TOO_LARGE, REFUND_ABOVE_ORIGINAL
   */
  static Money toRefund(Posted entry, @Nullable MajorUnits asked) {
    requireCorrectable(entry);
    if (!entry.left().isPositive()) {
      throw new Rejection(ENTRY_REFUNDED, "transaction", "All of it was refunded before.");
    }
    if (asked == null) {
      return entry.left();
    }
    Money amount = asked.in(entry.amount().currency());
    if (amount.compareTo(entry.left()) > 0) {
      throw new Rejection(
          REFUND_ABOVE_ORIGINAL,
          "amount",
          "Of %s, %s can still be refunded, not %s."
              .formatted(entry.amount(), entry.left(), amount));
    }
    return amount;
  }

  /**
   * Refuses to reverse what is not whole any more.
   *
   * @throws Rejection ENTRY_NOT_REFUNDABLE, ENTRY_REVERSED, ENTRY_REFUNDED
   */
  static void requireReversible(Posted entry) {
    requireCorrectable(entry);
    if (entry.refunded().isPositive()) {
      throw new Rejection(
          ENTRY_REFUNDED, "transaction", "%s of it was refunded.".formatted(entry.refunded()));
    }
  }

  /** The entry after an event. */
  static Entry evolve(Entry entry, JournalEvent event) {
    return switch (event) {
      case EntryPosted posted ->
          switch (entry) {
            case Unposted() ->
                new Posted(
                    posted.entryId(),
                    posted.kind(),
                    posted.postings(),
                    Money.zero(posted.postings().getFirst().amount().currency()),
                    null,
                    null,
                    false,
                    ProcessEntries.isStep(posted.references()));
            case Posted _ -> throw new IllegalStateException(posted + " after " + entry);
          };
      case EntryRefunded refunded -> {
        Posted before = requirePosted(entry, event);
        yield new Posted(
            before.entryId(),
            before.kind(),
            before.postings(),
            before.refunded().plus(refunded.amount()),
            before.reversedBy(),
            before.disputedBy(),
            before.disputed(),
            before.ofProcess());
      }
      case EntryReversed reversed -> {
        Posted before = requirePosted(entry, event);
        yield new Posted(
            before.entryId(),
            before.kind(),
            before.postings(),
            before.refunded(),
            reversed.reversalId(),
            before.disputedBy(),
            before.disputed(),
            before.ofProcess());
      }
      case EntryDisputed disputed -> {
        Posted before = requirePosted(entry, event);
        if (before.disputedBy() != null) {
          throw new IllegalStateException(event + " after " + entry);
        }
        yield disputed(before, disputed.disputeId());
      }
      case EntryDisputeEnded ended -> {
        Posted before = requirePosted(entry, event);
        if (!ended.disputeId().equals(before.disputedBy())) {
          throw new IllegalStateException(event + " after " + entry);
        }
        yield disputed(before, null);
      }
    };
  }

  private static Posted disputed(Posted entry, @Nullable DisputeId disputeId) {
    return new Posted(
        entry.entryId(),
        entry.kind(),
        entry.postings(),
        entry.refunded(),
        entry.reversedBy(),
        disputeId,
        true,
        entry.ofProcess());
  }

  private static void requireCorrectable(Posted entry) {
    if (entry.kind() == EntryKind.REFUND || entry.kind() == EntryKind.REVERSAL) {
      throw new Rejection(
          ENTRY_NOT_REFUNDABLE, "transaction", "It corrects another transaction itself.");
    }
    if (entry.ofProcess()) {
      throw new Rejection(
          ENTRY_NOT_REFUNDABLE,
          "transaction",
          "It is part of a payment to a utility, which gives it back itself.");
    }
    if (entry.reversedBy() != null) {
      throw new Rejection(ENTRY_REVERSED, "transaction", "It was reversed.");
    }
  }

  private static Posted requirePosted(Entry entry, JournalEvent event) {
    return switch (entry) {
      case Posted posted -> posted;
      case Unposted() -> throw new IllegalStateException(event + " before the entry was posted");
    };
  }
}
