package io.griot.core.account;

import io.griot.core.LedgerEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.approval.Approval;
import io.griot.core.approval.ApprovalEvent;
import io.griot.core.approval.Approvals;
import io.griot.core.bill.Bill;
import io.griot.core.bill.BillEvent;
import io.griot.core.bill.BillPayment;
import io.griot.core.bill.BillPaymentEvent;
import io.griot.core.bill.BillPayments;
import io.griot.core.dispute.Dispute;
import io.griot.core.dispute.DisputeEvent;
import io.griot.core.dispute.Disputes;
import io.griot.core.grant.Grant;
import io.griot.core.grant.GrantEvent;
import io.griot.core.grant.Grants;
import io.griot.core.hold.Hold;
import io.griot.core.hold.HoldEvent;
import io.griot.core.hold.Holds;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.BillId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.HoldId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.Entries;
import io.griot.core.journal.Entry;
import io.griot.core.journal.JournalEvent;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.snapshot.Calendar;
import io.griot.core.snapshot.CalendarEvent;
import io.griot.core.snapshot.Days;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts as a fold of a log in memory. */
public final class InMemoryAccounts
    implements Accounts,
        ExternalReferences,
        Holds,
        Grants,
        Disputes,
        Approvals,
        BillPayments,
        Entries,
        Days {

  private final List<LedgerEvent> log = new ArrayList<>();
  private final Map<WalletId, Wallet> wallets = new HashMap<>();
  private final Map<SystemAccountId, SystemAccount> systemAccounts = new HashMap<>();
  private final Map<String, WalletId> references = new HashMap<>();
  private final Map<EntryId, Entry> entries = new HashMap<>();
  private final Map<HoldId, Hold> holds = new HashMap<>();
  private final Map<GrantId, Grant> grants = new HashMap<>();
  private Calendar calendar = Calendar.NEW;
  private final Map<DisputeId, Dispute> disputes = new HashMap<>();
  private final Map<ApprovalId, Approval> approvals = new HashMap<>();
  private final Map<BillPaymentId, BillPayment> payments = new HashMap<>();
  private final Map<BillId, Bill> bills = new HashMap<>();

  /** The state that a log comes to. */
  public record State(
      Map<WalletId, Wallet> wallets,
      Map<SystemAccountId, SystemAccount> systemAccounts,
      Map<String, WalletId> references,
      Map<EntryId, Entry> entries,
      Map<HoldId, Hold> holds,
      Map<GrantId, Grant> grants,
      Calendar calendar,
      Map<DisputeId, Dispute> disputes,
      Map<ApprovalId, Approval> approvals,
      Map<BillPaymentId, BillPayment> payments,
      Map<BillId, Bill> bills) {}

  public static InMemoryAccounts replay(List<LedgerEvent> events) {
    InMemoryAccounts accounts = new InMemoryAccounts();
    events.forEach(accounts::append);
    return accounts;
  }

  /** Every event so far, in order. */
  public List<LedgerEvent> log() {
    return Collections.unmodifiableList(log);
  }

  public State state() {
    return new State(
        Map.copyOf(wallets),
        Map.copyOf(systemAccounts),
        Map.copyOf(references),
        Map.copyOf(entries),
        Map.copyOf(holds),
        Map.copyOf(grants),
        calendar,
        Map.copyOf(disputes),
        Map.copyOf(approvals),
        Map.copyOf(payments),
        Map.copyOf(bills));
  }

  /** Forgets what came after the first events of the log. */
  public void rollBackTo(int size) {
    if (log.size() == size) {
      return;
    }
    List<LedgerEvent> kept = List.copyOf(log.subList(0, size));
    log.clear();
    wallets.clear();
    systemAccounts.clear();
    references.clear();
    entries.clear();
    holds.clear();
    grants.clear();
    calendar = Calendar.NEW;
    disputes.clear();
    approvals.clear();
    payments.clear();
    bills.clear();
    kept.forEach(this::append);
  }

  /** Takes an event as it was decided. */
  public void append(LedgerEvent event) {
    log.add(event);
    switch (event) {
      case WalletEvent changed -> {
        wallets.put(changed.walletId(), Wallet.evolve(wallet(changed.walletId()), changed));
        if (changed instanceof WalletOpened opened && opened.externalReference() != null) {
          references.put(opened.externalReference(), opened.walletId());
        }
      }
      case SystemAccountEvent changed ->
          systemAccounts.put(
              changed.accountId(), systemAccount(changed.accountId()).evolve(changed));
      case JournalEvent changed ->
          entries.put(changed.entryId(), Entry.evolve(entry(changed.entryId()), changed));
      case HoldEvent changed ->
          holds.put(changed.holdId(), Hold.evolve(hold(changed.holdId()), changed));
      case GrantEvent changed ->
          grants.put(changed.grantId(), Grant.evolve(grant(changed.grantId()), changed));
      case CalendarEvent changed -> calendar = calendar.evolve(changed);
      case DisputeEvent changed ->
          disputes.put(changed.disputeId(), Dispute.evolve(dispute(changed.disputeId()), changed));
      case ApprovalEvent changed ->
          approvals.put(
              changed.approvalId(), Approval.evolve(approval(changed.approvalId()), changed));
      case BillPaymentEvent changed ->
          payments.put(
              changed.paymentId(), BillPayment.evolve(payment(changed.paymentId()), changed));
      case BillEvent changed ->
          bills.put(changed.billId(), Bill.evolve(bill(changed.billId()), changed));
      default -> throw new IllegalArgumentException("Not an event of the ledger: " + event);
    }
  }

  @Override
  public Wallet wallet(WalletId walletId) {
    return wallets.getOrDefault(walletId, new Wallet.Unopened());
  }

  @Override
  public SystemAccount systemAccount(SystemAccountId accountId) {
    return systemAccounts.getOrDefault(accountId, SystemAccount.unused(accountId));
  }

  @Override
  public Entry entry(EntryId entryId) {
    return entries.getOrDefault(entryId, new Entry.Unposted());
  }

  @Override
  public void apply(JournalEvent decided) {
    append(decided);
  }

  @Override
  public Hold hold(HoldId holdId) {
    return holds.getOrDefault(holdId, new Hold.Unplaced());
  }

  @Override
  public void apply(HoldEvent decided) {
    append(decided);
  }

  @Override
  public Grant grant(GrantId grantId) {
    return grants.getOrDefault(grantId, new Grant.Unrequested());
  }

  @Override
  public void apply(GrantEvent decided) {
    append(decided);
  }

  @Override
  public Calendar calendar() {
    return calendar;
  }

  @Override
  public void apply(CalendarEvent decided) {
    append(decided);
  }

  @Override
  public Dispute dispute(DisputeId disputeId) {
    return disputes.getOrDefault(disputeId, new Dispute.Unopened());
  }

  @Override
  public void apply(DisputeEvent decided) {
    append(decided);
  }

  @Override
  public Approval approval(ApprovalId approvalId) {
    return approvals.getOrDefault(approvalId, new Approval.Unrequested());
  }

  @Override
  public void apply(ApprovalEvent decided) {
    append(decided);
  }

  @Override
  public BillPayment payment(BillPaymentId paymentId) {
    return payments.getOrDefault(paymentId, new BillPayment.Unrequested());
  }

  @Override
  public Bill bill(BillId billId) {
    return bills.getOrDefault(billId, new Bill.Free());
  }

  @Override
  public void apply(BillPaymentEvent decided) {
    append(decided);
  }

  @Override
  public void apply(BillEvent decided) {
    append(decided);
  }

  @Override
  public void open(OpenWallet command) {
    Wallet.decide(command, wallet(command.walletId())).forEach(this::append);
  }

  @Override
  public void post(EntryPosted entry) {
    append(entry);
  }

  @Override
  public void apply(AccountEvent decided) {
    append(decided);
  }

  @Override
  public Optional<WalletId> find(String externalReference) {
    return Optional.ofNullable(references.get(externalReference));
  }

  /** The wallet was opened under the reference just before. */
  @Override
  public void claim(String externalReference, WalletId walletId) {
    if (!walletId.equals(references.get(externalReference))) {
      throw new IllegalStateException(externalReference + " is not the reference of " + walletId);
    }
  }
}
