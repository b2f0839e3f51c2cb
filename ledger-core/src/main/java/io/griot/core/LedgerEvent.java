package io.griot.core;

/** A fact of the ledger, stored for ever. */
public interface LedgerEvent {}
