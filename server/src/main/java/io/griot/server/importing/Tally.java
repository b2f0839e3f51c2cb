package io.griot.server.importing;

import io.griot.server.importing.BulkEndpoints.Outcome;
import io.griot.server.importing.Chunk.Step;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of the rows so far. */
final class Tally {

  private static final int MALFORMED_SHOWN = 5;
  private static final String MALFORMED_ROW = "MALFORMED_ROW";

  private final SortedMap<String, Long> rejectedByCode = new TreeMap<>();
  private final List<String> malformedLines = new ArrayList<>();
  private long accepted;
  private long known;
  private long walletsOpened;
  private long lastRow;

  void walletsOpened(Chunk chunk) {
    walletsOpened += chunk.walletsOpened();
  }

  /**
   * Notes a chunk.
   *
   * @param outcomes of its transfers
   */
  void add(Chunk chunk, List<Outcome> outcomes) {
    Iterator<Outcome> next = outcomes.iterator();
    for (Step step : chunk.steps()) {
      switch (step) {
        case Step.Refuse(String code) -> reject(code);
        case Step.Send _ -> add(next.next());
      }
    }
    for (Row.Malformed row : chunk.malformed()) {
      reject(MALFORMED_ROW);
      if (malformedLines.size() < MALFORMED_SHOWN) {
        malformedLines.add("line " + row.line() + " " + row.fault());
      }
    }
    lastRow = chunk.lastRow();
  }

  long rows() {
    return lastRow;
  }

  ImportReport report(String file, Format format, double seconds) {
    return new ImportReport(
        file,
        format.name(),
        lastRow,
        accepted,
        rejectedByCode,
        malformedLines,
        known,
        walletsOpened,
        seconds);
  }

  private void add(Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted(_, boolean hit) -> {
        accepted++;
        known += hit ? 1 : 0;
      }
      case Outcome.Rejected(String code, boolean hit) -> {
        reject(code);
        known += hit ? 1 : 0;
      }
    }
  }

  private void reject(String code) {
    rejectedByCode.merge(code, 1L, Long::sum);
  }
}
