package io.griot.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.FundsReleased;
import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.SystemAccountDebited;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.approval.ApprovalEvent.ApprovalDeclined;
import io.griot.core.approval.ApprovalEvent.ApprovalGranted;
import io.griot.core.approval.ApprovalEvent.ApprovalRequested;
import io.griot.core.approval.Measure;
import io.griot.core.bill.BillEvent.BillPaid;
import io.griot.core.bill.BillEvent.BillReleased;
import io.griot.core.bill.BillEvent.BillTaken;
import io.griot.core.bill.BillPaymentEvent.BillPaymentFunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRefunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRequested;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSettled;
import io.griot.core.dispute.DisputeEvent.DisputeDismissed;
import io.griot.core.dispute.DisputeEvent.DisputeOpened;
import io.griot.core.dispute.DisputeEvent.DisputeRefunded;
import io.griot.core.grant.GrantEvent.GrantPulled;
import io.griot.core.grant.GrantEvent.GrantRequested;
import io.griot.core.grant.GrantEvent.GrantTermsChanged;
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
import io.griot.core.id.SystemAccountKind;
import io.griot.core.id.WalletId;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.core.journal.Posting;
import io.griot.core.journal.Side;
import io.griot.core.money.Money;
import io.griot.core.utility.Payee;
import java.math.BigInteger;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An auditor's books: every balance from the postings alone, in arithmetic of its own, each entry
 * held against the account events beside it.
 */
public final class Books {

  private final Map<AccountId, BigInteger> balances = new HashMap<>();
  private final Map<AccountId, BigInteger> guarded = new HashMap<>();
  private final Map<WalletId, Currency> wallets = new HashMap<>();
  private final Map<EntryId, EntryPosted> entries = new HashMap<>();
  private final Map<WalletId, BigInteger> frozen = new HashMap<>();
  private final Map<EntryId, BigInteger> refunded = new HashMap<>();
  private final Map<GrantId, BigInteger> caps = new HashMap<>();
  private final Map<GrantId, BigInteger> pulled = new HashMap<>();
  private final Map<HoldId, BigInteger> frozenBy = new HashMap<>();
  private final Map<DisputeId, DisputeOpened> disputes = new HashMap<>();
  private final Map<EntryId, DisputeId> disputed = new HashMap<>();
  private final Set<DisputeId> resolved = new HashSet<>();
  private final Map<ApprovalId, ApprovalRequested> waiting = new HashMap<>();

  private final Map<BillPaymentId, BillPaymentRequested> payments = new HashMap<>();
  private final Map<BillPaymentId, EntryId> funded = new HashMap<>();
  private final Map<SystemAccountId, BigInteger> owed = new HashMap<>();
  private final Map<BillId, BillPaymentId> takenBy = new HashMap<>();

