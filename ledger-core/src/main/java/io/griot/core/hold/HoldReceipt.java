package io.griot.core.hold;

import io.griot.core.Receipt;
import io.griot.core.id.EntryId;
import io.griot.core.id.HoldId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a command did to a hold.
 *
 * @param amount held, or paid if there is an entry
 * @param entryId of the payment that settled it
 * @param available what the wallet may spend afterwards
 */
public record HoldReceipt(
    HoldId holdId, WalletId walletId, Money amount, @Nullable EntryId entryId, Money available)
    implements Receipt {}
