package io.griot.server.rebuilding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.projection.Views;
import io.griot.projection.view.ViewPositions;
import io.griot.server.exporting.FilledLedger;
import io.griot.server.settings.StartRefused;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RebuildingViewsTest {

  private final StringWriter out = new StringWriter();

  @Test
  void all_views_come_up_to_the_head_of_the_log() {
    FilledLedger ledger = FilledLedger.create();
    var positions = new ViewPositions(ledger.database().dataSource());

    assertThat(run(ledger)).isZero();

    assertThat(Views.ALL).allMatch(view -> positions.position(view) == positions.head());
    assertThat(out.toString())
        .startsWith(
            "Rebuilt accounts, approvals, bill_payments, disputes, entries, grants, holds, notifications, postings from ")
        .hasLineCount(1);
  }

  @Test
  void only_the_named_views_are_touched() {
    FilledLedger ledger = FilledLedger.create();
    var positions = new ViewPositions(ledger.database().dataSource());

    assertThat(run(ledger, "postings", "postings")).isZero();

    assertThat(positions.position(Views.POSTINGS)).isEqualTo(positions.head()).isPositive();
    assertThat(positions.position(Views.ACCOUNTS)).isZero();
    assertThat(out.toString()).startsWith("Rebuilt postings from ");
  }

  @Test
  void a_view_that_is_not_there_is_refused_with_the_list() {
    var rebuild =
        new RebuildViews(
            () -> {
              throw new AssertionError("No database is opened for it");
            });
    new CommandLine(rebuild).parseArgs("accounts", "sums");

    assertThatThrownBy(rebuild::call)
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "There is no view \"sums\": there are accounts, approvals, bill_payments, disputes, entries, grants, holds, notifications, postings.");
  }

  private int run(FilledLedger ledger, String... views) {
    return new CommandLine(new RebuildViews(ledger::settings))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(views);
  }
}
