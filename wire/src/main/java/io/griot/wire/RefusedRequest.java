package io.griot.wire;

import java.util.List;
import java.util.Map;

/** Ends a request with a problem document. It is an answer, not a fault: it has no stack trace. */
public final class RefusedRequest extends RuntimeException {

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  public RefusedRequest(Problem problem) {
    this(problem, Map.of());
  }

  public RefusedRequest(Problem problem, Map<String, String> headers) {
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
    this.headers = Map.copyOf(headers);
  }

  /** A request with one bad field or parameter. */
  public static RefusedRequest badField(String field, String message) {
    return new RefusedRequest(Problem.malformed(List.of(FieldFault.invalid(field, message))));
  }

  public Problem problem() {
    return problem;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
