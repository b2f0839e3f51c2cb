package io.griot.connector.bill;

import io.griot.connector.Outcome;
import io.griot.core.bill.Confirmation;
import io.griot.core.id.AttemptId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a provider answered, kept with the task while the ledger cannot be told. */
record Learned(
    @Nullable UUID attempt,
    String outcome,
    @Nullable String providerReference,
    Map<String, String> vouchers,
    @Nullable String reason) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String CONFIRMED = "confirmed";
  private static final String REJECTED = "rejected";
  private static final String NOT_SENT = "not_sent";
  private static final String UNKNOWN = "unknown";

  /**
   * The answer as text.
   *
   * @param attemptId of the call, or null if there was none
   */
  static String text(@Nullable AttemptId attemptId, Outcome outcome) {
    @Nullable UUID attempt = attemptId == null ? null : attemptId.uuid();
    return JSON.writeValueAsString(
        switch (outcome) {
          case Outcome.Confirmed(Confirmation confirmation) ->
              new Learned(
                  attempt,
                  CONFIRMED,
                  confirmation.providerReference(),
                  confirmation.vouchers(),
                  null);
          case Outcome.Rejected(String reason) ->
              new Learned(attempt, REJECTED, null, Map.of(), reason);
          case Outcome.NotSent(String reason) ->
              new Learned(attempt, NOT_SENT, null, Map.of(), reason);
          case Outcome.Unknown(String reason) ->
              new Learned(attempt, UNKNOWN, null, Map.of(), reason);
        });
  }

  static Learned read(String text) {
    return JSON.readValue(text, Learned.class);
  }

  @Nullable AttemptId attemptId() {
    return attempt == null ? null : new AttemptId(attempt);
  }

  /** The answer again; what nobody wrote counts as unknown. */
  Outcome toOutcome() {
    String why = String.valueOf(reason);
    return switch (outcome) {
      case CONFIRMED -> new Outcome.Confirmed(new Confirmation(providerReference, vouchers));
      case REJECTED -> new Outcome.Rejected(why);
      case NOT_SENT -> new Outcome.NotSent(why);
      default -> new Outcome.Unknown(why);
    };
  }
}
