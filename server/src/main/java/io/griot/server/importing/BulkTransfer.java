package io.griot.server.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One transfer of a bulk, as the wire has it.
 *
 * @param amount in major units, written out: no number type on the way can change it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BulkTransfer(
    @JsonProperty("reference") String reference,
    @JsonProperty("from_wallet") String from,
    @JsonProperty("to_wallet") String to,
    @JsonProperty("amount") String amount,
    @JsonProperty("kind") @Nullable String kind,
    @JsonProperty("currency") @Nullable String currency,
    @JsonProperty("remarks") @Nullable String remarks,
    @JsonProperty("effective_at") @Nullable String effectiveAt) {}
