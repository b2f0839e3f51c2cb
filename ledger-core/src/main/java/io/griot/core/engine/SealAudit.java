package io.griot.core.engine;

import io.griot.core.LedgerEvent;
import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.FundsReleased;
import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.SystemAccountDebited;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.account.AccountEvent.WalletRestricted;
import io.griot.core.account.AccountEvent.WalletUnrestricted;
import io.griot.core.approval.ApprovalEvent;
import io.griot.core.approval.ApprovalEvent.ApprovalGranted;
import io.griot.core.approval.ApprovedEntries;
import io.griot.core.audit.Check;
import io.griot.core.audit.Checked;
import io.griot.core.bill.Bill;
import io.griot.core.bill.BillEntries;
import io.griot.core.bill.BillEvent;
import io.griot.core.bill.BillEvent.BillPaid;
import io.griot.core.bill.BillEvent.BillReleased;
import io.griot.core.bill.BillEvent.BillTaken;
import io.griot.core.bill.BillPaymentEvent;
import io.griot.core.bill.BillPaymentEvent.BillPaymentConfirmed;
import io.griot.core.bill.BillPaymentEvent.BillPaymentContradicted;
import io.griot.core.bill.BillPaymentEvent.BillPaymentFunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentNotSent;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeSought;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeUnknown;
import io.griot.core.bill.BillPaymentEvent.BillPaymentReferred;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRefunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRejected;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRequested;
import io.griot.core.bill.BillPaymentEvent.BillPaymentResolved;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSettled;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSubmitted;
import io.griot.core.dispute.DisputeEvent;
import io.griot.core.dispute.DisputeEvent.DisputeDismissed;
import io.griot.core.dispute.DisputeEvent.DisputeMovedToReview;
import io.griot.core.dispute.DisputeEvent.DisputeOpened;
import io.griot.core.dispute.DisputeEvent.DisputeRefunded;
import io.griot.core.dispute.DisputeEvent.DisputeReviewed;
import io.griot.core.dispute.DisputeRefunds;
import io.griot.core.engine.LogPages.SealRow;
import io.griot.core.grant.GrantEvent;
import io.griot.core.grant.GrantEvent.GrantPulled;
import io.griot.core.grant.GrantPulls;
import io.griot.core.hold.HoldEvent;
import io.griot.core.hold.HoldEvent.HoldExpired;
import io.griot.core.hold.HoldEvent.HoldPlaced;
import io.griot.core.hold.HoldEvent.HoldSettled;
import io.griot.core.hold.HoldEvent.HoldVoided;
import io.griot.core.id.AccountId;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.BillId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.HoldId;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.Corrections;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent;
import io.griot.core.journal.JournalEvent.EntryDisputeEnded;
import io.griot.core.journal.JournalEvent.EntryDisputed;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.core.journal.Posting;
import io.griot.core.journal.ProcessEntries;
import io.griot.core.journal.Side;
import io.griot.core.money.Money;
import io.griot.core.snapshot.CalendarEvent;
import io.griot.core.snapshot.CalendarEvent.DayClosed;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the log from its first seal to its last, in the order of positions. Remembers one
 * commit at a time, and what payments to utilities left with each provider.
 */
final class SealAudit {

  private static final HexFormat HEX = HexFormat.of();

  private final EventReading reading;
  private final Check chain = new Check("chain", "every seal follows the one before it");
  private final Check sealed = new Check("sealed", "every event is inside exactly one seal");
  private final Check positions = new Check("positions", "positions run from 1 without a gap");
  private final Check times = new Check("times", "time never goes back");
  private final Check events = new Check("events", "every event can be read, in its own stream");
  private final Check entries = new Check("entries", "every entry balances and moves its accounts");
  private final Check links =
      new Check("links", "what two streams say of one thing stands in one commit");
  private final Check sums = new Check("trial-balance", "all accounts of a currency add up to 0");

  private long nextPosition = 1;
  private long nextSealed = 1;
  private byte[] hashBefore = SealDigest.beforeTheFirst();
  private long timeBefore;
  private @Nullable SealRow seal;
  private @Nullable SealDigest digest;

  /** What entries of this commit say of guarded accounts, and the accounts have not yet said. */
  private final Map<Move, Long> expected = new LinkedHashMap<>();

  /** What this commit says of two streams, and has said of one of them. */
  private final Map<Object, Long> halves = new LinkedHashMap<>();

  private final Map<Currency, BigInteger> balance = new HashMap<>();

