package io.griot.core.transfer;

import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.id.WalletId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** One end of a transfer, as its sender names it. */
public sealed interface Leg {

  /** Whether both name one account, where a system account takes the currency of the other leg. */
  static boolean same(Leg one, Leg other) {
    return switch (one) {
      case InWallet wallet -> wallet.equals(other);
      case InSystem(SystemAccountKind kind, String name, Currency currency) ->
          other instanceof InSystem system
              && kind == system.kind()
              && name.equals(system.name())
              && (currency == null
                  || system.currency() == null
                  || currency.equals(system.currency()));
    };
  }

  /** A wallet, which has a currency. */
  record InWallet(WalletId walletId) implements Leg {}

  /**
   * An account of the house.
   *
   * @param currency null for that of the other leg
   */
  record InSystem(SystemAccountKind kind, String name, @Nullable Currency currency) implements Leg {

    static InSystem settlement(String name) {
      return new InSystem(SystemAccountKind.SETTLEMENT, name, null);
    }

    SystemAccountId in(Currency other) {
      return new SystemAccountId(kind, name, currency == null ? other : currency);
    }
  }
}
