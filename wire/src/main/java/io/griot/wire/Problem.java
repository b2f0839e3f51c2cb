package io.griot.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A problem document (RFC 9457).
 *
 * @param code stable, upper snake case
 * @param detail a sentence for a person
 * @param faults of the request's fields
 * @param more members of its own, such as {@code index}
 */
public record Problem(
    int status, String code, String detail, List<FieldFault> faults, Map<String, Object> more) {

  /** Media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final int FAULTS_IN_DETAIL = 5;

  public Problem {
    faults = List.copyOf(faults);
    // In an order of its own a document would differ from process to process, and an answer that is
    // repeated under its key would not be the same.
    more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
  }

  public static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, List.of(), Map.of());
  }

  /** A refusal for the sake of one field. */
  public static Problem of(int status, String code, String field, String detail) {
    return new Problem(
        status, code, detail, List.of(new FieldFault(field, code, detail)), Map.of());
  }

  /** A malformed request: all its bad fields at once. */
  public static Problem malformed(List<FieldFault> faults) {
    return new Problem(400, commonCode(faults), summary(faults), faults, Map.of());
  }

  public static Problem unauthenticated() {
    return of(401, "NOT_AUTHENTICATED", "Authentication credentials were not provided.");
  }

  /** The credentials sent prove nobody. */
  public static Problem badCredentials() {
    return of(401, "INVALID_CREDENTIALS", "The credentials sent are wrong, expired or revoked.");
  }

  public static Problem forbidden(String detail) {
    return of(403, "ROLE_REQUIRED", detail);
  }

  public Problem with(String member, Object value) {
    Map<String, Object> members = new LinkedHashMap<>(more);
    members.put(member, value);
    return new Problem(status, code, detail, faults, members);
  }

  /** Where the kind of problem is named: a reference relative to the server. */
  public String type() {
    return "/problems/" + code.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String title() {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }

  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", type());
    members.put("title", title());
    members.put("status", status);
    members.put("detail", detail);
    members.put("code", code);
    if (!faults.isEmpty()) {
      members.put(
          "errors", faults.stream().map(fault -> error(fault.field(), fault.message())).toList());
    }
    members.putAll(more);
    return members;
  }

  /** In the gateway's words, see {@link GatewayWords}. */
  Map<String, Object> gatewayMembers() {
    Map<String, Object> members = new LinkedHashMap<>();
    switch (status) {
      case 400, 409, 422 -> {
        members.put("code", Integer.toString(status));
        members.put("error", code);
        if (!faults.isEmpty()) {
          members.put("detail", detail);
        }
      }
      // Whatever was wrong with the credentials: a client of the gateway knows no other sentence.
      case 401 -> members.put("detail", unauthenticated().detail());
      default -> members.put("detail", detail);
    }
    if (!faults.isEmpty()) {
      members.put(
          "errors", faults.stream().map(fault -> error(fault.field(), fault.message())).toList());
    }
    return members;
  }

  private static Map<String, Object> error(String field, String message) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("field", field);
    members.put("message", message);
    return members;
  }

  /**
   * A code that says more than that a field is bad only stands for all of them if they share it.
   */
  static String commonCode(List<FieldFault> faults) {
    List<String> codes = faults.stream().map(FieldFault::code).distinct().toList();
    return codes.size() == 1 ? codes.getFirst() : FieldFault.INVALID_FIELD;
  }

  static String summary(List<FieldFault> faults) {
    StringBuilder summary = new StringBuilder();
    faults.stream()
        .limit(FAULTS_IN_DETAIL)
        .forEach(fault -> summary.append(summary.isEmpty() ? "" : "; ").append(fault.sentence()));
    if (faults.size() > FAULTS_IN_DETAIL) {
      summary.append("; and ").append(faults.size() - FAULTS_IN_DETAIL).append(" more");
    }
    return summary.append('.').toString();
  }
}
