package io.griot.core.dispute;

import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.journal.Corrections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How a refund names the dispute that it resolves, among its references. */
public final class DisputeRefunds {

  private static final String DISPUTE = "dispute";

  private DisputeRefunds() {}

  /** The references of a refund of a disputed entry. */
  static Map<String, String> of(EntryId original, DisputeId disputeId) {
    Map<String, String> references = new HashMap<>(Corrections.refundOf(original));
    references.put(DISPUTE, disputeId.uuid().toString());
    return Map.copyOf(references);
  }

  /** The dispute that the refund of these references resolves. */
  public static Optional<DisputeId> dispute(Map<String, String> references) {
    return Optional.ofNullable(references.get(DISPUTE))
        .map(text -> new DisputeId(UUID.fromString(text)));
  }
}
