package io.griot.server.importing;

import io.griot.server.progress.ProgressLine;
import io.griot.server.settings.AdminSignIn;
import io.griot.server.settings.PlatformSettings;
import io.griot.server.settings.Settings;
import io.griot.server.settings.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a file of transactions into a running ledger. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Takes a file of transactions into a running ledger, in the order of its rows.",
      "Importing a file again changes nothing.",
      "Exit code: 0 taken in (rejected rows are reported), 1 broke off on the way, 2 not begun."
    })
public final class Import implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int BROKE_OFF = 1;

  private final Supplier<Environment> environment;
  private final InputStream standardInput;
  private final Pause pause;

  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "griot",
      description = "griot (reference,kind,from,to,amount,currency,remarks,effective_at) or paysim")
  private String formatName = "griot";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "the ledger's command endpoint; http://localhost:GRIOT_PORT unless given")
  private @Nullable String url;

  @Option(
      names = "--query-url",
      paramLabel = "URL",
      description = "its query endpoint, if that is another: the trial balance is read there")
  private @Nullable String queryUrl;

  @Option(names = "--json", description = "report as JSON")
  private boolean json;

  @Parameters(paramLabel = "FILE", description = "the file; - is standard input")
  private String fileName = "";

  /** On this process's settings. */
  public Import() {
    this(
        Settings::ofThisProcess,
        System.in,
        duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
  }

  Import(Supplier<Environment> environment, InputStream standardInput, Pause pause) {
    this.environment = environment;
    this.standardInput = standardInput;
    this.pause = pause;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Format format = Format.named(formatName);
    Environment settings = environment.get();
    URI commands =
        url == null
            ? URI.create(
                "http://localhost:" + Settings.read(settings, PlatformSettings.class).port())
            : address("--url", url);
    URI queries = queryUrl == null ? commands : address("--query-url", queryUrl);
    try (ImportFile file = ImportFile.open(fileName, standardInput);
        Lines lines = file.lines()) {
      Columns columns = columns(format, file, lines);
      RowFormat rows = format.rows().apply(file);
      AdminSignIn credentials = AdminSignIn.of(settings);
      try (var ledger = new LedgerConnection(commands, queries, credentials, pause)) {
        ledger.open();
        return takeIn(ledger, format, file, lines, columns, rows);
      }
    }
  }

  private int takeIn(
      LedgerConnection ledger,
      Format format,
      ImportFile file,
      Lines lines,
      Columns columns,
      RowFormat rows)
      throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    var endpoints = new BulkEndpoints(ledger, "import/" + UUID.randomUUID());
    Intake intake;
    @Nullable String fault;
    try (ProgressLine progress = ProgressLine.on(err)) {
      intake =
          new Intake(
              new Chunks(lines, columns, rows, endpoints), endpoints, file.sizeBytes(), progress);
      fault = intake.run();
    }
    ImportReport report = intake.tally().report(file.name(), format, intake.seconds());
    return fault == null ? finish(ledger, report, err) : breakOff(report, fault, err);
  }

  private int finish(LedgerConnection ledger, ImportReport report, PrintWriter err)
      throws InterruptedException {
    @Nullable TrialBalance balance = null;
    try {
      balance = TrialBalance.from(ledger);
    } catch (ImportBroken e) {
      err.println(
          "griot: Everything is taken in, but the trial balance is unknown: "
              + e.getMessage()
              + ".");
    }
    print(report, balance, null);
    if (balance != null && !balance.isZero()) {
      err.println("griot: The trial balance is not zero: the ledger is broken.");
      return BROKE_OFF;
    }
    return DONE;
  }

  private int breakOff(ImportReport report, String fault, PrintWriter err) {
    print(report, null, fault);
    err.println(
        String.format(
            Locale.ROOT,
            "griot: Broke off after row %,d: %s. Import the file again: what is in stays in, once.",
            report.rows(),
            fault));
    return BROKE_OFF;
  }

  private void print(ImportReport report, @Nullable TrialBalance balance, @Nullable String fault) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      report.printJson(out, balance, fault);
    } else {
      report.printTable(out, balance);
    }
  }

  private static Columns columns(Format format, ImportFile file, Lines lines) throws IOException {
    Line header = lines.next();
    if (header == null) {
      throw new StartRefused(file.name() + " is empty: its first line names the columns.");
    }
    return format.columns(file.name(), header);
  }

  private static URI address(String option, String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw notAnAddress(option, text);
    }
    throw notAnAddress(option, text);
  }

  private static StartRefused notAnAddress(String option, String text) {
    return new StartRefused(
        option + " is \"" + text + "\": give an address such as http://localhost:8080.");
  }
}
