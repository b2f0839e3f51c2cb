package io.griot.server.exporting;

import io.griot.server.database.Database;
import io.griot.server.settings.DatabaseSettings;
import io.griot.server.settings.PlatformSettings;
import io.griot.server.settings.Settings;
import io.griot.server.settings.StartRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what the ledger holds to standard output. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what the ledger holds to standard output.",
      "Formats: balances (CSV, one line an account)."
    })
public final class Export implements Callable<Integer> {

  private static final String BALANCES = "balances";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STILLNESS = Duration.ofSeconds(3);
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final Supplier<Environment> environment;

  @Spec private CommandSpec spec;

  @Option(names = "--format", paramLabel = "FORMAT", required = true, description = "balances")
  private String format = "";

  /** On this process's settings. */
  public Export() {
    this(Settings::ofThisProcess);
  }

  Export(Supplier<Environment> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (!format.equals(BALANCES)) {
      throw new StartRefused("--format is \"" + format + "\": give " + BALANCES + ".");
    }
    Environment settings = environment.get();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Database database =
        Database.open(
                Settings.read(settings, DatabaseSettings.class),
                Settings.read(settings, PlatformSettings.class).dataDir())
            .closedWithTheProcess()) {
      long behind = new Balances(database.dataSource(), PATIENCE, STILLNESS).write(out);
      if (out.checkError()) {
        err.println("griot: Standard output was closed before everything was written.");
        return FAILED;
      }
      if (behind > 0) {
        err.println(
            String.format(
                Locale.ROOT,
                "griot: The balances are %,d events behind the log: run `./griot serve` or"
                    + " `./griot rebuild`, then export again.",
                behind));
      }
      return DONE;
    }
  }
}
