package io.griot.core.account;

import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.account.WalletReceipt.Change;
import io.griot.core.id.WalletId;
import io.griot.core.journal.JournalEvent.EntryPosted;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/** Opens wallets, each with its opening balance in the same commit. */
public class OpenWalletHandler {

  private final Accounts accounts;
  private final ExternalReferences externalReferences;

  public OpenWalletHandler(Accounts accounts, ExternalReferences externalReferences) {
    this.accounts = accounts;
    this.externalReferences = externalReferences;
  }

  @CommandHandler
  WalletReceipt handle(OpenWallet command) {
    String reference = command.externalReference();
    Optional<WalletId> known =
        reference == null ? Optional.empty() : externalReferences.find(reference);
    boolean open = Wallet.decide(command, accounts.wallet(command.walletId())).isEmpty();
    if (known.isPresent()) {
      return leaveAsItIs(command, known.get());
    }
    if (open && reference != null) {
      throw new Rejection(
          RejectionCode.WALLET_EXISTS,
          "wallet",
          "%s is open, and %s is not its reference.".formatted(command.walletId(), reference));
    }
    if (open) {
      return new WalletReceipt(command.walletId(), Change.NONE);
    }
    OpeningBalance opening = command.opening();
    @Nullable EntryPosted filled =
        opening == null ? null : Wallet.decide(opening, command.walletId(), command.currency());

    accounts.open(command);
    if (reference != null) {
      externalReferences.claim(reference, command.walletId());
    }
    if (filled != null) {
      accounts.post(filled);
      accounts.apply(
          new WalletCredited(
              command.walletId(), filled.entryId(), filled.postings().getFirst().amount()));
    }
    return new WalletReceipt(command.walletId(), Change.MADE);
  }

  private WalletReceipt leaveAsItIs(OpenWallet command, WalletId known) {
    Wallet.Open open = Wallet.requireOpen(accounts.wallet(known), "wallet");
    if (!open.posted().currency().equals(command.currency())) {
      throw new Rejection(
          RejectionCode.EXTERNAL_REFERENCE_TAKEN,
          "external_reference",
          "%s names a wallet in %s."
              .formatted(command.externalReference(), open.posted().currency()));
    }
    return new WalletReceipt(known, Change.NONE);
  }
}
