package io.griot.core.journal;

import io.griot.core.id.EntryId;
import io.griot.core.journal.JournalEvent.EntryPosted;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** A journal entry as Axon sees it: a shell around {@link Entry}. */
@AggregateRoot(type = "entry")
public class EntryAggregate {

  @SuppressWarnings("UnusedVariable") // Axon reads it.
  @AggregateIdentifier
  private EntryId entryId;

  private Entry entry = new Entry.Unposted();

  /** For the event store alone. */
  public EntryAggregate() {}

  /** Posts the entry that a rule decided on. */
  public EntryAggregate(EntryPosted posted) {
    AggregateLifecycle.apply(posted);
  }

  /** The state that rules decide on. */
  public Entry state() {
    return entry;
  }

  /** Applies what a rule decided. */
  public void apply(JournalEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  @EventSourcingHandler
  void on(JournalEvent event) {
    entryId = event.entryId();
    entry = Entry.evolve(entry, event);
  }
}
