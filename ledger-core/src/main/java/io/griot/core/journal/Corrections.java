package io.griot.core.journal;

import io.griot.core.id.EntryId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** How an entry that gives something back names what it corrects, among its references. */
public final class Corrections {

  private static final String REFUND_OF = "refund_of";
  private static final String REVERSAL_OF = "reversal_of";

  private Corrections() {}

  /** The references of a refund. */
  public static Map<String, String> refundOf(EntryId original) {
    return Map.of(REFUND_OF, original.uuid().toString());
  }

  /** The references of a reversal. */
  public static Map<String, String> reversalOf(EntryId original) {
    return Map.of(REVERSAL_OF, original.uuid().toString());
  }

  /** What the entry of these references gives back. */
  public static Optional<EntryId> original(Map<String, String> references) {
    return Stream.of(REFUND_OF, REVERSAL_OF)
        .map(references::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(text -> new EntryId(UUID.fromString(text)));
  }
}
