package io.griot.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.server.Griot;
import io.griot.server.JavaProcess;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the file to the balances, through separate processes as an operator runs them. */
class ImportingPaysimTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path directory;

  @Test
  void every_wallet_ends_as_computed_by_hand_and_importing_again_changes_nothing()
      throws Exception {
    Path file = SharedData.paysim();
    PaysimByHand byHand = PaysimByHand.compute(file);
    try (JavaProcess server = JavaProcess.start(directory, environment(), Griot.class, "serve")) {
      server.awaitOutput("Griot is ready.");
      String url =
          server
              .out()
              .lines()
              .filter(line -> line.strip().startsWith("address"))
              .map(line -> line.replaceAll(".*(http://)", "$1").strip())
              .findFirst()
              .orElseThrow();

      JsonNode first = report(url, file);
      Map<String, BigDecimal> afterFirst = balances();

      assertThat(first.path("rows").asInt()).isEqualTo(10_000);
      assertThat(first.path("accepted").asInt()).isEqualTo(byHand.accepted());
      assertThat(rejectedByCode(first)).isEqualTo(byHand.rejected());
      assertThat(first.path("already_known").asInt()).isZero();
      assertThat(first.path("wallets_opened").asInt()).isEqualTo(byHand.wallets().size());
      assertTrialBalanceIsZero(first);
      assertSame(afterFirst, expected(byHand));

      JsonNode second = report(url, file);

      assertThat(second.path("already_known").asInt()).isEqualTo(10_000);
      assertThat(second.path("accepted").asInt()).isEqualTo(byHand.accepted());
      assertThat(rejectedByCode(second)).isEqualTo(byHand.rejected());
      assertThat(second.path("wallets_opened").asInt()).isZero();
      assertTrialBalanceIsZero(second);
      assertSame(balances(), afterFirst);

      String rebuilt = run("rebuild");
      assertThat(rebuilt)
          .startsWith(
              "Rebuilt accounts, approvals, bill_payments, disputes, entries, grants, holds, notifications, postings from ");
      assertSame(balances(), afterFirst);
      server.terminate();
      assertThat(server.exitCode(Duration.ofSeconds(30))).isIn(0, 143);
    }
    // Also when nothing serves: the export runs the database itself.
    assertSame(balances(), expected(byHand));
  }

  private JsonNode report(String url, Path file) throws InterruptedException {
    String out = run("import", "--format", "paysim", file.toString(), "--url", url, "--json");
    return JsonMapper.builder().build().readTree(out);
  }

  private String run(String... arguments) throws InterruptedException {
    try (JavaProcess process =
        JavaProcess.start(directory, environment(), Griot.class, arguments)) {
      int exitCode = process.exitCode(PATIENCE);
      assertThat(exitCode).as("%s: %s", String.join(" ", arguments), process.err()).isZero();
      return process.out();
    }
  }

  private Map<String, BigDecimal> balances() throws InterruptedException {
    List<String> lines = run("export", "--format", "balances").lines().toList();
    assertThat(lines.getFirst())
        .isEqualTo("account,external_reference,currency,debits,credits,balance");
    assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)[0]).toList()).isSorted();
    Map<String, BigDecimal> balances = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = Arrays.asList(line.split(",", -1));
      assertThat(fields).hasSize(6);
      BigDecimal balance = new BigDecimal(fields.get(5));
      assertThat(new BigDecimal(fields.get(4)).subtract(new BigDecimal(fields.get(3))))
          .isEqualTo(balance);
      balances.put(fields.get(1).isEmpty() ? fields.get(0) : fields.get(1), balance);
    }
    return balances;
  }

  private static void assertSame(Map<String, BigDecimal> actual, Map<String, BigDecimal> expected) {
    Map<String, String> differences = new TreeMap<>();
    Set<String> accounts = new HashSet<>(expected.keySet());
    accounts.addAll(actual.keySet());
    // The administrator has a wallet too, and nothing in it.
    accounts.removeIf(
        account ->
            account.startsWith("wallet:") && "0.00".equals(String.valueOf(actual.get(account))));
    for (String account : accounts) {
      String there = String.valueOf(actual.get(account));
      String wanted = String.valueOf(expected.get(account));
      if (!there.equals(wanted)) {
        differences.put(account, there + " instead of " + wanted);
      }
    }
    assertThat(differences).isEmpty();
  }

  private static Map<String, BigDecimal> expected(PaysimByHand byHand) {
    Map<String, BigDecimal> expected = new HashMap<>();
    byHand.wallets().forEach((name, balance) -> expected.put(name, balance.setScale(2)));
    expected.put("settlement:paysim:ETB", byHand.settlement().setScale(2));
    return expected;
  }

  private static Map<String, Integer> rejectedByCode(JsonNode report) {
    return report
        .path("rejected_by_code")
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, code -> code.getValue().asInt()));
  }

  private static void assertTrialBalanceIsZero(JsonNode report) {
    assertThat(report.path("trial_balance").size()).isEqualTo(1);
    assertThat(report.path("trial_balance").get(0).path("currency").asString()).isEqualTo("ETB");
    assertThat(new BigDecimal(report.path("trial_balance").get(0).path("sum").asString()))
        .isEqualByComparingTo("0");
  }

  private Map<String, String> environment() {
    return Map.of("GRIOT_DATA_DIR", directory.resolve("data").toString(), "GRIOT_PORT", "0");
  }
}
