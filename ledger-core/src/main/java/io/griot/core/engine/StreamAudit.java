package io.griot.core.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.griot.core.LedgerEvent;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.FundsReleased;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.account.SystemAccount;
import io.griot.core.account.SystemAccountAggregate;
import io.griot.core.account.Wallet;
import io.griot.core.account.WalletAggregate;
import io.griot.core.approval.Approval;
import io.griot.core.approval.ApprovalEvent;
import io.griot.core.audit.Check;
import io.griot.core.audit.Checked;
import io.griot.core.bill.Bill;
import io.griot.core.bill.BillEvent;
import io.griot.core.bill.BillPayment;
import io.griot.core.bill.BillPaymentEvent;
import io.griot.core.dispute.Dispute;
import io.griot.core.dispute.DisputeEvent;
import io.griot.core.engine.LogPages.SnapshotRow;
import io.griot.core.grant.Grant;
import io.griot.core.grant.GrantAggregate;
import io.griot.core.grant.GrantEvent;
import io.griot.core.hold.Hold;
import io.griot.core.hold.HoldEvent;
import io.griot.core.id.AccountId;
import io.griot.core.id.HoldId;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.Entry;
import io.griot.core.journal.JournalEvent;
import io.griot.core.money.Money;
import io.griot.core.snapshot.Calendar;
import io.griot.core.snapshot.CalendarAggregate;
import io.griot.core.snapshot.CalendarEvent;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What holds for each stream from its first event to its last. Remembers one stream at a time, and
 * what payments to utilities must have left with each provider.
 */
final class StreamAudit {

  private static final String ENTRY = "entry:";
  private static final String HOLD = "hold:";
  private static final String DISPUTE = "dispute:";
  private static final String APPROVAL = "approval:";
  private static final String BILL_PAYMENT = "bill-payment:";
  private static final String BILL = "bill:";

  private final EventReading reading;
  private final ObjectMapper json = LedgerJson.mapper();
  private final Check sequences = new Check("streams", "sequences run from 0, as positions do");
  private final Check floors =
      new Check("floors", "no guarded account was ever below 0 or what is frozen");
  private final Check frozen = new Check("frozen", "a wallet lets go of what was frozen, once");
  private final Check refunds = new Check("refunds", "no entry gave back more than it moved");
  private final Check caps = new Check("caps", "no grant was pulled beyond what it permits");
  private final Check disputes = new Check("disputes", "no resolved dispute keeps anything frozen");
  private final Check approvals =
      new Check("approvals", "what needed two admins was decided by two, and done if granted");
  private final Check snapshots = new Check("snapshots", "snapshots are what their events make");
  private final Check payments =
      new Check("bill-payments", "what awaits providers in clearing is what payments took");

  /** What payments to utilities, as far as they are folded, must have left with providers. */
  private final Map<SystemAccountId, BigInteger> expected = new HashMap<>();

  private long streams;
  private Fold fold = new Fold("", null);

  StreamAudit(EventReading reading) {
    this.reading = reading;
  }

  /** Whether a stream may have a snapshot. */
  static boolean hasSnapshots(String stream) {
    return Stream.of(ENTRY, HOLD, DISPUTE, APPROVAL, BILL_PAYMENT, BILL)
        .noneMatch(stream::startsWith);
  }

  /** Takes in an event, behind all of its stream before it, with the stream's snapshot. */
  void add(LogRow row, Map<String, SnapshotRow> snapshotsOfPage) {
    if (streams == 0 || !fold.stream.equals(row.stream())) {
      fold.end();
      fold = new Fold(row.stream(), snapshotsOfPage.get(row.stream()));
      streams++;
    }
    fold.add(row);
  }

  void snapshotOfNothing(String stream, long sequence, long lastPosition) {
    snapshots.found(
        lastPosition,
        "A snapshot stands for no event.",
        "an event " + sequence + " of " + stream,
        "none");
  }

  long streams() {
    return streams;
  }

  /**
   * How all checks ended.
   *
   * @param left what the entries of payments to utilities left with their providers' accounts
   */
  List<Checked> checked(long upTo, Map<SystemAccountId, SealAudit.Left> left) {
    fold.end();
    comparePayments(upTo, left);
    return List.of(
        sequences.upTo(upTo),
        floors.upTo(upTo),
        frozen.upTo(upTo),
        refunds.upTo(upTo),
        caps.upTo(upTo),
        disputes.upTo(upTo),
        approvals.upTo(upTo),
        snapshots.upTo(upTo),
        payments.upTo(upTo));
  }

