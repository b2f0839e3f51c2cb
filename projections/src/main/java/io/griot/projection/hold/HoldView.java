package io.griot.projection.hold;

import io.griot.core.id.EntryId;
import io.griot.core.id.HoldId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hold and how it stands.
 *
 * @param expiresAt from when it is let go by itself, if ever
 * @param paid what settled it, zero if nothing did
 * @param entryId the payment that settled it
 * @param position of its placing; the order of listings
 */
public record HoldView(
    HoldId holdId,
    WalletId walletId,
    Money amount,
    HoldStatus status,
    @Nullable Instant expiresAt,
    String remarks,
    Money paid,
    @Nullable EntryId entryId,
    Instant placedAt,
    Instant updatedAt,
    long position) {}
