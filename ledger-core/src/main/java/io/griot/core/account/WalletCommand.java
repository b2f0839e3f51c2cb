package io.griot.core.account;

import io.griot.core.LedgerCommand;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.MajorUnits;
import java.util.Currency;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of one wallet. */
public sealed interface WalletCommand extends LedgerCommand {

  WalletId walletId();

  @Override
  default List<String> streams() {
    return List.of(walletId().toString());
  }

  /**
   * Opens a wallet, if asked with an opening balance received in the same commit.
   *
   * @param externalReference the name under which somebody else knows the wallet, unique in the
   *     ledger
   */
  record OpenWallet(
      WalletId walletId,
      Owner owner,
      Currency currency,
      @Nullable String externalReference,
      @Nullable OpeningBalance opening)
      implements WalletCommand {}

  /**
   * What a wallet holds from the start.
   *
   * @param settlement name of the settlement account it comes from
   */
  record OpeningBalance(EntryId entryId, MajorUnits amount, String settlement) {}

  /** Stops a wallet from sending and receiving. */
  record RestrictWallet(@TargetAggregateIdentifier WalletId walletId, String remarks)
      implements WalletCommand {}

  /** Lets a restricted wallet send and receive again. */
  record UnrestrictWallet(@TargetAggregateIdentifier WalletId walletId, String remarks)
      implements WalletCommand {}
}
