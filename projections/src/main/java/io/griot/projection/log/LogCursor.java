package io.griot.projection.log;

import io.griot.projection.log.LogReader.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Reads the log in the order of positions, once, leaving out none.
 *
 * <p>Positions come from a sequence, and transactions commit in an order of their own: a missing
 * position is either still on its way or was rolled back. The cursor waits at a gap until every
 * transaction that was appending when the gap was seen has ended; what is then still missing will
 * never come. So views see one order, whoever builds them and whenever.
 */
public final class LogCursor {

  private final LogReader reader;
  private long position;

  /** Gaps below this position are known to stay. */
  private long settledBelow;

  /** Who may still fill the gaps below {@link #gapsBelow}. */
  private Set<String> appending = Set.of();

  private long gapsBelow;

  LogCursor(LogReader reader, long after) {
    this.reader = reader;
    this.position = after;
  }

  /** The position of the last event that was read. */
  public long position() {
    return position;
  }

  /** The next events, none if the log ends here or must be waited for. */
  public List<TrackedEventMessage<?>> next(int limit) {
    settle();
    List<StoredEvent> rows = reader.rows(position, limit);
    if (hasOpenGap(rows)) {
      gapsBelow = rows.getLast().position();
      appending = reader.appending();
      if (appending.isEmpty()) {
        // Whoever had taken a position has ended; what was committed is seen only by reading again.
        settledBelow = gapsBelow;
        rows = reader.rows(position, limit);
      }
    }
    List<StoredEvent> inOrder = beforeOpenGap(rows);
    if (!inOrder.isEmpty()) {
      position = inOrder.getLast().position();
    }
    return reader.messages(inOrder);
  }

  private void settle() {
    if (gapsBelow > settledBelow) {
      appending.retainAll(reader.appending());
      if (appending.isEmpty()) {
        settledBelow = gapsBelow;
      }
    }
  }

  private boolean hasOpenGap(List<StoredEvent> rows) {
    return gapsBelow <= settledBelow && beforeOpenGap(rows).size() < rows.size();
  }

  private List<StoredEvent> beforeOpenGap(List<StoredEvent> rows) {
    List<StoredEvent> inOrder = new ArrayList<>(rows.size());
    long expected = position + 1;
    for (StoredEvent row : rows) {
      if (row.position() != expected && row.position() > settledBelow) {
        break;
      }
      inOrder.add(row);
      expected = row.position() + 1;
    }
    return inOrder;
  }
}
