package io.griot.core.grant;

import io.griot.core.Receipt;

/** The grant as a command left it. */
public record GrantReceipt(GrantStatus status, Grant.Terms terms) implements Receipt {}
