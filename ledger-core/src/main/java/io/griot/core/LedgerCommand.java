package io.griot.core;

/** A request to change the ledger, carrying every identifier that it may create. */
public interface LedgerCommand {}
