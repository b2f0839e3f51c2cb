package io.griot.identity.wallet;

import java.time.Instant;
import java.util.UUID;

/** A wallet of the ledger and whose it is; ordinal 1 is its owner's first. */
public record OwnedWallet(
    UUID walletId, Owner owner, String currency, int ordinal, Instant createdAt) {}
