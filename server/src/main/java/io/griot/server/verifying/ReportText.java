package io.griot.server.verifying;

import io.griot.core.audit.Checked;
import io.griot.core.audit.Finding;
import io.griot.core.audit.Report;
import java.util.Locale;

/** A report for people: a line a check, what is wrong below it, and the head to keep at the end. */
final class ReportText {

  private ReportText() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    for (Checked checked : report.checks()) {
      append(text, checked);
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%n%,d events in %,d commits and %,d streams, checked in %.1f s (%,d events/s)%n",
            report.events(),
            report.commits(),
            report.streams(),
            report.elapsed().toMillis() / 1e3,
            report.eventsPerSecond()));
    if (report.isSound()) {
      text.append(String.format("head %s%n", report.head()));
    } else {
      text.append(
          String.format(
              "NOT SOUND: %d of %d checks failed%n",
              report.checks().stream().filter(checked -> !checked.isSound()).count(),
              report.checks().size()));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Checked checked) {
    text.append(
        String.format(
            "%-7s %-14s %s%n",
            checked.isSound() ? "ok" : "FINDING", checked.check(), checked.rule()));
    Finding first = checked.first();
    if (first == null) {
      return;
    }
    text.append(
        String.format(
            "        position %d: %s%n          expected: %s%n          found:    %s%n",
            first.position(), first.what(), line(first.expected()), line(first.found())));
    if (checked.findings() > 1) {
      text.append(String.format("        and %d more%n", checked.findings() - 1));
    }
  }

  /** What was found may be anything, also what moves a terminal's cursor. */
  private static String line(String found) {
    return found.replaceAll("\\p{Cntrl}", "�");
  }
}
