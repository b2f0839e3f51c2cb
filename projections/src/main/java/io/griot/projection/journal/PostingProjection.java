package io.griot.projection.journal;

import io.griot.projection.live.ViewBatches;
import io.griot.projection.log.Stretch;
import io.griot.projection.view.View;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Keeps every posting, with the balance that it left, and what accounts held at ends of days. */
@ProcessingGroup("postings")
public final class PostingProjection {

  public static final View VIEW =
      new View(
          "postings",
          List.of("posting", "backdated_day", "closed_day", "balance_snapshot"),
          PostingRows::new);

  private final ViewBatches batches;

  public PostingProjection(ViewBatches batches) {
    this.batches = batches;
  }

  /** Every stretch of the log, so that the view's position moves with each. */
  @EventHandler
  void on(Stretch stretch) {
    batches.take(VIEW, stretch);
  }
}
