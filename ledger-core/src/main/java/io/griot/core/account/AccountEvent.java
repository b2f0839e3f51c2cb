package io.griot.core.account;

import io.griot.core.LedgerEvent;
import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.id.HoldId;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** What happened to an account whose balance is guarded. */
public sealed interface AccountEvent extends LedgerEvent {

  AccountId accountId();

  /** What happened to a wallet. */
  sealed interface WalletEvent extends AccountEvent {

    WalletId walletId();

    @Override
    default AccountId accountId() {
      return walletId();
    }
  }

  /** What happened to a system account that may not fall below zero. */
  sealed interface SystemAccountEvent extends AccountEvent {

    @Override
    SystemAccountId accountId();
  }

  /** A wallet was opened, empty. */
  record WalletOpened(
      WalletId walletId, Owner owner, Currency currency, @Nullable String externalReference)
      implements WalletEvent {}

  /** An entry took money out of a wallet. */
  record WalletDebited(WalletId walletId, EntryId entryId, Money amount) implements WalletEvent {}

  /** An entry put money into a wallet. */
  record WalletCredited(WalletId walletId, EntryId entryId, Money amount) implements WalletEvent {}

  /**
   * A hold or a dispute set money of a wallet apart: it is still the owner's, and cannot be spent.
   *
   * @param holdId the hold, or {@link io.griot.core.id.DisputeId#freeze}
   */
  record FundsFrozen(WalletId walletId, HoldId holdId, Money amount) implements WalletEvent {}

  /** Money that was set apart can be spent again, if the same commit does not. */
  record FundsReleased(WalletId walletId, HoldId holdId, Money amount) implements WalletEvent {}

  /** A wallet was stopped from sending and receiving. */
  record WalletRestricted(WalletId walletId, String remarks) implements WalletEvent {}

  /** A restricted wallet may send and receive again. */
  record WalletUnrestricted(WalletId walletId, String remarks) implements WalletEvent {}

  /** An entry took money out of a guarded system account. */
  record SystemAccountDebited(SystemAccountId accountId, EntryId entryId, Money amount)
      implements SystemAccountEvent {}

  /** An entry put money into a guarded system account. */
  record SystemAccountCredited(SystemAccountId accountId, EntryId entryId, Money amount)
      implements SystemAccountEvent {}
}
