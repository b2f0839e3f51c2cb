package io.griot.projection.hold;

import io.griot.projection.live.ViewBatches;
import io.griot.projection.log.Stretch;
import io.griot.projection.view.View;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Keeps every hold. */
@ProcessingGroup("holds")
public final class HoldProjection {

  public static final View VIEW = new View("holds", List.of("hold"), _ -> new HoldRows());

  private final ViewBatches batches;

  public HoldProjection(ViewBatches batches) {
    this.batches = batches;
  }

  /** Every stretch of the log, so that the view's position moves with each. */
  @EventHandler
  void on(Stretch stretch) {
    batches.take(VIEW, stretch);
  }
}
