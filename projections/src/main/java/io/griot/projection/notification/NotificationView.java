package io.griot.projection.notification;

import io.griot.core.id.EntryId;
import io.griot.core.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody is told of.
 *
 * @param line tells those of one position apart
 * @param recipient an owner, or a wallet
 * @param subject the grant, the dispute or the payment to a utility, or null for an entry
 * @param entryId the entry that it is about, if it is about one
 * @param amount null where none is named
 */
public record NotificationView(
    long position,
    int line,
    String recipient,
    NotificationKind kind,
    @Nullable UUID subject,
    @Nullable EntryId entryId,
    @Nullable Money amount,
    Instant recordedAt) {}