  /** Books what one command wrote and checks what must hold after it. */
  public void book(List<LedgerEvent> events) {
    for (LedgerEvent event : events) {
      switch (event) {
        case EntryPosted posted -> post(posted);
        case WalletOpened opened -> {
          assertThat(wallets.put(opened.walletId(), opened.currency())).isNull();
          guarded.put(opened.walletId(), BigInteger.ZERO);
        }
        case WalletDebited debited -> guard(debited, debited.amount(), Side.DEBIT);
        case WalletCredited credited -> guard(credited, credited.amount(), Side.CREDIT);
        case SystemAccountDebited debited -> guard(debited, debited.amount(), Side.DEBIT);
        case SystemAccountCredited credited -> guard(credited, credited.amount(), Side.CREDIT);
        case FundsFrozen(WalletId walletId, HoldId by, Money amount) ->
            freeze(walletId, by, signed(amount, Side.CREDIT));
        case FundsReleased(WalletId walletId, HoldId by, Money amount) ->
            freeze(walletId, by, signed(amount, Side.DEBIT));
        case EntryRefunded(EntryId original, _, Money amount) -> giveBack(original, amount);
        case EntryReversed(EntryId original, _) ->
            giveBack(original, posted(original).postings().getFirst().amount());
        case GrantRequested requested ->
            caps.put(requested.grantId(), signed(requested.max(), Side.CREDIT));
        case GrantTermsChanged changed ->
            caps.put(changed.grantId(), signed(changed.max(), Side.CREDIT));
        case GrantPulled(GrantId grantId, EntryId entryId, Money amount) ->
            pull(grantId, entryId, amount, events);
        case DisputeOpened opened -> {
          assertThat(disputed.put(opened.entryId(), opened.disputeId()))
              .as("open disputes over %s before %s", opened.entryId(), opened)
              .isNull();
          disputes.put(opened.disputeId(), opened);
        }
        case DisputeRefunded(DisputeId disputeId, EntryId refundId, Money amount, _, _, _) -> {
          DisputeOpened opened = resolve(disputeId);
          assertThat(amount).isLessThanOrEqualTo(opened.amount());
          assertThat(events)
              .contains(new EntryRefunded(opened.entryId(), refundId, amount))
              .anyMatch(
                  beside ->
                      beside instanceof EntryPosted entry && entry.entryId().equals(refundId));
        }
        case DisputeDismissed dismissed -> resolve(dismissed.disputeId());
        case ApprovalRequested requested ->
            assertThat(waiting.put(requested.approvalId(), requested)).isNull();
        case ApprovalGranted granted -> {
          ApprovalRequested requested = decide(granted.approvalId(), granted.grantedBy());
          done(requested.measure(), granted.entryId(), events);
        }
        case ApprovalDeclined declined -> {
          decide(declined.approvalId(), declined.declinedBy());
          // What was asked for is never done, by whatever else is booked with it.
          assertThat(events)
              .noneMatch(
                  beside ->
                      beside instanceof ApprovalGranted granted
                          && granted.approvalId().equals(declined.approvalId()));
        }
        case BillPaymentRequested requested ->
            assertThat(payments.put(requested.paymentId(), requested)).isNull();
        case BillPaymentFunded(BillPaymentId paymentId, EntryId entryId) -> {
          BillPaymentRequested requested = requested(paymentId);
          assertMoved(
              events, entryId, requested.walletId(), clearing(requested), requested.amount());
          funded.put(paymentId, entryId);
        }
        case BillPaymentSettled(BillPaymentId paymentId, EntryId entryId) -> {
          BillPaymentRequested requested = requested(paymentId);
          assertThat(funded.remove(paymentId)).as("funded, once").isNotNull();
          assertMoved(events, entryId, clearing(requested), payable(requested), requested.amount());
          owed.merge(payable(requested), signed(requested.amount(), Side.CREDIT), BigInteger::add);
        }
        case BillPaymentRefunded(BillPaymentId paymentId, EntryId entryId) -> {
          BillPaymentRequested requested = requested(paymentId);
          EntryId funding = Objects.requireNonNull(funded.remove(paymentId), "funded, once");
          assertMoved(
              events, entryId, clearing(requested), requested.walletId(), requested.amount());
          assertThat(events).contains(new EntryRefunded(funding, entryId, requested.amount()));
        }
        case BillTaken taken ->
            assertThat(takenBy.put(taken.billId(), taken.paymentId()))
                .as("payments of %s", taken.billId())
                .isNull();
        case BillReleased released ->
            assertThat(takenBy.remove(released.billId())).isEqualTo(released.paymentId());
        // It stays taken for ever.
        case BillPaid paid -> assertThat(takenBy.get(paid.billId())).isEqualTo(paid.paymentId());
        default -> {}
      }
    }
    checkDisputes();
    checkPayments();
    check();
  }

  /** The balance of each account that was posted to, credits less debits. */
  public Map<AccountId, BigInteger> balances() {
    return Map.copyOf(balances);
  }

