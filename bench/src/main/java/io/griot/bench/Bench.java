package io.griot.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Runs the contenders side by side and prints what each came to. */
@Command(
    name = "griot bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures transfers through the ledger beside plain SQL, in one run on one embedded"
            + " PostgreSQL that flushes every commit.")
public final class Bench implements Callable<Integer> {

  private static final int COULD_NOT_RUN = 2;
  private static final List<Integer> CLIENTS = List.of(1, 64);

  @Parameters(
      paramLabel = "NAME",
      description = "What to measure: sql, in-process, http (default: all).")
  private List<String> names = new ArrayList<>();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Option(
      names = "--seconds",
      description = "How long each measurement takes, after a third of it as warm-up (default: 6).")
  private int seconds = 6;

  @Option(names = "--rounds", description = "How often each is measured (default: 3).")
  private int rounds = 3;

  /** One line of the table: a contender under a load, the median of the rounds. */
  record Row(String contender, String load, int clients, Load.Figures figures) {}

  private record Scenario(Contender contender, String load, int clients, Load.Transfer transfer) {}

  private enum Name {
    SQL,
    IN_PROCESS,
    HTTP;

    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Runs the command line and ends with its exit code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Set<String> known =
        Stream.of(Name.values()).map(Name::text).collect(Collectors.toCollection(TreeSet::new));
    Set<String> chosen = new LinkedHashSet<>(names.isEmpty() ? known : names);
    for (String name : chosen) {
      if (!known.contains(name)) {
        System.err.println(
            "No benchmark is named " + name + "; there are " + String.join(", ", known) + ".");
        return COULD_NOT_RUN;
      }
    }
    Path serverJar = Path.of(System.getProperty("griot.home", ""), "server/target/griot.jar");
    if (chosen.contains(Name.HTTP.text()) && !Files.exists(serverJar)) {
      System.err.println(
          "The benchmark http serves " + serverJar + ", which is not built: run ./griot bench.");
      return COULD_NOT_RUN;
    }
    Path work = Files.createTempDirectory("griot-bench");
    List<Contender> contenders = new ArrayList<>();
    try (DurablePostgres postgres = DurablePostgres.start()) {
      try {
        note(
            "Preparing " + Contender.WALLETS + " wallets for each of " + String.join(", ", chosen));
        if (chosen.contains(Name.SQL.text())) {
          contenders.add(RowLocks.on(postgres));
        }
        if (chosen.contains(Name.IN_PROCESS.text())) {
          contenders.add(InProcess.on(postgres));
        }
        if (chosen.contains(Name.HTTP.text())) {
          contenders.add(OverHttp.on(postgres, serverJar, work, CLIENTS.getLast()));
        }
        List<Row> rows = measure(contenders);
        print(rows);
      } finally {
        for (Contender contender : contenders) {
          contender.close();
        }
      }
    }
    return 0;
  }

  /** Each round measures every scenario once, so that a slow minute of the machine hits all. */
  private List<Row> measure(List<Contender> contenders) throws InterruptedException {
    List<Scenario> scenarios = new ArrayList<>();
    for (int clients : CLIENTS) {
      for (Contender contender : contenders) {
        scenarios.add(new Scenario(contender, "even", clients, contender::even));
        scenarios.add(new Scenario(contender, "hot", clients, contender::hot));
      }
    }
    Map<Scenario, List<Load.Figures>> measured = new LinkedHashMap<>();
    Duration duration = Duration.ofSeconds(seconds);
    for (int round = 1; round <= rounds; round++) {
      for (Scenario scenario : scenarios) {
        note(
            "Round %d of %d: %s, %s, %d clients"
                .formatted(
                    round,
                    rounds,
                    scenario.contender().name(),
                    scenario.load(),
                    scenario.clients()));
        Load.Figures figures =
            Load.run(scenario.clients(), duration.dividedBy(3), duration, scenario.transfer());
        measured.computeIfAbsent(scenario, _ -> new ArrayList<>()).add(figures);
      }
    }
    return measured.entrySet().stream()
        .map(
            entry ->
                new Row(
                    entry.getKey().contender().name(),
                    entry.getKey().load(),
                    entry.getKey().clients(),
                    median(entry.getValue())))
        .toList();
  }

  private static Load.Figures median(List<Load.Figures> figures) {
    return figures.stream()
        .sorted(Comparator.comparingDouble(Load.Figures::transfersPerSecond))
        .toList()
        .get(figures.size() / 2);
  }

  private void print(List<Row> rows) {
    if (json) {
      System.out.println(
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
      return;
    }
    System.out.println("| what | load | clients | transfers/s | p50 ms | p99 ms |");
    System.out.println("|---|---|---:|---:|---:|---:|");
    for (Row row : rows) {
      System.out.println(
          "| %s | %s | %d | %,.0f | %.2f | %.2f |"
              .formatted(
                  row.contender(),
                  row.load(),
                  row.clients(),
                  row.figures().transfersPerSecond(),
                  row.figures().p50Milliseconds(),
                  row.figures().p99Milliseconds()));
    }
  }

  private static void note(String line) {
    System.err.println(line);
  }
}
