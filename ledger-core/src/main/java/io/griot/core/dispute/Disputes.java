package io.griot.core.dispute;

import io.griot.core.id.DisputeId;

/** Port: the disputes of the running command, read to decide and then written. */
public interface Disputes {

  /** The dispute's state, {@code Unopened} if there is none. */
  Dispute dispute(DisputeId disputeId);

  /** Applies what was decided for a dispute that was read before. */
  void apply(DisputeEvent decided);
}