  private void post(EntryPosted posted) {
    assertThat(entries.put(posted.entryId(), posted)).as("posted twice").isNull();
    for (Posting posting : posted.postings()) {
      assertThat(posting.amount().currency()).isEqualTo(currency(posting.account()));
      balances.merge(posting.account(), signed(posting.amount(), posting.side()), BigInteger::add);
      @Nullable Money after = posted.balancesAfter().get(posting.account());
      if (isGuarded(posting.account())) {
        Objects.requireNonNull(after, "No balance after " + posting);
        assertThat(BigInteger.valueOf(after.minorUnits()))
            .as("balance after %s", posting)
            .isEqualTo(balances.get(posting.account()));
        assertThat(after.currency()).isEqualTo(posting.amount().currency());
      } else {
        assertThat(after).isNull();
      }
    }
  }

  private void guard(AccountEvent event, Money amount, Side side) {
    EntryId entryId =
        switch (event) {
          case WalletDebited debited -> debited.entryId();
          case WalletCredited credited -> credited.entryId();
          case SystemAccountDebited debited -> debited.entryId();
          case SystemAccountCredited credited -> credited.entryId();
          default -> throw new IllegalArgumentException("Moves nothing: " + event);
        };
    assertThat(Objects.requireNonNull(entries.get(entryId), "No " + entryId).postings())
        .contains(new Posting(event.accountId(), side, amount));
    guarded.merge(event.accountId(), signed(amount, side), BigInteger::add);
  }

  private void freeze(WalletId walletId, HoldId by, BigInteger change) {
    frozen.merge(walletId, change, BigInteger::add);
    frozenBy.merge(by, change, BigInteger::add);
  }

  /** Once. */
  private DisputeOpened resolve(DisputeId disputeId) {
    DisputeOpened opened = Objects.requireNonNull(disputes.remove(disputeId), "No " + disputeId);
    assertThat(disputed.remove(opened.entryId())).isEqualTo(disputeId);
    assertThat(resolved.add(disputeId)).isTrue();
    return opened;
  }

  /** As long as it is open, a dispute keeps what it froze; then nothing. */
  private void checkDisputes() {
    disputes
        .values()
        .forEach(
            open ->
                assertThat(frozenBy.getOrDefault(open.disputeId().freeze(), BigInteger.ZERO))
                    .as("frozen by %s", open)
                    .isEqualTo(signed(open.frozen(), Side.CREDIT)));
    resolved.forEach(
        disputeId ->
            assertThat(frozenBy.getOrDefault(disputeId.freeze(), BigInteger.ZERO))
                .as("frozen by %s, which is resolved", disputeId)
                .isZero());
  }

  /** Never more than was moved, by refunds and reversals together. */
  private void giveBack(EntryId original, Money amount) {
    BigInteger sum = refunded.merge(original, signed(amount, Side.CREDIT), BigInteger::add);
    assertThat(sum)
        .isLessThanOrEqualTo(signed(posted(original).postings().getFirst().amount(), Side.CREDIT));
  }

  /** By the entry beside it, as the user's wallet sees it. */
  private void pull(GrantId grantId, EntryId entryId, Money amount, List<LedgerEvent> beside) {
    assertThat(beside)
        .anyMatch(
            event ->
                event instanceof WalletDebited debited
                    && debited.entryId().equals(entryId)
                    && debited.amount().equals(amount));
    pulled.merge(grantId, signed(amount, Side.CREDIT), BigInteger::add);
  }

  /** Once, by another person. */
  private ApprovalRequested decide(ApprovalId approvalId, Owner by) {
    ApprovalRequested requested =
        Objects.requireNonNull(waiting.remove(approvalId), "Not waiting: " + approvalId);
    assertThat(by).isNotEqualTo(requested.requestedBy());
    return requested;
  }

  /** What was asked for stands beside the grant. */
  private static void done(Measure measure, @Nullable EntryId entryId, List<LedgerEvent> beside) {
    switch (measure) {
      case Measure.Refund refund ->
          assertThat(beside)
              .contains(
                  new EntryRefunded(
                      refund.original(), Objects.requireNonNull(entryId), refund.amount()));
      case Measure.DisputeRefund refund ->
          assertThat(beside)
              .contains(
                  new EntryRefunded(
                      refund.original(), Objects.requireNonNull(entryId), refund.amount()));
      case Measure.Reversal reversal ->
          assertThat(beside)
              .contains(new EntryReversed(reversal.original(), Objects.requireNonNull(entryId)));
      case Measure.Restriction _, Measure.Unrestriction _ -> assertThat(entryId).isNull();
    }
  }

