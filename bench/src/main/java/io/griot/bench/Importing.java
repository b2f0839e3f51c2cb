package io.griot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The launcher's own import of a file into a served ledger. */
final class Importing {

  private static final int GENERATED_ROWS = 10_000;
  private static final List<String> LONGER = List.of("-3", "-4", "-5", "-6", "-7", "-8");
  private static final long SEED = 7;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Importing() {}

  /**
   * What an import came to.
   *
   * @param into the ledger that it met
   */
  record Figures(
      String into,
      long rows,
      long accepted,
      long rejected,
      long walletsOpened,
      double seconds,
      double rowsPerSecond) {}

  /**
   * The file into an empty ledger, then the same transactions between others, then a file that many
   * times as long.
   */
  static List<Figures> measure(Postgres postgres, Choices choices, Consumer<String> notes)
      throws IOException, SQLException, InterruptedException {
    Path directory = Files.createTempDirectory("griot-bench");
    Path generated = directory.resolve("paysim.csv");
    Path second = directory.resolve("renamed.csv");
    Path third = directory.resolve("longer.csv");
    try {
      Path given = choices.importFile();
      if (given == null) {
        PaysimFile.generate(generated, GENERATED_ROWS, SEED);
      }
      Path first = given == null ? generated : given;
      PaysimFile.renamed(first, second, List.of("-2"));
      PaysimFile.renamed(first, third, LONGER);
      List<Figures> empty = new ArrayList<>();
      List<Figures> warm = new ArrayList<>();
      List<Figures> longer = new ArrayList<>();
      for (int round = 1; round <= choices.rounds(); round++) {
        notes.accept("Round %d of %d: import".formatted(round, choices.rounds()));
        Database database = postgres.createDatabase("import_" + round);
        try (ServedLedger server = ServedLedger.start(choices.serverJar(), database)) {
          empty.add(run(server, first, "an empty ledger, just started"));
          warm.add(run(server, second, "the same ledger, other names"));
          longer.add(
              run(server, third, "the same ledger, %d times the rows".formatted(LONGER.size())));
        }
      }
      return List.of(
          Rounds.median(empty, Figures::rowsPerSecond),
          Rounds.median(warm, Figures::rowsPerSecond),
          Rounds.median(longer, Figures::rowsPerSecond));
    } finally {
      Files.deleteIfExists(generated);
      Files.deleteIfExists(second);
      Files.deleteIfExists(third);
      Files.deleteIfExists(directory);
    }
  }

  private static Figures run(ServedLedger server, Path file, String into)
      throws IOException, InterruptedException {
    JsonNode report =
        JSON.readTree(
            server.command(
                List.of(
                    "import",
                    "--format",
                    "paysim",
                    "--url",
                    server.address().toString(),
                    "--json",
                    file.toAbsolutePath().toString())));
    long rows = report.path("rows").asLong();
    double seconds = report.path("seconds").asDouble();
    return new Figures(
        into,
        rows,
        report.path("accepted").asLong(),
        report.path("rejected").asLong(),
        report.path("wallets_opened").asLong(),
        seconds,
        rows / seconds);
  }
}
