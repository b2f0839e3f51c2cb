package io.griot.core.hold;

import io.griot.core.LedgerEvent;
import io.griot.core.id.EntryId;
import io.griot.core.id.HoldId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a hold. */
public sealed interface HoldEvent extends LedgerEvent {

  HoldId holdId();

  /**
   * Money of a wallet was set apart.
   *
   * @param expiresAt from when it is let go by itself, or null for never
   */
  record HoldPlaced(
      HoldId holdId, WalletId walletId, Money amount, @Nullable Instant expiresAt, String remarks)
      implements HoldEvent {}

  /**
   * What was held was paid to another wallet, wholly or partly; the rest was let go.
   *
   * @param amount what was paid
   */
  record HoldSettled(HoldId holdId, EntryId entryId, Money amount) implements HoldEvent {}

  /** What was held was let go by whoever may. */
  record HoldVoided(HoldId holdId, String remarks) implements HoldEvent {}

  /** What was held was let go because its time was over. */
  record HoldExpired(HoldId holdId) implements HoldEvent {}
}
