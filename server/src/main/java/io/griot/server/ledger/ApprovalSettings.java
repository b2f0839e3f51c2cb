package io.griot.server.ledger;

import io.griot.core.approval.ApprovalThreshold;
import io.griot.server.settings.InvalidSetting;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What needs two admins.
 *
 * @param threshold in major units of whatever currency: refunds, reversals and restrictions above
 *     it wait for a second admin; nothing does unless it is given
 */
@ConfigurationProperties("griot.approvals")
public record ApprovalSettings(@Nullable BigDecimal threshold) {

  public ApprovalSettings {
    if (threshold != null && threshold.signum() < 0) {
      throw new InvalidSetting(
          "griot.approvals.threshold",
          "is " + threshold,
          "give an amount in major units, such as 10000");
    }
  }

  ApprovalThreshold forEngine() {
    return new ApprovalThreshold(threshold);
  }
}
