package io.griot.server.verifying;

import io.griot.core.audit.Checked;
import io.griot.core.audit.Finding;
import io.griot.core.audit.Report;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs. */
final class ReportJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReportJson() {}

  static String of(Report report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("sound", report.isSound());
    root.put("events", report.events());
    root.put("commits", report.commits());
    root.put("streams", report.streams());
    root.put("seconds", report.elapsed().toMillis() / 1e3);
    root.put("head", report.head().toString());
    for (Checked checked : report.checks()) {
      ObjectNode check = root.withArray("checks").addObject();
      check.put("check", checked.check());
      check.put("rule", checked.rule());
      check.put("up_to", checked.upTo());
      check.put("findings", checked.findings());
      Finding first = checked.first();
      if (first != null) {
        check
            .putObject("first")
            .put("position", first.position())
            .put("what", first.what())
            .put("expected", first.expected())
            .put("found", first.found());
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + System.lineSeparator();
  }
}
