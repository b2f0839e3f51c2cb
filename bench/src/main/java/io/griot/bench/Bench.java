package io.griot.bench;

import io.griot.bench.crash.CrashBench;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Runs the contenders side by side and prints what each came to. */
@Command(
    name = "griot bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures transfers through the ledger beside plain SQL, in one run on one PostgreSQL that"
          + " flushes every commit.",
      "Exit code: 0 measured, 1 broke off on the way, 2 not begun."
    })
public final class Bench implements Callable<Integer> {

  private static final int BROKE_OFF = 1;
  private static final int NOT_BEGUN = 2;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = {
        "what to measure: sql, set-based, stock, in-process, bulk, http (these unless any is named),",
        "cold, memory, rebuild, import, statement, bills, jmh, or all"
      })
  private List<String> names = new ArrayList<>();

  @Option(names = "--json", description = "print the figures as JSON")
  private boolean json;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description =
          "how long each measurement takes, after a third of it as warm-up; ${DEFAULT-VALUE}")
  private double seconds = 3;

  @Option(
      names = "--rounds",
      paramLabel = "NUMBER",
      description = "how often each is measured; the median counts; ${DEFAULT-VALUE}")
  private int rounds = 3;

  @Option(
      names = "--wallets",
      paramLabel = "NUMBER",
      description = "that transfers are spread over; ${DEFAULT-VALUE}")
  private int wallets = 10_000;

  @Option(
      names = "--connections",
      paramLabel = "NUMBER",
      split = ",",
      description = "over how many sql is driven, each apart; 8,16")
  private List<Integer> connections = List.of(8, 16);

  @Option(
      names = "--cold-wallets",
      paramLabel = "NUMBER",
      description = "wallets of cold; ${DEFAULT-VALUE}")
  private int coldWallets = 1_000_000;

  @Option(
      names = "--cold-cache",
      paramLabel = "NUMBER",
      description = "accounts that cold keeps in memory; ${DEFAULT-VALUE}")
  private int coldCache = 10_000;

  @Option(
      names = "--events",
      paramLabel = "NUMBER",
      description = "events that memory writes; ${DEFAULT-VALUE}")
  private long events = 10_000_000;

  @Option(
      names = "--rebuild-events",
      paramLabel = "NUMBER",
      description = "events from which rebuild makes the views; ${DEFAULT-VALUE}")
  private long rebuildEvents = 1_000_000;

  @Option(
      names = "--statement-postings",
      paramLabel = "NUMBER",
      description = "to one wallet, of which statement reads; ${DEFAULT-VALUE}")
  private long statementPostings = 1_000_000;

  @Option(
      names = "--import-file",
      paramLabel = "FILE",
      description = "PaySim file that import takes in; 10,000 rows like PaySim's unless given")
  private @Nullable Path importFile;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = {
        "a PostgreSQL to measure on instead of an embedded one, such as"
            + " jdbc:postgresql://localhost:5432/postgres",
        "Its user must have CREATEDB: each contender gets a database, dropped in the end."
      })
  private @Nullable String databaseUrl;

  @Option(names = "--database-user", paramLabel = "NAME", description = "${DEFAULT-VALUE}")
  private String databaseUser = "postgres";

  @Option(
      names = "--database-password",
      paramLabel = "PASSWORD",
      defaultValue = "${env:GRIOT_BENCH_DATABASE_PASSWORD:-}",
      description = "GRIOT_BENCH_DATABASE_PASSWORD unless given")
  private String databasePassword = "";

  /** Runs the command line and ends with its exit code. */
  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("crash")) {
      System.exit(CrashBench.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
    System.exit(
        commandLine()
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
            .execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setParameterExceptionHandler(Bench::refuse)
        .setExecutionExceptionHandler(Bench::explain);
  }

  @Override
  public Integer call() throws Exception {
    Choices choices = choices();
    try (Postgres postgres = postgres()) {
      Report report = new Suite(postgres, choices, this::note).run();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(
            JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(report));
      } else {
        new Tables(out).print(report);
      }
    }
    return 0;
  }

  private Choices choices() {
    Set<Name> chosen = Name.chosen(names);
    // NaN is not above zero either.
    require(seconds > 0 && seconds <= 3600, "--seconds", "above 0 and at most 3600");
    require(rounds >= 1, "--rounds", "at least 1");
    require(wallets >= 2, "--wallets", "at least 2");
    require(coldWallets >= 2, "--cold-wallets", "at least 2");
    require(coldCache >= 1, "--cold-cache", "at least 1");
    require(events >= 1, "--events", "at least 1");
    require(rebuildEvents >= 1, "--rebuild-events", "at least 1");
    require(statementPostings >= 1, "--statement-postings", "at least 1");
    require(
        !connections.isEmpty() && connections.stream().allMatch(each -> each >= 1),
        "--connections",
        "at least 1");
    Path file = importFile;
    if (file != null && !Files.isReadable(file)) {
      throw new NotBegun("The file %s cannot be read.".formatted(file));
    }
    Path serverJar = Path.of(System.getProperty("griot.home", ""), "server/target/griot.jar");
    for (Name served : List.of(Name.HTTP, Name.IMPORT, Name.STATEMENT)) {
      if (chosen.contains(served) && !Files.exists(serverJar)) {
        throw new NotBegun(
            "The benchmark %s serves %s, which is not built: run ./griot bench."
                .formatted(served.text(), serverJar));
      }
    }
    return new Choices(
        chosen,
        Duration.ofNanos(Math.round(seconds * 1e9)),
        rounds,
        wallets,
        connections.stream().distinct().toList(),
        coldWallets,
        coldCache,
        events,
        rebuildEvents,
        statementPostings,
        file,
        serverJar);
  }

  private Postgres postgres() throws Exception {
    String url = databaseUrl;
    return url == null
        ? EmbeddedServer.start()
        : NamedServer.at(url, databaseUser, databasePassword);
  }

  private static void require(boolean holds, String option, String wanted) {
    if (!holds) {
      throw new NotBegun("%s must be %s.".formatted(option, wanted));
    }
  }

  private void note(String line) {
    spec.commandLine().getErr().println(line);
  }

  private static int refuse(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong arguments");
    command.getErr().println("griot bench: " + line + " (try `griot bench --help`)");
    return NOT_BEGUN;
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult arguments) {
    if (e instanceof NotBegun) {
      command.getErr().println("griot bench: " + e.getMessage());
      return NOT_BEGUN;
    }
    e.printStackTrace(command.getErr());
    return BROKE_OFF;
  }
}
