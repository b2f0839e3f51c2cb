package io.griot.identity.business;

import io.griot.identity.wallet.OwnedWallet;

/** A new business and the wallet that is now to be opened in the ledger. */
public record CreatedBusiness(Business business, OwnedWallet firstWallet) {}
