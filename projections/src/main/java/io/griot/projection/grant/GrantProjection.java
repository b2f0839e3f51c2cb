package io.griot.projection.grant;

import io.griot.projection.live.ViewBatches;
import io.griot.projection.log.Stretch;
import io.griot.projection.view.View;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Keeps every grant. */
@ProcessingGroup("grants")
public final class GrantProjection {

  public static final View VIEW =
      new View("grants", List.of("enterprise_grant"), _ -> new GrantRows());

  private final ViewBatches batches;

  public GrantProjection(ViewBatches batches) {
    this.batches = batches;
  }

  /** Every stretch of the log, so that the view's position moves with each. */
  @EventHandler
  void on(Stretch stretch) {
    batches.take(VIEW, stretch);
  }
}
