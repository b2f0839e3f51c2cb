package io.griot.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The position that a view must have reached before it answers; controllers take it as a parameter.
 *
 * @param position nothing if the client does not mind
 */
public record MinPosition(OptionalLong position) {

  public static final String HEADER = "Ledger-Min-Position";

  private static final Pattern SPELLING = Pattern.compile("\\d{1,18}");

  static MinPosition from(HttpServletRequest request) {
    String sent = request.getHeader(HEADER);
    if (sent == null) {
      return new MinPosition(OptionalLong.empty());
    }
    if (!SPELLING.matcher(sent).matches()) {
      throw RefusedRequest.badField(
          HEADER, Shown.quoted(sent) + " is not a position; send the number of a Ledger-Position");
    }
    return new MinPosition(OptionalLong.of(Long.parseLong(sent)));
  }
}
