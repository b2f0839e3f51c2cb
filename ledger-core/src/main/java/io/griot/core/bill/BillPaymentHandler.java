package io.griot.core.bill;

import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.account.Accounts;
import io.griot.core.account.Wallet;
import io.griot.core.bill.BillEvent.BillReleased;
import io.griot.core.bill.BillEvent.BillTaken;
import io.griot.core.bill.BillPayment.Made;
import io.griot.core.bill.BillPayment.Terms;
import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.NoteSoughtOutcome;
import io.griot.core.bill.BillPaymentCommand.ReferBillPayment;
import io.griot.core.bill.BillPaymentCommand.RejectBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentCommand.ResolveBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReturnUnsentBillPayment;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.bill.BillPaymentEvent.BillPaymentFunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRefunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRequested;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSettled;
import io.griot.core.grant.Grant;
import io.griot.core.grant.GrantCommand.PullGrant;
import io.griot.core.grant.GrantEvent.GrantPulled;
import io.griot.core.grant.Grants;
import io.griot.core.id.BillId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.journal.Entries;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.money.MajorUnits;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.Movement;
import io.griot.core.transfer.Party;
import io.griot.core.transfer.TransferRule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/** Payments to utilities: payment, bill, money and grant in one commit. */
public class BillPaymentHandler {

  private final BillPayments payments;
  private final Grants grants;
  private final Entries entries;
  private final Accounts accounts;
  private final Clock clock;

  public BillPaymentHandler(
      BillPayments payments, Grants grants, Entries entries, Accounts accounts, Clock clock) {
    this.payments = payments;
    this.grants = grants;
    this.entries = entries;
    this.accounts = accounts;
    this.clock = clock;
  }

  @CommandHandler
  BillPaymentReceipt handle(RequestBillPayment command) {
    Wallet.Open payer = payer(command);
    Optional<BillId> guard = Bill.guarding(command.payee());
    guard.ifPresent(billId -> Bill.requireFree(payments.bill(billId)));
    Money amount = BillPayment.toPay(command, payer.posted().currency());
    @Nullable GrantPulled pulled = pulled(command, amount);
    @Nullable GrantId grantId = pulled == null ? null : pulled.grantId();
    BillPaymentRequested requested =
        new BillPaymentRequested(
            command.paymentId(),
            command.walletId(),
            command.payee(),
            amount,
            grantId,
            command.remarks());
    BillPaymentFunded funded = new BillPaymentFunded(command.paymentId(), command.entryId());
    // Before anything is applied: an identifier that stands for a payment already is a fault.
    Made payment =
        BillPayment.requireMade(
            BillPayment.evolve(
                BillPayment.evolve(payments.payment(command.paymentId()), requested), funded));
    Movement movement =
        TransferRule.decide(
            new TransferRule.Order(
                command.entryId(),
                BillEntries.kind(command.payee().utility()),
                amount,
                command.remarks(),
                BillEntries.funding(command.paymentId(), command.payee(), grantId),
                null),
            new Party.OfWallet(payer),
            Party.of(accounts, payment.terms().clearing(), "to"));

    payments.apply(requested);
    guard.ifPresent(billId -> payments.apply(new BillTaken(billId, command.paymentId())));
    if (pulled != null) {
      grants.apply(pulled);
    }
    payments.apply(funded);
    post(movement);
    return BillPayment.receipt(payment);
  }

  @CommandHandler
  BillPaymentReceipt handle(SubmitBillPayment command) {
    Made payment = made(command);
    return carryOut(payment, BillPayment.decide(command, payment));
  }

  @CommandHandler
  BillPaymentReceipt handle(ConfirmBillPayment command) {
    Made payment = made(command);
    return carryOut(payment, BillPayment.decide(command, payment));
  }

  @CommandHandler
  BillPaymentReceipt handle(RejectBillPayment command) {
    Made payment = made(command);
    return carryOut(payment, BillPayment.decide(command, payment));
  }

  @CommandHandler
  BillPaymentReceipt handle(ReturnUnsentBillPayment command) {
    Made payment = made(command);
    return carryOut(payment, BillPayment.decide(command, payment));
  }

  @CommandHandler
  BillPaymentReceipt handle(ReportUnknownOutcome command) {
    Made payment = made(command);
    return carryOut(payment, BillPayment.decide(command, payment));
  }

  @CommandHandler
  BillPaymentReceipt handle(NoteSoughtOutcome command) {
    Made payment = made(command);
    return carryOut(payment, BillPayment.decide(command, payment));
  }

