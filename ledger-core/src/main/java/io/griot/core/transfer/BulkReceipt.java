package io.griot.core.transfer;

import io.griot.core.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request of many transfers ended, kept under its own idempotency key.
 *
 * @param hits indexes of the transfers that had been made by an earlier request
 * @param refused the refusal that undid the request, if it was one of all or none
 */
public record BulkReceipt(List<Integer> hits, @Nullable RefusedTransfer refused)
    implements Receipt {

  /** The first transfer that was refused. */
  public record RefusedTransfer(int index, String code, @Nullable String field, String detail) {}

  public BulkReceipt {
    hits = List.copyOf(hits);
  }
}
