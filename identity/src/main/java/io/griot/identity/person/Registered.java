package io.griot.identity.person;

import io.griot.identity.wallet.OwnedWallet;

/** A new person and the wallet that is now to be opened in the ledger. */
public record Registered(Person person, OwnedWallet firstWallet) {}
