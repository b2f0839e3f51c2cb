package io.griot.sandbox.operation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a provider can be asked to do. */
public enum Operation {
  WIZALL_TOKEN(Provider.WIZALL, Kind.SIGNING_IN),
  SENELEC_BILLS(Provider.WIZALL, Kind.READING),
  SENELEC_PAYMENT(Provider.WIZALL, Kind.PAYING),
  SDE_BILLS(Provider.WIZALL, Kind.READING),
  SDE_PAYMENT(Provider.WIZALL, Kind.PAYING),
  WOYOFAL_PURCHASE(Provider.WIZALL, Kind.PAYING),
  AIRTIME_PURCHASE(Provider.WIZALL, Kind.PAYING),
  SAVED_REFERENCES(Provider.WIZALL, Kind.KEEPING),
  REGIDESO_BILLS(Provider.REGIDESO, Kind.READING),
  REGIDESO_PAYMENT(Provider.REGIDESO, Kind.PAYING),
  REGIDESO_TRANSACTION(Provider.REGIDESO, Kind.READING);

  /** Whether money moves, bills are read, references are kept or a token is given. */
  public enum Kind {
    READING,
    PAYING,
    KEEPING,
    SIGNING_IN
  }

  private final Provider provider;
  private final Kind kind;

  Operation(Provider provider, Kind kind) {
    this.provider = provider;
    this.kind = kind;
  }

  public Provider provider() {
    return provider;
  }

  public Kind kind() {
    return kind;
  }

  /** All operations of a kind, at both providers. */
  public static Set<Operation> of(Kind kind) {
    return Collections.unmodifiableSet(
        Arrays.stream(values())
            .filter(operation -> operation.kind == kind)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Operation.class))));
  }
}
