package io.griot.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can go wrong with a call, and whether the payment takes place all the same. */
public enum Fault {
  /** The parameter is the provider's own word or message: {@code refuse=BILL_ALREADY_PAID}. */
  REFUSE(1, false, "[^\\r\\n]{1,200}", "is refused"),

  /** The parameter is how late the answer is, in milliseconds: {@code slow=2500}. */
  SLOW(2, true, "[0-9]{1,7}", "takes place at once and is answered late"),

  CUT_OFF_BEFORE_READING(3, false, "", "the connection closes before the request is looked at"),

  CUT_OFF_AFTER_EFFECT(4, true, "", "takes place, and the connection closes without an answer"),

  BLANK_BODY(5, true, "", "takes place and is answered 200 with nothing in it"),

  /** The parameter is the status, 502 unless told: {@code html-without-effect=200}. */
  HTML_WITHOUT_EFFECT(6, false, "[2-5][0-9]{2}", "does not take place; answered by a page of HTML"),

  /** The parameter is the status, 502 unless told: {@code html-with-effect=200}. */
  HTML_WITH_EFFECT(7, true, "[2-5][0-9]{2}", "takes place; answered by a page of HTML"),

  MALFORMED_JSON(8, true, "", "takes place and is answered 200 with half of the JSON"),

  /**
   * A repetition is refused as paid already, where nothing is billed too. With {@code
   * duplicate-refused=at-once} even the first call is answered so, as when something on the way
   * sends it twice.
   */
  DUPLICATE_REFUSED(
      9, true, "at-once", "takes place, the answer is lost, and a repetition is refused as paid"),

  /** At Wizall the token is revoked, so that a call with a new one goes through. */
  UNAUTHORIZED(10, false, "", "is answered 401"),

  /** The parameter is {@code Retry-After} in seconds, 1 unless told. */
  TOO_MANY_REQUESTS(11, false, "[0-9]{1,5}", "is answered 429 with Retry-After"),

  SERVER_ERROR_WITHOUT_EFFECT(12, false, "", "does not take place and is answered 500"),

  SERVER_ERROR_WITH_EFFECT(13, true, "", "takes place and is answered 500");

  private final int number;
  private final boolean effectTakesPlace;
  private final Pattern parameter;
  private final String description;

  Fault(int number, boolean effectTakesPlace, String parameter, String description) {
    this.number = number;
    this.effectTakesPlace = effectTakesPlace;
    this.parameter = Pattern.compile(parameter);
    this.description = description;
  }

  /** The last two digits of the references that have this fault built in. */
  public int number() {
    return number;
  }

  /** Whether a payment that meets this fault has been made; the one place that says so. */
  public boolean effectTakesPlace() {
    return effectTakesPlace;
  }

  /** What happens, to follow "A payment" in a sentence. */
  public String description() {
    return description;
  }

  /** The name in headers and at the control endpoint: {@code cut-off-after-effect}. */
  public String clearName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The fault of a name, spelled clearly or as the constant. */
  public static Optional<Fault> named(String name) {
    String constant = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values()).filter(fault -> fault.name().equals(constant)).findFirst();
  }

  boolean takes(String given) {
    return given.isEmpty() || parameter.matcher(given).matches();
  }
}
