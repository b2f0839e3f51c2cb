package io.griot.wire;

import io.griot.identity.integrator.SavedReference;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;

/** Saved references, spelled as the gateway's document spells each kind. */
public final class SavedReferenceAnswers {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,14}");

  private SavedReferenceAnswers() {}

  /**
   * An electricity policy; also what the list of water references answers, which calls them
   * policies too.
   */
  @Schema(name = "SavedPolicy")
  public record Policy(long id, String alias, long msisdn, String police) {
    public static Policy of(SavedReference saved, GatewayPhones phones) {
      return new Policy(
          saved.id(), saved.alias(), phones.wholeNumber(saved.phoneNumber()), saved.reference());
    }
  }

  /** A customer reference of the water company. */
  @Schema(name = "SavedCustomerReference")
  public record CustomerReference(
      long id, String alias, long msisdn, @Schema(types = {"integer", "string"}) Object reference) {
    public static CustomerReference of(SavedReference saved, GatewayPhones phones) {
      return new CustomerReference(
          saved.id(),
          saved.alias(),
          phones.wholeNumber(saved.phoneNumber()),
          number(saved.reference()));
    }
  }

  /** A prepaid electricity meter. */
  @Schema(name = "SavedMeter")
  public record Meter(
      long id, String alias, long msisdn, @Schema(types = {"integer", "string"}) Object compteur) {
    public static Meter of(SavedReference saved, GatewayPhones phones) {
      return new Meter(
          saved.id(),
          saved.alias(),
          phones.wholeNumber(saved.phoneNumber()),
          number(saved.reference()));
    }
  }

  /** A number where that loses nothing: no zero at the front, and exact in every client. */
  private static Object number(String reference) {
    if (WHOLE_NUMBER.matcher(reference).matches()) {
      return Long.parseLong(reference);
    }
    return reference;
  }
}
