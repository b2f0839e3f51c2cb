package io.griot.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Files of transactions with PaySim's columns. */
final class PaysimFile {

  private static final String COLUMNS =
      "step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud";
  private static final List<String> NAMES = List.of("nameOrig", "nameDest");
  private static final double SPREAD = 1.3;
  private static final int SHARED_NAMES = 900;

  private PaysimFile() {}

  /**
   * How often a type comes in PaySim, and what is typical of it.
   *
   * @param withoutMoney share of senders who have nothing
   * @param merchant whether it goes to somebody seen once
   */
  private record Kind(
      String type,
      double share,
      double amount,
      double balance,
      double withoutMoney,
      boolean merchant) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("PAYMENT", 0.55, 5_800, 26_000, 0.2, true),
          new Kind("CASH_IN", 0.19, 137_000, 3_900_000, 0.01, false),
          new Kind("CASH_OUT", 0.13, 127_000, 40_000, 0.66, false),
          new Kind("TRANSFER", 0.09, 269_000, 40_000, 0.47, false),
          new Kind("DEBIT", 0.04, 3_000, 25_000, 0.01, false));

  /** Writes a file that is the same for the same seed. */
  static void generate(Path file, int rows, long seed) throws IOException {
    Random random = new Random(seed);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(COLUMNS + "\n");
      for (int row = 1; row <= rows; row++) {
        Kind kind = kind(random);
        double amount = around(kind.amount(), random);
        double balance =
            random.nextDouble() < kind.withoutMoney() ? 0 : around(kind.balance(), random);
        String payee =
            kind.merchant()
                ? "M%d%07d".formatted(seed, row)
                : "C%d9%06d".formatted(seed, random.nextInt(SHARED_NAMES));
        out.write(
            String.format(
                Locale.ROOT,
                "%d,%s,%.2f,C%d1%07d,%.2f,%.2f,%s,0,0,0,0%n",
                1 + row / 2_000,
                kind.type(),
                amount,
                seed,
                row,
                balance,
                Math.max(0, balance - amount),
                payee));
      }
    }
  }

  /**
   * Writes the same transactions between others, once with each mark behind the names.
   *
   * @throws NotBegun if the file has not PaySim's columns
   */
  static void renamed(Path file, Path renamed, List<String> marks) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> columns = lines.isEmpty() ? List.of() : split(lines.getFirst());
    if (!columns.containsAll(NAMES)) {
      throw new NotBegun("%s does not begin with PaySim's columns (%s).".formatted(file, COLUMNS));
    }
    List<String> written = new ArrayList<>(lines.size() * marks.size());
    written.add(lines.getFirst());
    for (String mark : marks) {
      for (String line : lines.subList(1, lines.size())) {
        written.add(renamed(line, columns, mark));
      }
    }
    Files.write(renamed, written);
  }

  private static String renamed(String line, List<String> columns, String mark) {
    List<String> fields = new ArrayList<>(split(line));
    for (String name : NAMES) {
      int index = columns.indexOf(name);
      if (index < fields.size()) {
        fields.set(index, fields.get(index) + mark);
      }
    }
    return String.join(",", fields);
  }

  private static List<String> split(String line) {
    return Arrays.asList(line.split(",", -1));
  }

  private static Kind kind(Random random) {
    double at = random.nextDouble();
    for (Kind kind : KINDS) {
      at -= kind.share();
      if (at < 0) {
        return kind;
      }
    }
    return KINDS.getFirst();
  }

  private static double around(double median, Random random) {
    return Math.max(0.01, median * Math.exp(SPREAD * random.nextGaussian()));
  }
}
