package io.griot.bench.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Kills, freezes and stops processes under load, and looks at what is left. */
@Command(
    name = "griot bench crash",
    mixinStandardHelpOptions = true,
    description = {
      "Kills, freezes and stops the ledger's processes under load, and compares what clients were"
          + " told with what is left.",
      "Exit code: 0 every promise was kept, 1 one was not, 2 not begun."
    })
public final class CrashBench implements Callable<Integer> {

  private static final int BROKEN = 1;
  private static final int NOT_BEGUN = 2;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "what happens: server, postmaster, writer, stop; all of them unless named")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--rounds",
      paramLabel = "NUMBER",
      description = "of each; 20 of server, 10 of postmaster and writer, 5 of stop unless given")
  private @Nullable Integer rounds;

  @Option(names = "--json", description = "print the figures as JSON")
  private boolean json;

  /** Runs the command line, and answers its exit code. */
  public static int run(String... arguments) {
    return new CommandLine(new CrashBench())
        .setParameterExceptionHandler(CrashBench::refuse)
        .execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    List<Scenario> chosen = chosen();
    if (rounds != null && rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds is " + rounds + ": give 1 or more");
    }
    Path home = Path.of(System.getProperty("griot.home", ""));
    Path serverJar = home.resolve("server/target/griot.jar").toAbsolutePath();
    if (!Files.exists(serverJar)) {
      System.err.println(
          "The crash tests serve " + serverJar + ", which is not built: run ./griot bench crash.");
      return NOT_BEGUN;
    }
    List<Result> results = new ArrayList<>();
    for (Scenario scenario : chosen) {
      int times = rounds == null ? scenario.longRounds() : rounds;
      // Beside the work, not in /tmp: that may be memory, and then no flush would cost anything.
      results.add(scenario.run(serverJar, Path.of(""), times, System.err::println));
    }
    print(results);
    results.forEach(result -> result.broken().forEach(System.err::println));
    return results.stream().allMatch(result -> result.broken().isEmpty()) ? 0 : BROKEN;
  }

  private List<Scenario> chosen() {
    List<Scenario> all = List.of(Scenario.values());
    List<Scenario> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          all.stream()
              .filter(scenario -> scenario.text().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "no crash test is named "
                              + name
                              + "; there are "
                              + all.stream()
                                  .map(Scenario::text)
                                  .collect(Collectors.joining(", ")))));
    }
    return chosen.isEmpty() ? all : chosen;
  }

  private void print(List<Result> results) {
    if (json) {
      System.out.println(
          JsonMapper.builder()
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(results));
      return;
    }
    System.out.println(
        "| scenario | rounds | acknowledged | in flight | lost | doubled | longest until ready |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|");
    for (Result result : results) {
      System.out.println(
          "| %s | %d | %,d | %d | %d | %d | %.1f s |"
              .formatted(
                  result.scenario(),
                  result.rounds(),
                  result.acknowledged(),
                  result.inFlight(),
                  result.lost(),
                  result.doubled(),
                  result.longestSecondsUntilReady()));
    }
    System.out.println();
    for (Result result : results) {
      result.remarks().forEach(each -> System.out.println(result.scenario() + ": " + each));
    }
  }

  private static int refuse(ParameterException e, String[] arguments) {
    System.err.println(
        "griot: "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong arguments")
            + " (try `griot bench crash --help`)");
    return NOT_BEGUN;
  }
}
