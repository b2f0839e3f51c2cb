package io.griot.core.approval;

import io.griot.core.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Above which amount two admins are needed.
 *
 * @param majorUnits of whatever currency the amount is in; null if one admin is always enough
 */
public record ApprovalThreshold(@Nullable BigDecimal majorUnits) {

  /** One admin is always enough. */
  public static final ApprovalThreshold OFF = new ApprovalThreshold(null);

  /** Whether an amount needs a second admin. */
  public boolean isBelow(Money amount) {
    return majorUnits != null && amount.majorUnits().compareTo(majorUnits) > 0;
  }
}
