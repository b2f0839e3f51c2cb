package io.griot.core.engine;

import io.griot.core.hold.Hold;
import io.griot.core.hold.HoldAggregate;
import io.griot.core.hold.HoldEvent;
import io.griot.core.hold.Holds;
import io.griot.core.id.HoldId;

/** The holds of the running batch, as Axon aggregates. */
final class AggregateHolds implements Holds {

  private final ResidentRepository<HoldAggregate> holds;

  AggregateHolds(ResidentRepository<HoldAggregate> holds) {
    this.holds = holds;
  }

  @Override
  public Hold hold(HoldId holdId) {
    return holds
        .find(holdId.toString())
        .map(hold -> hold.root().state())
        .orElseGet(Hold.Unplaced::new);
  }

  @Override
  public void apply(HoldEvent decided) {
    String stream = decided.holdId().toString();
    if (holds.find(stream).isEmpty()) {
      AggregateAccounts.create(holds, () -> new HoldAggregate(decided));
    } else {
      holds.load(stream).execute(hold -> hold.apply(decided));
    }
  }
}
