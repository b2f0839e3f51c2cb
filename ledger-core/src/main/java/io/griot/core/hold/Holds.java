package io.griot.core.hold;

import io.griot.core.id.HoldId;

/** Port: the holds of the running command, read to decide and then written. */
public interface Holds {

  /** The hold's state, {@code Unplaced} if there is none. */
  Hold hold(HoldId holdId);

  /** Applies what was decided for a hold that was read before. */
  void apply(HoldEvent decided);
}
