package io.griot.wire;

import io.griot.core.Answer;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** What the ledger answered, as clients see it. */
public final class LedgerAnswers {

  /** Header of every successful write: from this position on a view knows it. */
  public static final String POSITION = "Ledger-Position";

  /** Header of an answer that was given before. */
  public static final String HIT = "Idempotency-Hit";

  private LedgerAnswers() {}

  /**
   * The acceptance.
   *
   * @param wireNames the wire's names of the fields that the ledger names otherwise
   * @throws RefusedRequest if a rule refused
   */
  public static Answer.Accepted accepted(Answer answer, Map<String, String> wireNames) {
    return switch (answer) {
      case Answer.Accepted accepted -> accepted;
      case Answer.Refused refused ->
          throw new RefusedRequest(
              problem(refused, wireNames), refused.hit() ? Map.of(HIT, "true") : Map.of());
    };
  }

  /** The refusal as a problem document. */
  public static Problem problem(Answer.Refused refused, Map<String, String> wireNames) {
    return Problems.of(refused.rejection(), wireNames);
  }

  public static HttpHeaders headers(Answer.Accepted accepted) {
    return headers(accepted.position(), accepted.hit());
  }

  public static HttpHeaders headers(long position, boolean hit) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(POSITION, Long.toString(position));
    if (hit) {
      headers.set(HIT, "true");
    }
    return headers;
  }
}
