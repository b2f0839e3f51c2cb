package io.griot.core.transfer;

import io.griot.core.Receipt;
import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.money.Money;
import java.util.Map;

/**
 * The entry that a transfer wrote.
 *
 * @param balancesAfter of the guarded accounts that it touched
 */
public record EntryReceipt(
    EntryId entryId,
    AccountId from,
    AccountId to,
    Money amount,
    Map<AccountId, Money> balancesAfter)
    implements Receipt {}