  @CommandHandler
  BillPaymentReceipt handle(ReferBillPayment command) {
    Made payment = made(command);
    return carryOut(payment, BillPayment.decide(command, payment));
  }

  @CommandHandler
  BillPaymentReceipt handle(ResolveBillPayment command) {
    switch (command.authority()) {
      case Authority.Staff() -> {}
      case Authority.Owners _ -> throw BillPayment.notFound();
    }
    Made payment = made(command);
    return carryOut(payment, BillPayment.decide(command, payment));
  }

  private Made made(BillPaymentCommand command) {
    return BillPayment.requireMade(payments.payment(command.paymentId()));
  }

  private BillPaymentReceipt carryOut(Made before, List<BillPaymentEvent> decided) {
    List<Move> moves = new ArrayList<>(1);
    BillPayment after = before;
    for (BillPaymentEvent event : decided) {
      after = BillPayment.evolve(after, event);
      switch (event) {
        case BillPaymentSettled(_, EntryId entryId) -> moves.add(settlement(after, entryId));
        case BillPaymentRefunded(_, EntryId entryId) -> moves.add(refund(before, after, entryId));
        default -> {}
      }
    }

    decided.forEach(payments::apply);
    moves.forEach(this::carryOut);
    return BillPayment.receipt(BillPayment.requireMade(after));
  }

  /** What the end of a payment moves and lets go of. */
  private record Move(
      Movement movement, Optional<EntryRefunded> refunded, Optional<BillEvent> bill) {}

  private void carryOut(Move move) {
    move.refunded().ifPresent(entries::apply);
    move.bill().ifPresent(payments::apply);
    post(move.movement());
  }

  private Move settlement(BillPayment after, EntryId entryId) {
    if (!(after
        instanceof BillPayment.Settled(Terms terms, Confirmation confirmation, Set<String> _))) {
      throw new IllegalStateException("Settled, and then " + after);
    }
    Movement movement =
        TransferRule.decide(
            new TransferRule.Order(
                entryId,
                EntryKind.BILL_SETTLEMENT,
                terms.amount(),
                "Paid to " + terms.payee(),
                BillEntries.settlement(terms, confirmation),
                null),
            Party.of(accounts, terms.clearing(), "from"),
            Party.of(accounts, terms.payable(), "to"));
    return new Move(
        movement,
        Optional.empty(),
        Bill.guarding(terms.payee()).map(billId -> Bill.ended(billId, terms)));
  }

  private Move refund(Made before, BillPayment after, EntryId entryId) {
    Terms terms = BillPayment.requireMade(after).terms();
    EntryId funding = BillPayment.funding(before);
    Movement movement =
        TransferRule.decide(
            new TransferRule.Order(
                entryId,
                EntryKind.REFUND,
                terms.amount(),
                "Not paid to " + terms.payee(),
                BillEntries.refund(terms, funding),
                null),
            Party.of(accounts, terms.clearing(), "from"),
            new Party.OfReturning(Wallet.requireOpen(accounts.wallet(terms.walletId()), "to")));
    return new Move(
        movement,
        Optional.of(new EntryRefunded(funding, entryId, terms.amount())),
        Bill.guarding(terms.payee()).map(billId -> new BillReleased(billId, terms.paymentId())));
  }

  private Wallet.Open payer(RequestBillPayment command) {
    Wallet wallet = accounts.wallet(command.walletId());
    return switch (command.mandate()) {
      case Mandate.ByOwner(Authority authority) -> TransferRule.requireSpendable(wallet, authority);
      case Mandate.ByGrant(GrantId grantId, Owner enterprise) -> {
        Grant.Requested grant = Grant.requireRequested(grants.grant(grantId));
        if (!grant.terms().payer().equals(command.walletId())
            || !grant.terms().enterprise().equals(enterprise)) {
          throw new Rejection(RejectionCode.GRANT_NOT_FOUND, "grant", "No such grant.");
        }
        yield Wallet.requireOpen(wallet, "from");
      }
    };
  }

  private @Nullable GrantPulled pulled(RequestBillPayment command, Money amount) {
    return switch (command.mandate()) {
      case Mandate.ByOwner _ -> null;
      case Mandate.ByGrant(GrantId grantId, Owner enterprise) ->
          Grant.decide(
              new PullGrant(
                  grantId, enterprise, command.entryId(), MajorUnits.of(amount), command.remarks()),
              grants.grant(grantId),
              clock.instant());
    };
  }

  private void post(Movement movement) {
    accounts.post(movement.entry());
    movement.changes().forEach(accounts::apply);
  }
}
