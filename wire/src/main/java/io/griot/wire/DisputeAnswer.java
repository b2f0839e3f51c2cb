package io.griot.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dispute, amounts in major units of its currency.
 *
 * @param phoneNumber the reporter's; null if identity knows them no more
 * @param history where it is asked for
 */
@Schema(name = "Dispute")
public record DisputeAnswer(
    UUID id,
    @Schema(description = "What is disputed") UUID transaction,
    @Nullable String phoneNumber,
    BigDecimal amount,
    @Schema(description = "What was written last") @Nullable String notes,
    @Schema(allowableValues = {"needs_response", "in_review", "reviewed", "resolved"})
        String status,
    Instant createdAt,
    String currency,
    @Schema(description = "What is set apart at the beneficiary now; for the staff alone")
        @Nullable BigDecimal frozenAmount,
    @Schema(description = "The transaction that gave money back, if one did") @Nullable UUID refund,
    Instant updatedAt,
    @Schema(description = "In the answer to one dispute alone, the first step first")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<Step> history) {

  /**
   * A status that the dispute came to.
   *
   * @param by who brought it there; {@code staff} without a name for those who are not
   */
  @Schema(name = "DisputeStep")
  public record Step(
      @Schema(allowableValues = {"needs_response", "in_review", "reviewed", "resolved"})
          String status,
      Instant at,
      @Schema(example = "user:0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3") @Nullable String by,
      @Nullable String notes) {}
}
