package io.griot.projection.account;

import io.griot.projection.live.ViewBatches;
import io.griot.projection.log.Stretch;
import io.griot.projection.view.View;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Keeps what each account holds. */
@ProcessingGroup("accounts")
public final class AccountProjection {

  public static final View VIEW = new View("accounts", List.of("account"), _ -> new AccountRows());

  private final ViewBatches batches;

  public AccountProjection(ViewBatches batches) {
    this.batches = batches;
  }

  /** Every stretch of the log, so that the view's position moves with each. */
  @EventHandler
  void on(Stretch stretch) {
    batches.take(VIEW, stretch);
  }
}
