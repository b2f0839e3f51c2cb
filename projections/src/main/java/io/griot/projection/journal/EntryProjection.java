package io.griot.projection.journal;

import io.griot.core.LedgerEvent;
import io.griot.projection.view.View;
import io.griot.projection.view.ViewBatches;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;

/** Keeps every journal entry. */
@ProcessingGroup("entries")
public final class EntryProjection {

  public static final View VIEW = new View("entries", List.of("entry"), EntryRows::new);

  private final ViewBatches batches;

  public EntryProjection(ViewBatches batches) {
    this.batches = batches;
  }

  /** Every event, so that the view's position moves with each. */
  @EventHandler
  void on(LedgerEvent event, @Timestamp Instant recordedAt, TrackingToken token) {
    batches.add(VIEW, event, recordedAt, token);
  }
}
