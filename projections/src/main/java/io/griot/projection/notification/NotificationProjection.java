package io.griot.projection.notification;

import io.griot.projection.live.ViewBatches;
import io.griot.projection.log.Stretch;
import io.griot.projection.view.View;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Keeps what people and enterprises are told of. */
@ProcessingGroup("notifications")
public final class NotificationProjection {

  public static final View VIEW =
      new View("notifications", List.of("notification", "notified"), _ -> new NotificationRows());

  private final ViewBatches batches;

  public NotificationProjection(ViewBatches batches) {
    this.batches = batches;
  }

  /** Every stretch of the log, so that the view's position moves with each. */
  @EventHandler
  void on(Stretch stretch) {
    batches.take(VIEW, stretch);
  }
}
