package io.griot.core.engine;

import io.griot.core.id.EntryId;
import io.griot.core.journal.Entries;
import io.griot.core.journal.Entry;
import io.griot.core.journal.EntryAggregate;
import io.griot.core.journal.JournalEvent;

/** The entries of the running batch, as Axon aggregates. */
final class AggregateEntries implements Entries {

  private final ResidentRepository<EntryAggregate> entries;

  AggregateEntries(ResidentRepository<EntryAggregate> entries) {
    this.entries = entries;
  }

  @Override
  public Entry entry(EntryId entryId) {
    return entries
        .find(entryId.toString())
        .map(entry -> entry.root().state())
        .orElseGet(Entry.Unposted::new);
  }

  @Override
  public void apply(JournalEvent decided) {
    entries.load(decided.entryId().toString()).execute(entry -> entry.apply(decided));
  }
}
