package io.griot.projection.journal;

import io.griot.projection.live.ViewBatches;
import io.griot.projection.log.Stretch;
import io.griot.projection.view.View;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Keeps every journal entry. */
@ProcessingGroup("entries")
public final class EntryProjection {

  public static final View VIEW =
      new View("entries", List.of("entry", "entry_of_payment"), _ -> new EntryRows());

  private final ViewBatches batches;

  public EntryProjection(ViewBatches batches) {
    this.batches = batches;
  }

  /** Every stretch of the log, so that the view's position moves with each. */
  @EventHandler
  void on(Stretch stretch) {
    batches.take(VIEW, stretch);
  }
}
