package io.griot.connector.bill;

import io.griot.connector.Outcome;
import io.griot.core.bill.Confirmation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a provider answered, kept with the task while the ledger cannot be told. */
record Learned(
    String outcome,
    @Nullable String providerReference,
    Map<String, String> vouchers,
    @Nullable String reason) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String CONFIRMED = "confirmed";
  private static final String REJECTED = "rejected";
  private static final String NOT_SENT = "not_sent";
  private static final String UNKNOWN = "unknown";

  static String text(Outcome outcome) {
    return JSON.writeValueAsString(
        switch (outcome) {
          case Outcome.Confirmed(Confirmation confirmation) ->
              new Learned(
                  CONFIRMED, confirmation.providerReference(), confirmation.vouchers(), null);
          case Outcome.Rejected(String reason) -> new Learned(REJECTED, null, Map.of(), reason);
          case Outcome.NotSent(String reason) -> new Learned(NOT_SENT, null, Map.of(), reason);
          case Outcome.Unknown(String reason) -> new Learned(UNKNOWN, null, Map.of(), reason);
        });
  }

  /** The answer again; what nobody wrote counts as unknown. */
  static Outcome read(String text) {
    Learned learned = JSON.readValue(text, Learned.class);
    String reason = String.valueOf(learned.reason);
    return switch (learned.outcome) {
      case CONFIRMED ->
          new Outcome.Confirmed(new Confirmation(learned.providerReference, learned.vouchers));
      case REJECTED -> new Outcome.Rejected(reason);
      case NOT_SENT -> new Outcome.NotSent(reason);
      default -> new Outcome.Unknown(reason);
    };
  }
}
