package io.griot.query.journal;

import io.griot.projection.journal.EntryView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A journal entry as platform staff see it.
 *
 * @param fromUser the owner's name; of a wallet without one and of a system account, its own
 */
@Schema(name = "TransactionRecord")
record TransactionRecord(
    UUID id,
    String fromUser,
    String toUser,
    BigDecimal amount,
    String currency,
    @Schema(allowableValues = {"pending", "completed", "failed", "refunded", "partially_refunded"})
        String status,
    String remarks,
    Instant date) {

  static TransactionRecord of(EntryView entry, String fromUser, String toUser) {
    return new TransactionRecord(
        entry.entryId().uuid(),
        fromUser,
        toUser,
        entry.amount().majorUnits(),
        entry.amount().currency().getCurrencyCode(),
        entry.status().text(),
        entry.remarks(),
        entry.recordedAt());
  }
}