  /** Of all commits so far: as many accounts as there are providers and currencies. */
  private final Map<SystemAccountId, Left> left = new HashMap<>();

  /** A change of a guarded account by an entry. */
  private record Move(EntryId entryId, AccountId accountId, Side side, Money amount) {}

  /** A hold or a dispute, and a wallet, say that money was set apart. */
  private record Freezing(HoldId holdId, WalletId walletId, Money amount) {}

  /** A hold or a dispute, and a wallet, say that money was let go. */
  private record LettingGo(HoldId holdId) {}

  /** An entry and the one that gives it back name each other. */
  private record Correcting(EntryId original, EntryId correction) {}

  /** A grant and an entry say that money was pulled. */
  private record Pulling(GrantId grantId, EntryId entryId, Money amount) {}

  /** A dispute and an entry say that the one is over the other. */
  private record Disputing(DisputeId disputeId, EntryId entryId) {}

  /** A dispute and its entry say that it was resolved. */
  private record Resolving(DisputeId disputeId) {}

  /** A dispute and a refund say that the one was resolved by the other. */
  private record Compensating(DisputeId disputeId, EntryId refundId, Money amount) {}

  /** Two admins and an entry say that they wanted it. */
  private record Approving(ApprovalId approvalId, EntryId entryId) {}

  /** A payment to a utility and an entry name each other. */
  private record Paying(BillPaymentId paymentId, EntryId entryId, Step step) {}

  /** What an entry is to the payment to a utility that it is part of. */
  private enum Step {
    FUNDING,
    SETTLEMENT,
    REFUND
  }

  /** A payment to a utility and its entry say how much it takes, and from whom. */
  private record Spending(BillPaymentId paymentId, AccountId payer, Money amount) {}

  /** A payment to a utility and a bill say that it is under way. */
  private record Guarding(BillId billId, BillPaymentId paymentId) {}

  /** A bill and the entry that ends a payment of it say that it is over. */
  private record Ending(BillId billId, BillPaymentId paymentId) {}

  /**
   * What payments to utilities have put into an account and not taken out.
   *
   * @param position of the last entry that did either
   */
  record Left(BigInteger minorUnits, long position) {}

  SealAudit(EventReading reading) {
    this.reading = reading;
  }

  /** Begins a seal; its events follow. */
  void begin(SealRow next) {
    seal = next;
    if (next.first() > nextSealed) {
      sealed.found(
          nextSealed,
          "No seal holds the events from here to " + (next.first() - 1) + ".",
          "a seal that begins at " + nextSealed,
          range(next));
    } else if (next.first() < nextSealed) {
      sealed.found(
          next.first(),
          "Two seals hold the events from here on.",
          "a seal that begins at " + nextSealed,
          range(next));
    }
    if (!Arrays.equals(next.previous(), hashBefore)) {
      chain.found(
          next.first(),
          "%s does not follow the seal before it.".formatted(named(next)),
          HEX.formatHex(hashBefore),
          HEX.formatHex(next.previous()));
    }
    digest = next.previous().length == hashBefore.length ? new SealDigest(next.previous()) : null;
  }

  /** Takes in an event, of the seal that began last or of none. */
  void add(LogRow row) {
    if (row.position() != nextPosition) {
      positions.found(
          Math.min(row.position(), nextPosition),
          "The log does not go on as it must.",
          "position " + nextPosition,
          "position " + row.position());
    }
    nextPosition = row.position() + 1;
    checkTime(row);
    if (digest != null && seal != null && row.position() >= seal.first()) {
      try {
        digest.add(row);
      } catch (IllegalArgumentException e) {
        digest = null;
      }
    }
    checkEvent(row);
  }

  /** Ends the seal that began last. */
  void end() {
    SealRow ended = Objects.requireNonNull(seal);
    byte[] hash = digest == null ? new byte[0] : digest.hash();
    if (!Arrays.equals(hash, ended.hash())) {
      chain.found(
          ended.first(),
          "%s does not fit its events: one of them was changed, removed or added."
              .formatted(named(ended)),
          HEX.formatHex(ended.hash()),
          HEX.formatHex(hash));
    }
    // What follows is held against what is stored, so that one wrong seal is one finding.
    hashBefore = ended.hash();
    nextSealed = Math.max(nextSealed, ended.last() + 1);
    seal = null;
    digest = null;
    endCommit(ended.first());
  }

