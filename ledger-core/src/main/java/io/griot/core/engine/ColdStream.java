package io.griot.core.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream as the database has it: its snapshot if there is one, and the events behind it. */
record ColdStream(@Nullable Row snapshot, List<Row> tail) {

  /** An event, or a snapshot in the place of the events up to it. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Row(long sequence, String type, String revision, byte[] payload) {}

  static ColdStream empty() {
    return new ColdStream(null, new ArrayList<>());
  }

  boolean isEmpty() {
    return snapshot == null && tail.isEmpty();
  }

  ColdStream with(Row newSnapshot) {
    return new ColdStream(newSnapshot, tail);
  }
}
