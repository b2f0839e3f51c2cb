package io.griot.server.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.server.rebuilding.RebuildViews;
import io.griot.server.settings.StartRefused;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExportingTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void every_account_is_a_line_of_exact_major_units_in_the_order_of_names() {
    FilledLedger ledger = FilledLedger.create();
    run(new RebuildViews(ledger::settings));
    out.getBuffer().setLength(0);

    assertThat(run(new Export(ledger::settings), "--format", "balances")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "account,external_reference,currency,debits,credits,balance",
            "settlement:bank:ETB,,ETB,1234567.50,0.00,-1234567.50",
            "settlement:bank:XOF,,XOF,300,0,-300",
            "wallet:"
                + FilledLedger.ETB_WALLET
                + ",\"name, with comma\",ETB,0.00,1234567.50,1234567.50",
            "wallet:" + FilledLedger.XOF_WALLET + ",,XOF,0,300,300");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void an_export_behind_the_log_says_how_far() {
    FilledLedger ledger = FilledLedger.create();
    run(new RebuildViews(ledger::settings));
    ledger.open(UUID.randomUUID(), "ETB", null, "1");

    assertThat(run(new Export(ledger::settings), "--format", "balances")).isZero();

    assertThat(err.toString())
        .matches("griot: The balances are \\d+ events behind the log: run `./griot serve` or.*\\R");
  }

  @Test
  void a_format_that_is_not_there_is_refused() {
    var export = new Export(() -> FilledLedger.create().settings());

    assertThatThrownBy(() -> thrownBy(export, "--format", "jsonl"))
        .isInstanceOf(StartRefused.class)
        .hasMessage("--format is \"jsonl\": give balances.");
  }

  private int run(Callable<Integer> command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private static void thrownBy(Callable<Integer> command, String... arguments) throws Exception {
    new CommandLine(command).parseArgs(arguments);
    command.call();
  }
}