  /** Takes in an event behind the last seal. */
  void addUnsealed(LogRow row) {
    sealed.found(
        row.position(), "No seal holds this event.", "a seal", "none behind " + (nextSealed - 1));
    add(row);
  }

  /** How all checks ended. */
  List<Checked> checked(long upTo) {
    if (nextPosition <= upTo) {
      positions.found(
          nextPosition, "The log ends too early.", "position " + nextPosition, "no event");
    }
    endCommit(nextSealed);
    return List.of(
        chain.upTo(upTo),
        sealed.upTo(upTo),
        positions.upTo(upTo),
        times.upTo(upTo),
        events.upTo(upTo),
        entries.upTo(upTo),
        links.upTo(upTo),
        sums.upTo(upTo));
  }

  /** What entries of payments to utilities left with their providers' accounts. */
  Map<SystemAccountId, Left> leftByPayments() {
    return Map.copyOf(left);
  }

  private void checkTime(LogRow row) {
    if (row.recordedAtMicroseconds() < timeBefore) {
      times.found(
          row.position(),
          "This was recorded before the event before it.",
          "at least " + timeBefore + " µs",
          row.recordedAtMicroseconds() + " µs");
    } else if (seal != null
        && row.position() >= seal.first()
        && row.recordedAtMicroseconds() != seal.sealedAtMicroseconds()) {
      times.found(
          row.position(),
          "This was not recorded when its commit was sealed.",
          seal.sealedAtMicroseconds() + " µs",
          row.recordedAtMicroseconds() + " µs");
    }
    timeBefore = Math.max(timeBefore, row.recordedAtMicroseconds());
  }

  private void checkEvent(LogRow row) {
    List<LedgerEvent> read;
    try {
      read = reading.read(row);
    } catch (RuntimeException e) {
      // An entry that does not balance cannot be constructed.
      Check concerned = row.type().equals(EntryPosted.class.getSimpleName()) ? entries : events;
      concerned.found(
          row.position(),
          "The event cannot be read.",
          "a valid " + row.type(),
          EventReading.reason(e));
      return;
    }
    for (LedgerEvent event : read) {
      try {
        add(row, event);
      } catch (IllegalArgumentException e) {
        events.found(
            row.position(),
            "The event names something that cannot be.",
            "names that can be read",
            EventReading.reason(e));
      }
    }
  }

  private void add(LogRow row, LedgerEvent event) {
    switch (event) {
      case JournalEvent journal -> {
        checkStream(row, journal.entryId());
        add(row.position(), journal);
      }
      case AccountEvent account -> {
        checkStream(row, account.accountId());
        add(row.position(), account);
      }
      case HoldEvent hold -> {
        checkStream(row, hold.holdId());
        add(row.position(), hold);
      }
      case GrantEvent grant -> {
        checkStream(row, grant.grantId());
        if (grant instanceof GrantPulled(GrantId pulled, EntryId entry, Money amount)) {
          pair(row.position(), new Pulling(pulled, entry, amount));
        }
      }
      case CalendarEvent calendar -> {
        checkStream(row, calendar.calendarId());
        add(row, calendar);
      }
      case DisputeEvent dispute -> {
        checkStream(row, dispute.disputeId());
        add(row.position(), dispute);
      }
      case ApprovalEvent approval -> {
        checkStream(row, approval.approvalId());
        if (approval
                instanceof ApprovalGranted(ApprovalId granted, Owner _, EntryId entry, String _)
            && entry != null) {
          pair(row.position(), new Approving(granted, entry));
        }
      }
      case BillPaymentEvent payment -> {
        checkStream(row, payment.paymentId());
        add(row.position(), payment);
      }
      case BillEvent bill -> {
        checkStream(row, bill.billId());
        add(row.position(), bill);
      }
      default -> events.found(row.position(), "No check knows it.", "a known event", event);
    }
  }

  private void checkStream(LogRow row, Object identifier) {
    if (!identifier.toString().equals(row.stream())) {
      events.found(
          row.position(), "The event stands in a foreign stream.", identifier, row.stream());
    }
  }

