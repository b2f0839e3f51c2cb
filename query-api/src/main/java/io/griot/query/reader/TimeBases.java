package io.griot.query.reader;

import io.griot.projection.journal.TimeBasis;
import io.griot.wire.RefusedRequest;
import org.jspecify.annotations.Nullable;

/** Reads which of an entry's two times a client asks by. */
public final class TimeBases {

  public static final String DESCRIPTION =
      "Which time counts: recorded, as if not given, or effective";

  private TimeBases() {}

  /**
   * Reads the query parameter {@code basis}.
   *
   * @throws RefusedRequest 400 that names it
   */
  public static TimeBasis parameter(@Nullable String text) {
    return text == null
        ? TimeBasis.RECORDED
        : TimeBasis.find(text)
            .orElseThrow(
                () -> RefusedRequest.badField("basis", "is neither recorded nor effective"));
  }
}
