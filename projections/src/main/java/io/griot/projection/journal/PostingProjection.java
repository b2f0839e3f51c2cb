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

/** Keeps every posting, with the balance that it left. */
@ProcessingGroup("postings")
public final class PostingProjection {

  public static final View VIEW = new View("postings", List.of("posting"), PostingRows::new);

  private final ViewBatches batches;

  public PostingProjection(ViewBatches batches) {
    this.batches = batches;
  }

  /** Every event, so that the view's position moves with each. */
  @EventHandler
  void on(LedgerEvent event, @Timestamp Instant recordedAt, TrackingToken token) {
    batches.add(VIEW, event, recordedAt, token);
  }
}
