package io.griot.projection.approval;

import io.griot.projection.live.ViewBatches;
import io.griot.projection.log.Stretch;
import io.griot.projection.view.View;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Keeps everything that needed a second admin. */
@ProcessingGroup("approvals")
public final class ApprovalProjection {

  public static final View VIEW =
      new View("approvals", List.of("approval"), _ -> new ApprovalRows());

  private final ViewBatches batches;

  public ApprovalProjection(ViewBatches batches) {
    this.batches = batches;
  }

  /** Every stretch of the log, so that the view's position moves with each. */
  @EventHandler
  void on(Stretch stretch) {
    batches.take(VIEW, stretch);
  }
}