  private BillPaymentRequested requested(BillPaymentId paymentId) {
    return Objects.requireNonNull(payments.get(paymentId), "No " + paymentId);
  }

  private static SystemAccountId clearing(BillPaymentRequested requested) {
    return account(SystemAccountKind.CLEARING, requested);
  }

  private static SystemAccountId payable(BillPaymentRequested requested) {
    return account(SystemAccountKind.PAYABLE, requested);
  }

  private static SystemAccountId account(SystemAccountKind kind, BillPaymentRequested requested) {
    String provider = requested.payee() instanceof Payee.RegidesoBill ? "regideso" : "wizall";
    return new SystemAccountId(kind, provider, requested.amount().currency());
  }

  /** By an entry beside it. */
  private static void assertMoved(
      List<LedgerEvent> beside, EntryId entryId, AccountId from, AccountId to, Money amount) {
    assertThat(beside)
        .anyMatch(
            event ->
                event instanceof EntryPosted posted
                    && posted.entryId().equals(entryId)
                    && posted
                        .postings()
                        .equals(List.of(Posting.debit(from, amount), Posting.credit(to, amount))));
  }

  /** Nothing else in these sequences touches providers' accounts. */
  private void checkPayments() {
    Map<SystemAccountId, BigInteger> expected = new HashMap<>(owed);
    funded
        .keySet()
        .forEach(
            paymentId -> {
              BillPaymentRequested requested = requested(paymentId);
              expected.merge(
                  clearing(requested), signed(requested.amount(), Side.CREDIT), BigInteger::add);
            });
    balances.forEach(
        (account, balance) -> {
          if (account instanceof SystemAccountId system
              && (system.name().equals("wizall") || system.name().equals("regideso"))) {
            assertThat(balance)
                .as("what payments left on %s", system)
                .isEqualTo(expected.getOrDefault(system, BigInteger.ZERO));
          }
        });
  }

  private EntryPosted posted(EntryId entryId) {
    return Objects.requireNonNull(entries.get(entryId), "No " + entryId);
  }

  private void check() {
    frozen.forEach(
        (walletId, held) ->
            assertThat(held)
                .as("frozen in %s", walletId)
                .isBetween(BigInteger.ZERO, balances.getOrDefault(walletId, BigInteger.ZERO)));
    pulled.forEach(
        (grantId, sum) ->
            assertThat(sum).as("pulled by %s", grantId).isLessThanOrEqualTo(caps.get(grantId)));
    Map<Currency, BigInteger> sums = new HashMap<>();
    balances.forEach(
        (account, balance) -> {
          sums.merge(currency(account), balance, BigInteger::add);
          if (isGuarded(account)
              && (balance.signum() < 0 || !balance.equals(guarded.get(account)))) {
            throw new AssertionError(
                "%s is at %s, and its own events come to %s"
                    .formatted(account, balance, guarded.get(account)));
          }
        });
    assertThat(sums.values()).allMatch(sum -> sum.signum() == 0);
  }

  private Currency currency(AccountId account) {
    return switch (account) {
      case WalletId walletId -> {
        Currency currency = wallets.get(walletId);
        if (currency == null) {
          throw new AssertionError("Posted before it was opened: " + walletId);
        }
        yield currency;
      }
      case SystemAccountId system -> system.currency();
    };
  }

  private static boolean isGuarded(AccountId account) {
    return switch (account) {
      case WalletId _ -> true;
      case SystemAccountId system ->
          system.kind() == SystemAccountKind.CLEARING || system.kind() == SystemAccountKind.PAYABLE;
    };
  }

  private static BigInteger signed(Money amount, Side side) {
    BigInteger minorUnits = BigInteger.valueOf(amount.minorUnits());
    return side == Side.CREDIT ? minorUnits : minorUnits.negate();
  }
}
