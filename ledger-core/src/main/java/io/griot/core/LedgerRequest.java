package io.griot.core;

import org.jspecify.annotations.Nullable;

/** A command with who asks and under which idempotency key. */
public record LedgerRequest(
    LedgerCommand command, Requester requester, @Nullable IdempotencyKey key) {}
