package io.griot.server;

import io.griot.server.exporting.Export;
import io.griot.server.importing.Import;
import io.griot.server.rebuilding.RebuildViews;
import io.griot.server.verifying.Verify;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: one class for each subcommand. */
@Command(
    name = "griot",
    description = "An event-sourced ledger.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {Serve.class, Import.class, Export.class, RebuildViews.class, Verify.class})
public final class Griot implements Runnable {

  @Spec private CommandSpec spec;

  /** Ends the process with the command's exit code: 0 done, 1 failed, 2 not started. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Griot())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(Griot::refuse)
        .setExecutionExceptionHandler(Griot::explain);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int refuse(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong arguments");
    command
        .getErr()
        .println(
            "griot: " + line + " (try `" + command.getCommandSpec().qualifiedName() + " --help`)");
    return CommandLine.ExitCode.USAGE;
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult arguments) {
    return Failure.report(e, command.getErr());
  }
}
