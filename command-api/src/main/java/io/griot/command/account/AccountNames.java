package io.griot.command.account;

import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.id.WalletId;
import io.griot.core.transfer.Leg;
import io.griot.wire.Currencies;
import io.griot.wire.Uuids;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads accounts as clients name them. */
public final class AccountNames {

  private static final Currency ANY = Currency.getInstance("ETB");

  private AccountNames() {}

  /** A wallet's UUID, or a system account. */
  public static Optional<Leg> any(String text) {
    return Uuids.find(text)
        .<Leg>map(uuid -> new Leg.InWallet(new WalletId(uuid)))
        .or(() -> system(text));
  }

  /** {@code settlement:paysim:ETB}, or without its currency; {@code suspense:ETB}. */
  public static Optional<Leg.InSystem> system(String text) {
    List<String> parts = Arrays.asList(text.split(":", -1));
    return kind(parts.getFirst())
        .flatMap(
            kind -> {
              int named = kind.named() ? 2 : 1;
              String name = kind.named() && parts.size() > 1 ? parts.get(1) : "";
              if (!isName(kind, name)) {
                return Optional.empty();
              }
              if (parts.size() == named) {
                return Optional.of(new Leg.InSystem(kind, name, null));
              }
              return parts.size() == named + 1
                  ? Currencies.find(parts.getLast())
                      .map(currency -> new Leg.InSystem(kind, name, currency))
                  : Optional.empty();
            });
  }

  /**
   * The name of a bank's settlement account: the bank's, with a dash for each blank. A UUID is no
   * bank's name: the settlement accounts of enterprises are named by theirs.
   */
  public static Optional<String> settlement(String bank) {
    String name = bank.strip().replaceAll("\\s+", "-");
    return isName(SystemAccountKind.SETTLEMENT, name) && Uuids.find(name).isEmpty()
        ? Optional.of(name)
        : Optional.empty();
  }

  private static Optional<SystemAccountKind> kind(String text) {
    return Arrays.stream(SystemAccountKind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }

  private static boolean isName(SystemAccountKind kind, String name) {
    try {
      return new SystemAccountId(kind, name, ANY).kind() == kind;
    } catch (IllegalArgumentException notAName) {
      return false;
    }
  }
}
