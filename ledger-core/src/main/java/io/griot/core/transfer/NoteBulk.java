package io.griot.core.transfer;

import io.griot.core.LedgerCommand;

/** Keeps how a request of many transfers ended, under the request's own idempotency key. */
public record NoteBulk(BulkReceipt receipt) implements LedgerCommand {}
