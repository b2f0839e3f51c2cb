package io.griot.projection.journal;

import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.Money;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A journal entry as a movement from one account to another.
 *
 * @param references names that others gave to what the entry records
 * @param refunded the sum of what was given back
 * @param corrects the entry that it gives back itself, if it does
 * @param effectiveAt when it counts
 * @param position its place in the log; the order of listings
 */
public record EntryView(
    EntryId entryId,
    EntryKind kind,
    AccountId from,
    AccountId to,
    Money amount,
    String remarks,
    Map<String, String> references,
    EntryStatus status,
    Money refunded,
    @Nullable EntryId corrects,
    Instant recordedAt,
    Instant effectiveAt,
    Instant updatedAt,
    long position) {

  /** The kind as clients write it. */
  public String kindText() {
    return kind.text();
  }
}