  /** Admins may post to the same accounts: entries that are no payment's do not count. */
  private void comparePayments(long upTo, Map<SystemAccountId, SealAudit.Left> left) {
    Stream.concat(expected.keySet().stream(), left.keySet().stream())
        .distinct()
        .forEach(
            account -> {
              SealAudit.Left found =
                  left.getOrDefault(account, new SealAudit.Left(BigInteger.ZERO, upTo));
              BigInteger awaited = expected.getOrDefault(account, BigInteger.ZERO);
              if (!found.minorUnits().equals(awaited)) {
                payments.found(
                    found.position(),
                    "Up to here, payments left another amount on %s than they took."
                        .formatted(account),
                    awaited + " minor units",
                    found.minorUnits() + " minor units");
              }
            });
  }

  private final class Fold {

    private final String stream;
    private final @Nullable SnapshotRow snapshot;
    private long nextSequence;
    private long position;
    private boolean broken;
    private Wallet wallet = new Wallet.Unopened();
    private @Nullable SystemAccount account;
    private final Map<HoldId, Money> held = new HashMap<>();
    private Hold hold = new Hold.Unplaced();
    private Grant grant = new Grant.Unrequested();
    private Dispute dispute = new Dispute.Unopened();
    private Approval approval = new Approval.Unrequested();
    private BillPayment payment = new BillPayment.Unrequested();
    private Bill bill = new Bill.Free();
    private Entry entry = new Entry.Unposted();
    private Calendar calendar = Calendar.NEW;

    /** Most entries have one event, and then nothing to hold against it. */
    private @Nullable LogRow first;

    Fold(String stream, @Nullable SnapshotRow snapshot) {
      this.stream = stream;
      this.snapshot = snapshot;
    }

    void add(LogRow row) {
      if (row.sequence() != nextSequence) {
        sequences.found(
            row.position(),
            "The stream %s does not go on as it must.".formatted(stream),
            "sequence " + nextSequence,
            "sequence " + row.sequence());
      } else if (row.position() <= position) {
        sequences.found(
            row.position(),
            "The stream %s goes on before its last event.".formatted(stream),
            "a position behind " + position,
            "position " + row.position());
      }
      nextSequence = row.sequence() + 1;
      position = row.position();
      if (broken) {
        return;
      }
      if (!stream.startsWith(ENTRY)) {
        fold(row);
      } else if (row.sequence() == 0) {
        first = row;
      } else {
        if (first != null) {
          fold(first);
          first = null;
        }
        fold(row);
      }
    }

    private void fold(LogRow row) {
      try {
        reading.read(row).forEach(this::evolve);
      } catch (RuntimeException e) {
        // What cannot be folded further has no balance to look at.
        broken = true;
        sequences.found(
            position,
            "The stream %s cannot be folded further.".formatted(stream),
            "an event that fits those before it",
            EventReading.reason(e));
        return;
      }
      lowest()
          .filter(Money::isNegative)
          .ifPresent(
              below -> floors.found(position, stream + " is below its floor.", "0 or more", below));
      if (entry instanceof Entry.Posted posted && posted.left().isNegative()) {
        refunds.found(
            position,
            stream + " gave back more than it moved.",
            "at most " + posted.amount(),
            posted.refunded());
      }
      if (grant instanceof Grant.Requested requested
          && requested.terms().pulled().compareTo(requested.terms().max()) > 0) {
        caps.found(
            position,
            stream + " was pulled beyond what it permits.",
            "at most " + requested.terms().max(),
            requested.terms().pulled());
      }
      if (dispute instanceof Dispute.Resolved resolved
          && resolved.terms().frozen().minorUnits() != 0) {
        disputes.found(
            position,
            stream + " is resolved and did not let go of what it froze.",
            "0",
            resolved.terms().frozen());
      }
      if (snapshot != null && snapshot.sequence() == row.sequence()) {
        compare(snapshot);
      }
    }

    /** Takes in where the last event of the stream left the money. */
    void end() {
      if (!(payment instanceof BillPayment.Made made)) {
        return;
      }
      switch (made) {
        case BillPayment.Funded _, BillPayment.Submitted _, BillPayment.Unknown _ ->
            expect(made.terms().clearing(), made.terms().amount());
        case BillPayment.Settled _ -> expect(made.terms().payable(), made.terms().amount());
        case BillPayment.Refunded _ -> {}
        case BillPayment.Requested _, BillPayment.Confirmed _, BillPayment.Failed _ ->
            payments.found(
                position,
                stream + " stops between two steps of one commit.",
                "an end or an answer to wait for",
                BillPayment.status(made));
      }
    }

