package io.griot.projection.log;

import io.griot.core.LedgerEvent;
import io.griot.projection.view.Recording;
import java.util.List;

/**
 * A piece of the log without a gap in it.
 *
 * @param after the position before its first
 * @param last its last position; the same as {@code after} if there is nothing
 * @param events those that views read; the rest count as positions alone
 */
public record Stretch(long after, long last, List<Recorded> events) {

  /** An event and where it stands. */
  public record Recorded(LedgerEvent event, Recording recording) {}

  /** The end of the log, or of what is known of it. */
  public static Stretch emptyAfter(long position) {
    return new Stretch(position, position, List.of());
  }

  public boolean isEmpty() {
    return last == after;
  }

  /** How many positions it covers. */
  public long length() {
    return last - after;
  }

  /** What of it comes behind a position. */
  public Stretch behind(long position) {
    return position <= after
        ? this
        : new Stretch(
            position,
            Math.max(position, last),
            events.stream().filter(event -> event.recording().position() > position).toList());
  }
}
