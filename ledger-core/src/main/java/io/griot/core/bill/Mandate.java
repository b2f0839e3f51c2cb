package io.griot.core.bill;

import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.transfer.Authority;

/** What allows the sender to spend the payer's money. */
public sealed interface Mandate {

  /** The payer's own word, or the staff's. */
  record ByOwner(Authority authority) implements Mandate {}

  /** The payer's grant to an enterprise: what is paid counts as pulled. */
  record ByGrant(GrantId grantId, Owner enterprise) implements Mandate {}
}