  private void add(long position, JournalEvent event) {
    switch (event) {
      case EntryPosted posted -> {
        if (posted.kind() == EntryKind.REFUND || posted.kind() == EntryKind.REVERSAL) {
          Corrections.original(posted.references())
              .ifPresent(original -> pair(position, new Correcting(original, posted.entryId())));
          ApprovedEntries.approval(posted.references())
              .ifPresent(approval -> pair(position, new Approving(approval, posted.entryId())));
        }
        if (posted.kind() == EntryKind.REFUND) {
          Money given = posted.postings().getFirst().amount();
          DisputeRefunds.dispute(posted.references())
              .ifPresent(
                  dispute -> pair(position, new Compensating(dispute, posted.entryId(), given)));
        }
        if (posted.kind() == EntryKind.GRANT_PULL || ProcessEntries.isStep(posted.references())) {
          Money pulled = posted.postings().getFirst().amount();
          GrantPulls.grant(posted.references())
              .ifPresent(grant -> pair(position, new Pulling(grant, posted.entryId(), pulled)));
        }
        ProcessEntries.billPayment(posted.references())
            .ifPresent(payment -> add(position, payment, posted));
        for (Posting posting : posted.postings()) {
          if (isGuarded(posting.account())) {
            expected.put(
                new Move(posted.entryId(), posting.account(), posting.side(), posting.amount()),
                position);
          } else {
            sum(posting.side(), posting.amount());
          }
        }
      }
      case EntryRefunded(EntryId original, EntryId refund, Money _) ->
          pair(position, new Correcting(original, refund));
      case EntryReversed(EntryId original, EntryId reversal) ->
          pair(position, new Correcting(original, reversal));
      case EntryDisputed(EntryId entry, DisputeId dispute) ->
          pair(position, new Disputing(dispute, entry));
      case EntryDisputeEnded(EntryId _, DisputeId dispute) ->
          pair(position, new Resolving(dispute));
    }
  }

  private void add(long position, AccountEvent event) {
    switch (event) {
      case WalletDebited(WalletId wallet, EntryId entry, Money amount) ->
          moved(position, new Move(entry, wallet, Side.DEBIT, amount));
      case WalletCredited(WalletId wallet, EntryId entry, Money amount) ->
          moved(position, new Move(entry, wallet, Side.CREDIT, amount));
      case SystemAccountDebited(SystemAccountId account, EntryId entry, Money amount) ->
          moved(position, new Move(entry, account, Side.DEBIT, amount));
      case SystemAccountCredited(SystemAccountId account, EntryId entry, Money amount) ->
          moved(position, new Move(entry, account, Side.CREDIT, amount));
      case FundsFrozen(WalletId wallet, HoldId hold, Money amount) ->
          pair(position, new Freezing(hold, wallet, amount));
      case FundsReleased(WalletId _, HoldId hold, Money _) -> pair(position, new LettingGo(hold));
      case WalletOpened _, WalletRestricted _, WalletUnrestricted _ -> {}
    }
  }

  private void add(long position, HoldEvent event) {
    switch (event) {
      case HoldPlaced placed ->
          pair(position, new Freezing(placed.holdId(), placed.walletId(), placed.amount()));
      case HoldSettled _, HoldVoided _, HoldExpired _ ->
          pair(position, new LettingGo(event.holdId()));
    }
  }

  private void add(LogRow row, CalendarEvent event) {
    switch (event) {
      case DayClosed closed -> {
        long endedAt = ChronoUnit.MICROS.between(Instant.EPOCH, closed.endedAt());
        if (row.recordedAtMicroseconds() < endedAt) {
          times.found(
              row.position(),
              "The day was closed before it was over.",
              "at least %d µs".formatted(endedAt),
              row.recordedAtMicroseconds() + " µs");
        }
      }
    }
  }

  private void add(long position, DisputeEvent event) {
    switch (event) {
      case DisputeOpened opened -> {
        pair(position, new Disputing(opened.disputeId(), opened.entryId()));
        if (opened.frozen().isPositive() && opened.beneficiary() instanceof WalletId walletId) {
          pair(position, new Freezing(opened.disputeId().freeze(), walletId, opened.frozen()));
        }
      }
      case DisputeMovedToReview _, DisputeReviewed _ -> {}
      case DisputeRefunded refunded -> {
        pair(
            position,
            new Compensating(refunded.disputeId(), refunded.refundId(), refunded.amount()));
        resolve(position, refunded.disputeId(), refunded.released());
      }
      case DisputeDismissed dismissed ->
          resolve(position, dismissed.disputeId(), dismissed.released());
    }
  }

