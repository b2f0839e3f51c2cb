package io.griot.core.transfer;

import io.griot.core.account.AccountEvent;
import io.griot.core.journal.JournalEvent.EntryPosted;
import java.util.List;

/** What a transfer comes to: an entry, and what it does to each guarded account. */
public record Movement(EntryPosted entry, List<AccountEvent> changes) {}
