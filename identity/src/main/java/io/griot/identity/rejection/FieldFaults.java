package io.griot.identity.rejection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects every bad field of one request, so that its sender hears of all of them at once. */
public final class FieldFaults {
  private final Map<String, String> faults = new LinkedHashMap<>();
  private @Nullable RejectionCode first;

  public FieldFaults add(RejectionCode code, String field, String fault) {
    if (first == null) {
      first = code;
    }
    faults.putIfAbsent(field, fault);
    return this;
  }

  /** Takes over the faults of a rejection that one field's own check threw. */
  public FieldFaults add(IdentityRejection rejection) {
    rejection.context().forEach((field, fault) -> add(rejection.code(), field, fault));
    return this;
  }

  /**
   * The text without its outer blanks, at most {@code longest} characters, no control characters.
   */
  public String text(
      RejectionCode code, String field, @Nullable String given, int shortest, int longest) {
    String text = given == null ? "" : given.strip();
    int length = text.codePointCount(0, text.length());
    if (length < shortest) {
      add(code, field, "is required");
    } else if (length > longest) {
      add(code, field, "is " + length + " characters long; at most " + longest + " are accepted");
    } else if (text.codePoints().anyMatch(Character::isISOControl)) {
      add(code, field, "contains a control character");
    }
    return text;
  }

  public void throwIfAny() {
    if (first != null) {
      var message = new StringBuilder();
      faults.forEach(
          (field, fault) -> message.append(field).append(' ').append(fault).append("; "));
      message.setLength(message.length() - 2);
      throw new IdentityRejection(first, message.append('.').toString(), faults);
    }
  }
}