  private void add(long position, BillPaymentId paymentId, EntryPosted posted) {
    Step step =
        switch (posted.kind()) {
          case BILL_SETTLEMENT -> Step.SETTLEMENT;
          case REFUND -> Step.REFUND;
          default -> Step.FUNDING;
        };
    pair(position, new Paying(paymentId, posted.entryId(), step));
    Posting payer = posted.postings().getFirst();
    switch (step) {
      case FUNDING -> pair(position, new Spending(paymentId, payer.account(), payer.amount()));
      case SETTLEMENT, REFUND ->
          Bill.guarding(BillEntries.payee(posted.references()))
              .ifPresent(bill -> pair(position, new Ending(bill, paymentId)));
    }
    for (Posting posting : posted.postings()) {
      if (posting.account() instanceof SystemAccountId account) {
        BigInteger change = BigInteger.valueOf(posting.amount().minorUnits());
        left.merge(
            account,
            new Left(posting.side() == Side.CREDIT ? change : change.negate(), position),
            (before, now) -> new Left(before.minorUnits().add(now.minorUnits()), position));
      }
    }
  }

  private void add(long position, BillEvent event) {
    switch (event) {
      case BillTaken(BillId bill, BillPaymentId payment) ->
          pair(position, new Guarding(bill, payment));
      case BillReleased(BillId bill, BillPaymentId payment) ->
          pair(position, new Ending(bill, payment));
      case BillPaid(BillId bill, BillPaymentId payment) ->
          pair(position, new Ending(bill, payment));
    }
  }

  private void add(long position, BillPaymentEvent event) {
    switch (event) {
      case BillPaymentRequested requested -> {
        pair(
            position,
            new Spending(requested.paymentId(), requested.walletId(), requested.amount()));
        Bill.guarding(requested.payee())
            .ifPresent(bill -> pair(position, new Guarding(bill, requested.paymentId())));
      }
      case BillPaymentFunded(BillPaymentId payment, EntryId entry) ->
          pair(position, new Paying(payment, entry, Step.FUNDING));
      case BillPaymentSettled(BillPaymentId payment, EntryId entry) ->
          pair(position, new Paying(payment, entry, Step.SETTLEMENT));
      case BillPaymentRefunded(BillPaymentId payment, EntryId entry) ->
          pair(position, new Paying(payment, entry, Step.REFUND));
      case BillPaymentSubmitted _,
          BillPaymentNotSent _,
          BillPaymentRejected _,
          BillPaymentOutcomeUnknown _,
          BillPaymentOutcomeSought _,
          BillPaymentReferred _,
          BillPaymentResolved _,
          BillPaymentConfirmed _,
          BillPaymentContradicted _ -> {}
    }
  }

  private void resolve(long position, DisputeId disputeId, Money released) {
    pair(position, new Resolving(disputeId));
    if (released.isPositive()) {
      pair(position, new LettingGo(disputeId.freeze()));
    }
  }

  /** Either half may come first. */
  private void pair(long position, Object half) {
    if (halves.remove(half) == null) {
      halves.put(half, position);
    }
  }

  private void moved(long position, Move move) {
    sum(move.side(), move.amount());
    if (expected.remove(move) == null) {
      entries.found(
          position,
          "No entry of this commit posts this to the account.",
          "a posting of " + move.entryId(),
          "%s of %s on %s".formatted(move.side(), move.amount(), move.accountId()));
    }
  }

  private void sum(Side side, Money amount) {
    BigInteger change = BigInteger.valueOf(amount.minorUnits());
    balance.merge(
        amount.currency(), side == Side.CREDIT ? change : change.negate(), BigInteger::add);
  }

  private void endCommit(long firstPosition) {
    expected.forEach(
        (move, position) ->
            entries.found(
                position,
                "The entry did not move its account.",
                "%s of %s on %s".formatted(move.side(), move.amount(), move.accountId()),
                "no such event in its commit"));
    expected.clear();
    halves.forEach(
        (half, position) ->
            links.found(
                position,
                "Its other half is missing.",
                "both halves in one commit",
                "only one of " + half));
    halves.clear();
    balance.forEach(
        (currency, sum) -> {
          if (sum.signum() != 0) {
            sums.found(
                firstPosition,
                "With the commit from here on, the accounts in %s do not add up."
                    .formatted(currency),
                "0 minor units",
                sum + " minor units");
          }
        });
    balance.clear();
  }

  private static boolean isGuarded(AccountId accountId) {
    return switch (accountId) {
      case WalletId _ -> true;
      case SystemAccountId system -> system.kind().floored();
    };
  }

  private static String range(SealRow seal) {
    return "one over %d to %d".formatted(seal.first(), seal.last());
  }

  private static String named(SealRow seal) {
    return "The seal over %d to %d".formatted(seal.first(), seal.last());
  }
}
