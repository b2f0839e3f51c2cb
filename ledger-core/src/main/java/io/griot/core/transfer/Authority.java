package io.griot.core.transfer;

import io.griot.core.id.Owner;
import java.util.Set;

/** Whose money the sender of a command may move. */
public sealed interface Authority {

  /** Wallets of these owners, and no system account. */
  record Owners(Set<Owner> owners) implements Authority {
    public Owners {
      owners = Set.copyOf(owners);
    }
  }

  /** Any wallet and any system account. */
  record Staff() implements Authority {}

  default boolean maySpend(Owner owner) {
    return switch (this) {
      case Owners(Set<Owner> owners) -> owners.contains(owner);
      case Staff() -> true;
    };
  }
}
