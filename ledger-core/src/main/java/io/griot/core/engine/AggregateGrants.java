package io.griot.core.engine;

import io.griot.core.grant.Grant;
import io.griot.core.grant.GrantAggregate;
import io.griot.core.grant.GrantEvent;
import io.griot.core.grant.Grants;
import io.griot.core.id.GrantId;

/** The grants of the running batch, as Axon aggregates. */
final class AggregateGrants implements Grants {

  private final ResidentRepository<GrantAggregate> grants;

  AggregateGrants(ResidentRepository<GrantAggregate> grants) {
    this.grants = grants;
  }

  @Override
  public Grant grant(GrantId grantId) {
    return grants
        .find(grantId.toString())
        .map(grant -> grant.root().state())
        .orElseGet(Grant.Unrequested::new);
  }

  @Override
  public void apply(GrantEvent decided) {
    String stream = decided.grantId().toString();
    if (grants.find(stream).isEmpty()) {
      AggregateAccounts.create(grants, () -> new GrantAggregate(decided));
    } else {
      grants.load(stream).execute(grant -> grant.apply(decided));
    }
  }
}
