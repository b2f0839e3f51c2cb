package io.griot.core.journal;

import io.griot.core.id.EntryId;
import io.griot.core.journal.JournalEvent.EntryPosted;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** One journal entry's own stream: posted whole, never changed. */
@AggregateRoot(type = "entry")
public class EntryAggregate {

  @SuppressWarnings("UnusedVariable") // Axon reads it.
  @AggregateIdentifier
  private EntryId entryId;

  /** For the event store alone. */
  public EntryAggregate() {}

  /** Posts the entry that a rule decided on. */
  public EntryAggregate(EntryPosted posted) {
    AggregateLifecycle.apply(posted);
  }

  @EventSourcingHandler
  void on(JournalEvent event) {
    entryId = event.entryId();
  }
}
