package io.griot.core;

/** What an accepted command tells its sender, kept with the idempotency key. */
public interface Receipt {}
