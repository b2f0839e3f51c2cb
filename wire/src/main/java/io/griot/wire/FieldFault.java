package io.griot.wire;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path in the body ({@code transfers[3].amount}), or the parameter's name
 * @param code stable, upper snake case
 * @param message the value's fault and what would do
 */
public record FieldFault(String field, String code, String message) {

  /** The code of a fault that has none of its own. */
  public static final String INVALID_FIELD = "INVALID_FIELD";

  /** The code of a field that is not there, or null. */
  public static final String MISSING_FIELD = "MISSING_FIELD";

  public static FieldFault invalid(String field, String message) {
    return new FieldFault(field, INVALID_FIELD, message);
  }

  String sentence() {
    return field + ": " + message;
  }
}
