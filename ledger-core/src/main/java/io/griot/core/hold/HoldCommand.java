package io.griot.core.hold;

import io.griot.core.LedgerCommand;
import io.griot.core.id.EntryId;
import io.griot.core.id.HoldId;
import io.griot.core.id.WalletId;
import io.griot.core.money.MajorUnits;
import io.griot.core.transfer.Authority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a hold. */
public sealed interface HoldCommand extends LedgerCommand {

  HoldId holdId();

  @Override
  default List<String> streams() {
    return List.of(holdId().toString());
  }

  /**
   * Sets money of a wallet apart.
   *
   * @param expiresAt from when it is let go by itself, after the ledger's clock; null for never
   */
  record PlaceHold(
      HoldId holdId,
      WalletId walletId,
      MajorUnits amount,
      @Nullable Instant expiresAt,
      String remarks,
      Authority authority)
      implements HoldCommand {

    @Override
    public List<String> streams() {
      return List.of(holdId.toString(), walletId.toString());
    }
  }

  /**
   * Pays what is held to another wallet and lets go of the rest.
   *
   * @param amount at most what is held; null for all of it
   */
  record SettleHold(
      HoldId holdId,
      EntryId entryId,
      WalletId to,
      @Nullable MajorUnits amount,
      String remarks,
      Authority authority)
      implements HoldCommand {

    @Override
    public List<String> streams() {
      return List.of(holdId.toString(), to.toString());
    }
  }

  /** Lets go of what is held. */
  record VoidHold(HoldId holdId, String remarks, Authority authority) implements HoldCommand {}

  /** Lets go of what is held if its time is over, by the ledger's clock. */
  record ExpireHold(HoldId holdId) implements HoldCommand {}
}
