package io.griot.command.gateway;

import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.money.MajorUnits;
import java.util.Currency;
import java.util.Optional;

/**
 * Port: which grant of a person's an enterprise means that names only the person. Whether the grant
 * permits anything is for the ledger to decide.
 */
public interface StandingGrants {

  /** One that seems to permit the amount if there is any, else the newest. */
  Optional<GrantId> find(Owner enterprise, Owner person, Currency currency, MajorUnits amount);
}
