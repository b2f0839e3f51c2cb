package io.griot.core.approval;

import io.griot.core.id.ApprovalId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How an entry that two admins wanted names their approval, among its references. */
public final class ApprovedEntries {

  private static final String APPROVAL = "approval";

  private ApprovedEntries() {}

  /** What such an entry has among its references. */
  static Map<String, String> by(ApprovalId approvalId) {
    return Map.of(APPROVAL, approvalId.uuid().toString());
  }

  /** The approval that the entry of these references needed. */
  public static Optional<ApprovalId> approval(Map<String, String> references) {
    return Optional.ofNullable(references.get(APPROVAL))
        .map(text -> new ApprovalId(UUID.fromString(text)));
  }
}
