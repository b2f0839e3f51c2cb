package io.griot.projection.dispute;

import io.griot.projection.live.ViewBatches;
import io.griot.projection.log.Stretch;
import io.griot.projection.view.View;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Keeps every dispute, and how it came to where it is. */
@ProcessingGroup("disputes")
public final class DisputeProjection {

  public static final View VIEW =
      new View("disputes", List.of("dispute", "dispute_step"), _ -> new DisputeRows());

  private final ViewBatches batches;

  public DisputeProjection(ViewBatches batches) {
    this.batches = batches;
  }

  /** Every stretch of the log, so that the view's position moves with each. */
  @EventHandler
  void on(Stretch stretch) {
    batches.take(VIEW, stretch);
  }
}
