package io.griot.projection.account;

import io.griot.core.LedgerEvent;
import io.griot.projection.view.View;
import io.griot.projection.view.ViewBatches;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;

/** Keeps what each account holds. */
@ProcessingGroup("accounts")
public final class AccountProjection {

  public static final View VIEW = new View("accounts", List.of("account"), AccountRows::new);

  private final ViewBatches batches;

  public AccountProjection(ViewBatches batches) {
    this.batches = batches;
  }

  /** Every event, so that the view's position moves with each. */
  @EventHandler
  void on(LedgerEvent event, @Timestamp Instant recordedAt, TrackingToken token) {
    batches.add(VIEW, event, recordedAt, token);
  }
}
