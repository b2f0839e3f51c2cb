package io.griot.core;

import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.account.InMemoryAccounts;
import io.griot.core.account.OpenWalletHandler;
import io.griot.core.account.Wallet;
import io.griot.core.account.WalletCommand.RestrictWallet;
import io.griot.core.account.WalletCommand.UnrestrictWallet;
import io.griot.core.account.WalletReceipt;
import io.griot.core.account.WalletReceipt.Change;
import io.griot.core.approval.ApprovalHandler;
import io.griot.core.approval.ApprovalThreshold;
import io.griot.core.bill.BillPaymentHandler;
import io.griot.core.dispute.DisputeHandler;
import io.griot.core.grant.GrantHandler;
import io.griot.core.hold.HoldHandler;
import io.griot.core.id.WalletId;
import io.griot.core.snapshot.CalendarHandler;
import io.griot.core.transfer.CorrectionHandler;
import io.griot.core.transfer.TransferHandler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;

/** The real rules and handlers on a log in memory, for tests of rules and as a model. */
public final class InMemoryLedger implements Ledger {

  private final InMemoryAccounts accounts = new InMemoryAccounts();
  private final AnnotationCommandHandlerAdapter<OpenWalletHandler> opening;
  private final AnnotationCommandHandlerAdapter<TransferHandler> transferring;
  private final AnnotationCommandHandlerAdapter<HoldHandler> holding;
  private final AnnotationCommandHandlerAdapter<GrantHandler> granting;
  private final AnnotationCommandHandlerAdapter<CorrectionHandler> correcting;
  private final AnnotationCommandHandlerAdapter<CalendarHandler> closing;
  private final AnnotationCommandHandlerAdapter<DisputeHandler> disputing;
  private final AnnotationCommandHandlerAdapter<ApprovalHandler> approving;
  private final AnnotationCommandHandlerAdapter<BillPaymentHandler> paying;
  private final Map<Name, Kept> kept = new HashMap<>();

  private record Name(String scope, String key) {}

  private record Kept(String fingerprint, Answer answer) {}

  public InMemoryLedger(Clock clock) {
    this(clock, ApprovalThreshold.OFF);
  }

  /** A ledger in which admins need a second one above a threshold. */
  public InMemoryLedger(Clock clock, ApprovalThreshold threshold) {
    opening = new AnnotationCommandHandlerAdapter<>(new OpenWalletHandler(accounts, accounts));
    CorrectionHandler corrections = new CorrectionHandler(accounts, accounts);
    correcting = new AnnotationCommandHandlerAdapter<>(corrections);
    DisputeHandler disputes = new DisputeHandler(accounts, accounts, accounts, clock);
    approving =
        new AnnotationCommandHandlerAdapter<>(
            new ApprovalHandler(accounts, accounts, corrections, disputes, threshold));
    holding = new AnnotationCommandHandlerAdapter<>(new HoldHandler(accounts, accounts, clock));
    granting = new AnnotationCommandHandlerAdapter<>(new GrantHandler(accounts, accounts, clock));
    closing = new AnnotationCommandHandlerAdapter<>(new CalendarHandler(accounts, clock));
    disputing = new AnnotationCommandHandlerAdapter<>(disputes);
    paying =
        new AnnotationCommandHandlerAdapter<>(
            new BillPaymentHandler(accounts, accounts, accounts, accounts, clock));
    transferring = new AnnotationCommandHandlerAdapter<>(new TransferHandler(accounts, clock));
  }

  public InMemoryAccounts accounts() {
    return accounts;
  }

  @Override
  public Answer send(LedgerRequest request) {
    IdempotencyKey key = request.key();
    if (key == null) {
      return run(request.command());
    }
    Optional<Answer> known = recall(key);
    if (known.isPresent()) {
      return known.get();
    }
    Answer answer = run(request.command());
    kept.put(new Name(key.scope(), key.key()), new Kept(key.fingerprint(), answer));
    return answer;
  }

  @Override
  public List<Answer> sendInOrder(List<LedgerRequest> requests) {
    return requests.stream().map(this::send).toList();
  }

  @Override
  public List<Answer> sendAllOrNone(List<LedgerRequest> requests) {
    int size = accounts.log().size();
    Map<Name, Kept> keptBefore = Map.copyOf(kept);
    List<Answer> answers = new ArrayList<>();
    for (LedgerRequest request : requests) {
      Answer answer = send(request);
      answers.add(answer);
      if (answer instanceof Answer.Refused) {
        accounts.rollBackTo(size);
        kept.clear();
        kept.putAll(keptBefore);
        break;
      }
    }
    return List.copyOf(answers);
  }

  @Override
  public Optional<Answer> recall(IdempotencyKey key) {
    Kept first = kept.get(new Name(key.scope(), key.key()));
    if (first == null) {
      return Optional.empty();
    }
    if (!first.fingerprint.equals(key.fingerprint())) {
      Rejection reused =
          new Rejection(
              RejectionCode.IDEMPOTENCY_KEY_REUSED, null, "The key was used with another request.");
      return Optional.of(new Answer.Refused(reused, first.answer.position(), false));
    }
    return Optional.of(
        switch (first.answer) {
          case Answer.Accepted(Receipt receipt, long position, _) ->
              new Answer.Accepted(receipt, position, true);
          case Answer.Refused(Rejection rejection, long position, _) ->
              new Answer.Refused(rejection, position, true);
        });
  }

  private Answer run(LedgerCommand command) {
    int size = accounts.log().size();
    try {
      Receipt receipt = handle(command);
      return new Answer.Accepted(receipt, accounts.log().size(), false);
    } catch (Rejection rejection) {
      return new Answer.Refused(rejection, accounts.log().size(), false);
    } catch (RuntimeException fault) {
      accounts.rollBackTo(size);
      throw fault;
    }
  }

  private Receipt handle(LedgerCommand command) {
    return switch (command) {
      case RestrictWallet restrict ->
          record(
              restrict.walletId(), Wallet.decide(restrict, accounts.wallet(restrict.walletId())));
      case UnrestrictWallet unrestrict ->
          record(
              unrestrict.walletId(),
              Wallet.decide(unrestrict, accounts.wallet(unrestrict.walletId())));
      default -> dispatch(GenericCommandMessage.asCommandMessage(command));
    };
  }

  private WalletReceipt record(WalletId walletId, List<WalletEvent> decided) {
    decided.forEach(accounts::append);
    return new WalletReceipt(walletId, decided.isEmpty() ? Change.NONE : Change.MADE);
  }

  private Receipt dispatch(CommandMessage<?> message) {
    try {
      for (var handler :
          List.of(
              opening,
              transferring,
              holding,
              granting,
              correcting,
              disputing,
              approving,
              paying,
              closing)) {
        if (handler.canHandle(message)) {
          return (Receipt) handler.handle(message);
        }
      }
      throw new IllegalArgumentException("Nobody handles " + message);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("A handler failed", e);
    }
  }
}