    private void expect(SystemAccountId account, Money amount) {
      expected.merge(account, BigInteger.valueOf(amount.minorUnits()), BigInteger::add);
    }

    private void evolve(LedgerEvent event) {
      switch (event) {
        case WalletEvent happened -> {
          checkFrozen(happened);
          wallet = Wallet.evolve(wallet, happened);
        }
        case SystemAccountEvent happened -> account = systemAccount().evolve(happened);
        case HoldEvent happened -> hold = Hold.evolve(hold, happened);
        case GrantEvent happened -> grant = Grant.evolve(grant, happened);
        case CalendarEvent happened -> calendar = calendar.evolve(happened);
        case DisputeEvent happened -> dispute = Dispute.evolve(dispute, happened);
        case ApprovalEvent happened -> {
          approval = Approval.evolve(approval, happened);
          checkApproval();
        }
        case BillPaymentEvent happened -> payment = BillPayment.evolve(payment, happened);
        case BillEvent happened -> bill = Bill.evolve(bill, happened);
        case JournalEvent happened -> entry = Entry.evolve(entry, happened);
        default -> throw new IllegalStateException("Nothing knows " + event);
      }
    }

    private void checkApproval() {
      switch (approval) {
        case Approval.Granted granted -> {
          checkDecider(granted.requestedBy(), granted.grantedBy());
          if (granted.measure().movesMoney() != (granted.entryId() != null)) {
            approvals.found(
                position,
                stream + " was granted, and not what was asked for was done.",
                granted.measure(),
                granted.entryId() == null ? "no entry" : granted.entryId());
          }
        }
        case Approval.Declined declined ->
            checkDecider(declined.requestedBy(), declined.declinedBy());
        case Approval.Unrequested _, Approval.Waiting _ -> {}
      }
    }

    private void checkDecider(Owner requestedBy, Owner decidedBy) {
      if (requestedBy.equals(decidedBy)) {
        approvals.found(
            position,
            stream + " was decided by whoever asked for it.",
            "anybody but " + requestedBy,
            decidedBy);
      }
    }

    private void checkFrozen(WalletEvent event) {
      switch (event) {
        case FundsFrozen(WalletId _, HoldId holdId, Money amount) -> {
          if (held.putIfAbsent(holdId, amount) != null) {
            frozen.found(position, holdId + " freezes again.", "once", "twice");
          }
        }
        case FundsReleased(WalletId _, HoldId holdId, Money amount) -> {
          Money before = held.remove(holdId);
          if (!amount.equals(before)) {
            frozen.found(
                position,
                holdId + " lets go of what it had not frozen.",
                before == null ? "nothing" : before,
                amount);
          }
        }
        default -> {}
      }
    }

    /** What is left above the floor. */
    private Optional<Money> lowest() {
      if (account != null) {
        return Optional.of(account.posted());
      }
      return switch (wallet) {
        case Wallet.Open open -> Optional.of(open.available());
        case Wallet.Unopened() -> Optional.empty();
      };
    }

    private SystemAccount systemAccount() {
      return account == null ? SystemAccount.unused(SystemAccountId.parse(stream)) : account;
    }

    private void compare(SnapshotRow stored) {
      Object expected = state();
      Object found;
      try {
        found = state(stored);
      } catch (IOException | RuntimeException e) {
        found = EventReading.reason(e);
      }
      if (!expected.equals(found)) {
        snapshots.found(
            position,
            "The snapshot of %s is not what its events make.".formatted(stream),
            expected,
            found);
      }
    }

    private Object state() {
      if (grant instanceof Grant.Requested) {
        return grant;
      }
      if (calendar.day() != null) {
        return calendar;
      }
      return account == null ? wallet : account;
    }

    private Object state(SnapshotRow stored) throws IOException {
      Object aggregate = reading.read(stored);
      String identifier =
          switch (aggregate) {
            case WalletAggregate _ -> "walletId";
            case GrantAggregate _ -> "grantId";
            case CalendarAggregate _ -> "calendarId";
            default -> "accountId";
          };
      String identified = json.readTree(stored.state()).path(identifier).asText();
      if (!identified.equals(stream)) {
        return "a state of " + identified;
      }
      return switch (aggregate) {
        case WalletAggregate restored -> restored.state();
        case GrantAggregate restored -> restored.state();
        case CalendarAggregate restored -> restored.state();
        case SystemAccountAggregate restored ->
            restored.state((SystemAccountId) AccountId.parse(stream));
        default -> aggregate;
      };
    }
  }
}
