package io.griot.server.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.griot.server.importing.Row.Party;
import org.jspecify.annotations.Nullable;

/** One wallet to open, as the wire has it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BulkOpening(
    @JsonProperty("external_reference") String externalReference,
    @JsonProperty("currency") String currency,
    @JsonProperty("opening") @Nullable String opening,
    @JsonProperty("from") @Nullable String from) {

  static BulkOpening of(Party.Named wallet) {
    return wallet.opening().signum() > 0
        ? new BulkOpening(
            wallet.externalReference(),
            PaysimRows.CURRENCY,
            wallet.opening().toPlainString(),
            PaysimRows.SETTLEMENT)
        : new BulkOpening(wallet.externalReference(), PaysimRows.CURRENCY, null, null);
  }
}
