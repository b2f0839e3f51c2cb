package io.griot.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.server.importing.FakeLedger.Fault;
import io.griot.server.settings.StartRefused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportingTest {

  private static final String GRIOT_HEADER =
      "reference,kind,from,to,amount,currency,remarks,effective_at\n";
  private static final String PAYSIM_HEADER =
      "step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,"
          + "newbalanceDest,isFraud,isFlaggedFraud\n";

  @TempDir private Path directory;
  private FakeLedger ledger;
  private final List<Duration> pauses = new ArrayList<>();
  private final MockEnvironment settings = new MockEnvironment();
  private String standardInput = "";

  @BeforeEach
  void startLedger() throws IOException {
    ledger = new FakeLedger();
    settings.setProperty("griot.admin.phone", FakeLedger.PHONE);
    settings.setProperty("griot.admin.password", FakeLedger.PASSWORD);
  }

  @AfterEach
  void stopLedger() {
    ledger.close();
  }

  @Test
  void paysim_rows_end_in_the_balances_of_an_independent_calculation() throws Exception {
    Path file = SharedData.paysim();

    Ran ran = run("--format", "paysim", file.toString(), "--json");

    PaysimByHand byHand = PaysimByHand.compute(file);
    assertThat(ran.exitCode).isZero();
    assertThat(cents(ledger.wallets())).isEqualTo(cents(byHand.wallets()));
    assertThat(ledger.balance("settlement:paysim:ETB")).isEqualByComparingTo(byHand.settlement());
    JsonNode report = ran.report();
    assertThat(report.path("rows").asInt()).isEqualTo(10_000);
    assertThat(report.path("accepted").asInt()).isEqualTo(byHand.accepted());
    assertThat(report.path("rejected_by_code").path("INSUFFICIENT_AVAILABLE_FUNDS").asInt())
        .isEqualTo(byHand.rejected().get("INSUFFICIENT_AVAILABLE_FUNDS"));
    assertThat(report.path("wallets_opened").asInt()).isEqualTo(byHand.wallets().size());
    assertThat(report.path("trial_balance").get(0).path("sum").asDecimal())
        .isEqualByComparingTo("0");
  }

  @Test
  void ten_paysim_rows_round_count_and_reject_as_on_paper() throws Exception {
    Path file = file(ComputingPaysimByHandTest.TEN_ROWS);

    Ran ran = run("--format", "paysim", file.toString(), "--json");

    assertThat(cents(ledger.wallets())).isEqualTo(cents(PaysimByHand.compute(file).wallets()));
    assertThat(ran.report().path("rejected_by_code").toString())
        .isEqualTo("{\"AMOUNT_NOT_POSITIVE\":1,\"INSUFFICIENT_AVAILABLE_FUNDS\":3}");
  }

  @Test
  void rows_go_out_in_file_order_with_the_key_of_file_and_row() throws Exception {
    String rows =
        IntStream.rangeClosed(1, 2_500)
            .mapToObj(row -> "1,PAYMENT,1,C" + row % 7 + ",2500,0,M" + row + ",0,0,0,0\n")
            .collect(Collectors.joining());
    Path file = file(PAYSIM_HEADER + rows);

    Ran ran = run("--format", "paysim", file.toString(), "--json");

    assertThat(ran.report().path("accepted").asInt()).isEqualTo(2_500);
    List<String> sent = ledger.bulks.stream().flatMap(List::stream).toList();
    String sha256 = ImportFile.open(file.toString(), System.in).sha256();
    assertThat(sha256).hasSize(64);
    assertThat(sent)
        .isEqualTo(IntStream.rangeClosed(1, 2_500).mapToObj(row -> sha256 + ":" + row).toList());
    assertThat(ledger.bulks).hasSize(3);
    assertThat(ledger.bulkKeys).doesNotHaveDuplicates();
  }

  @Test
  void kinds_and_types_reach_the_ledger() throws Exception {
    Path file =
        file(
            PAYSIM_HEADER
                + "1,CASH_IN,1,C1,0,0,C2,0,0,0,0\n1,CASH_OUT,1,C1,0,0,C2,0,0,0,0\n"
                + "1,DEBIT,1,C3,5,0,C2,0,0,0,0\n1,PAYMENT,1,C3,0,0,C2,0,0,0,0\n"
                + "1,TRANSFER,1,C3,0,0,C2,0,0,0,0\n");

    run("--format", "paysim", file.toString());

    assertThat(ledger.transfers)
        .extracting(sent -> sent.path("kind").asString() + " " + sent.path("remarks").asString())
        .containsExactly(
            "receive-external CASH_IN",
            "send-external CASH_OUT",
            "send-external DEBIT",
            "p2p PAYMENT",
            "p2p TRANSFER");
    assertThat(ledger.transfers.getFirst().path("from_wallet").asString())
        .isEqualTo("settlement:paysim:ETB");
    assertThat(ledger.transfers.get(1).path("to_wallet").asString())
        .isEqualTo("settlement:paysim:ETB");
  }

  @Test
  void a_second_import_is_all_hits_and_changes_nothing() throws Exception {
    Path file = file(ComputingPaysimByHandTest.TEN_ROWS.replace("PAYMENT,0,", "PAYMENT,0.5,"));
    run("--format", "paysim", file.toString());
    var before = ledger.wallets();

    Ran again = run("--format", "paysim", file.toString(), "--json");

    assertThat(again.report().path("already_known").asInt()).isEqualTo(10);
    assertThat(again.report().path("wallets_opened").asInt()).isZero();
    assertThat(ledger.wallets()).isEqualTo(before);
  }

  @Test
  void griot_rows_carry_what_they_hold_and_leave_out_what_is_empty() throws Exception {
    Path file =
        file(
            GRIOT_HEADER
                + "r1,,wallet:0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3,settlement:x:ETB,1.50,,,\n"
                + "r2,adjustment,settlement:x:ETB,0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3,1E+2,ETB,"
                + "\"for \"\"x\"\", again\",2026-01-01T10:00:00Z\n");

    run(file.toString());

    assertThat(ledger.transfers)
        .extracting(JsonNode::toString)
        .containsExactly(
            "{\"reference\":\"r1\",\"from_wallet\":\"0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3\","
                + "\"to_wallet\":\"settlement:x:ETB\",\"amount\":\"1.5\"}",
            "{\"reference\":\"r2\",\"from_wallet\":\"settlement:x:ETB\","
                + "\"to_wallet\":\"0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3\",\"amount\":\"100\","
                + "\"kind\":\"adjustment\",\"currency\":\"ETB\",\"remarks\":\"for \\\"x\\\", again\","
                + "\"effective_at\":\"2026-01-01T10:00:00Z\"}");
  }

  @Test
  void a_broken_line_is_named_and_only_it_is_left_out() throws Exception {
    Path file =
        file(
            PAYSIM_HEADER
                + "1,PAYMENT,1,C1,10,0,M1,0,0,0,0\n"
                + "1,PAYMENT,1,C2,10\n"
                + "\n"
                + "1,PAYMENT,much,C3,10,0,M3,0,0,0,0\n"
                + "1,\"PAYMENT,1,C4,10,0,M4,0,0,0,0\n"
                + "1,BARTER,1,C5,10,0,M5,0,0,0,0\n"
                + "1,PAYMENT,1E+999999999,C6,10,0,M6,0,0,0,0\n"
                + "1,PAYMENT,1,,10,0,M7,0,0,0,0\n"
                + "1,PAYMENT,1,C8,10,0,M8,0,0,0,0");

    Ran ran = run("--format", "paysim", file.toString(), "--json");

    JsonNode report = ran.report();
    assertThat(ran.exitCode).isZero();
    assertThat(report.path("rows").asInt()).isEqualTo(8);
    assertThat(report.path("accepted").asInt()).isEqualTo(2);
    assertThat(report.path("rejected_by_code").path("MALFORMED_ROW").asInt()).isEqualTo(6);
    assertThat(report.path("malformed_lines").valueStream().map(JsonNode::asString))
        .containsExactly(
            "line 3 has 5 columns instead of 11",
            "line 5 has \"much\" as amount, which is not a number",
            "line 6 is no CSV (a quote is not closed, or closed too early)",
            "line 7 has \"BARTER\" as type, which PaySim does not know",
            "line 8 has more than 30 digits in amount");
    assertThat(ledger.wallets()).containsOnlyKeys("C1", "M1", "C8", "M8");
  }

  @Test
  void a_line_that_is_no_text_or_endless_spoils_only_itself() throws Exception {
    Path file = directory.resolve("odd.csv");
    try (var out = Files.newOutputStream(file)) {
      out.write(("\uFEFF" + GRIOT_HEADER).getBytes(StandardCharsets.UTF_8));
      out.write("r1,,settlement:a:ETB,settlement:b:ETB,1,,caf".getBytes(StandardCharsets.UTF_8));
      out.write(new byte[] {(byte) 0xE9, ',', '\r', '\n'});
      out.write("x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
      out.write(
          "\r\nr3,,settlement:a:ETB,settlement:b:ETB,1,,café,\r\n"
              .getBytes(StandardCharsets.UTF_8));
    }

    Ran ran = run(file.toString());

    assertThat(ran.out)
        .contains("line 2 is not text in UTF-8")
        .contains("line 3 is longer than 65536 bytes");
    assertThat(ledger.transfers)
        .extracting(sent -> sent.path("remarks").asString())
        .containsExactly("café");
  }

  @Test
  void standard_input_is_a_file_too() throws Exception {
    standardInput = ComputingPaysimByHandTest.TEN_ROWS;

    Ran ran = run("--format", "paysim", "-", "--json");

    assertThat(ran.report().path("rows").asInt()).isEqualTo(10);
    assertThat(ran.report().path("file").asString()).isEqualTo("standard input");
  }

  @Test
  void the_table_says_what_happened() throws Exception {
    Path file = file(ComputingPaysimByHandTest.TEN_ROWS + "broken\n");

    Ran ran = run("--format", "paysim", file.toString());

    assertThat(ran.out.lines().map(line -> line.strip().replaceAll(" +", " ")))
        .filteredOn(line -> !line.startsWith("seconds "))
        .containsExactly(
            file + " (paysim)",
            "rows 11",
            "accepted 6",
            "rejected 5",
            "AMOUNT_NOT_POSITIVE 1",
            "INSUFFICIENT_AVAILABLE_FUNDS 3",
            "MALFORMED_ROW 1",
            "already known 0",
            "wallets opened 7",
            "trial balance ETB 0.00 (debits 42.50, credits 42.50)",
            "line 12 has 1 columns instead of 11");
  }

  @Test
  void the_trial_balance_is_read_behind_the_last_write() throws Exception {
    run("--format", "paysim", file(ComputingPaysimByHandTest.TEN_ROWS).toString());

    assertThat(ledger.minPosition).isEqualTo("2");
  }

  @Test
  void a_busy_ledger_is_asked_again_when_it_says() throws Exception {
    ledger.answerNext(new Fault(503, "3", false));
    ledger.answerNext(new Fault(503, null, false));

    Ran ran = run("--format", "paysim", file(ComputingPaysimByHandTest.TEN_ROWS).toString());

    assertThat(ran.exitCode).isZero();
    assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofMillis(400));
  }

  @Test
  void a_chunk_whose_answer_was_lost_is_sent_again_under_the_same_key() throws Exception {
    ledger.answerNext(new Fault(502, null, true));

    Ran ran = run("--format", "paysim", file(ComputingPaysimByHandTest.TEN_ROWS).toString());

    assertThat(ran.exitCode).isZero();
    assertThat(ledger.bulkKeys).hasSize(2);
    assertThat(ledger.bulkKeys.get(0)).isEqualTo(ledger.bulkKeys.get(1));
  }

  @Test
  void a_token_that_ran_out_is_renewed() throws Exception {
    String rows = "1,PAYMENT,1,C1,5000,0,M1,0,0,0,0\n".repeat(1_500);
    ledger.answerNext(new Fault(401, null, false));

    Ran ran = run("--format", "paysim", file(PAYSIM_HEADER + rows).toString(), "--json");

    assertThat(ran.report().path("accepted").asInt()).isEqualTo(1_500);
    assertThat(ledger.logins).isEqualTo(2);
  }

  @Test
  void an_import_that_breaks_off_says_after_which_row_and_can_be_repeated() throws Exception {
    String rows = "1,PAYMENT,1,C1,5000,0,M1,0,0,0,0\n".repeat(2_500);
    Path file = file(PAYSIM_HEADER + rows);
    ledger.answerNext(new Fault(200, null, true));
    // A first chunk answered with an empty object is no answer.
    Ran broken = run("--format", "paysim", file.toString(), "--json");

    assertThat(broken.exitCode).isEqualTo(1);
    assertThat(broken.err)
        .isEqualTo(
            "griot: Broke off after row 0: the ledger answered 0 results to 1000 items."
                + " Import the file again: what is in stays in, once.\n");
    assertThat(broken.report().path("complete").asBoolean()).isFalse();

    Ran again = run("--format", "paysim", file.toString(), "--json");
    assertThat(again.exitCode).isZero();
    assertThat(again.report().path("accepted").asInt()).isEqualTo(2_500);
    assertThat(again.report().path("already_known").asInt()).isEqualTo(1_000);
    assertThat(ledger.wallets().get("M1")).isEqualByComparingTo("2500");
  }

  @Test
  void a_ledger_that_stays_away_ends_the_import_after_bounded_patience() throws Exception {
    for (int i = 0; i < 100; i++) {
      ledger.answerNext(new Fault(503, "10", false));
    }

    Ran ran = run("--format", "paysim", file(ComputingPaysimByHandTest.TEN_ROWS).toString());

    assertThat(ran.exitCode).isEqualTo(1);
    assertThat(ran.err)
        .startsWith("griot: Broke off after row 0: the ledger answers HTTP 503 SCRIPTED");
    assertThat(pauses).hasSize(6);
  }

  @Test
  void without_a_trial_balance_the_rest_of_the_report_stands() throws Exception {
    ledger.knowsTrialBalance = false;

    Ran ran = run("--format", "paysim", file(ComputingPaysimByHandTest.TEN_ROWS).toString());

    assertThat(ran.exitCode).isZero();
    assertThat(ran.out).contains("trial balance").contains("unknown");
    assertThat(ran.err).contains("the trial balance is unknown");
  }

  @Test
  void what_cannot_begin_says_why_in_one_line() throws Exception {
    String paysim = file(ComputingPaysimByHandTest.TEN_ROWS).toString();
    Path empty = Files.writeString(directory.resolve("empty.csv"), "");
    Path misspelt =
        Files.writeString(
            directory.resolve("misspelt.csv"), "reference,from,to,amount,effectiv_at\n");
    Path quote = Files.writeString(directory.resolve("quote.csv"), "reference,\"from,to,amount\n");

    assertThat(refusal("--format", "xml", paysim))
        .isEqualTo("--format is \"xml\": give griot or paysim.");
    assertThat(refusal("none.csv")).isEqualTo("There is no file none.csv.");
    assertThat(refusal(directory.toString()))
        .isEqualTo(directory + " is a directory: name a file.");
    assertThat(refusal(empty.toString()))
        .isEqualTo(empty + " is empty: its first line names the columns.");
    assertThat(refusal(paysim))
        .endsWith("names no column reference, from, to: it looks like --format paysim.");
    assertThat(refusal(misspelt.toString()))
        .contains("names a column \"effectiv_at\": format griot has reference,kind,from");
    assertThat(refusal(quote.toString())).contains("is no CSV (a quote is not closed");
    assertThat(refusal("--format", "paysim", paysim, "--url", "localhost:8080"))
        .isEqualTo("--url is \"localhost:8080\": give an address such as http://localhost:8080.");
  }

  @Test
  void no_ledger_at_the_address_is_said_before_anything_is_sent() throws Exception {
    String paysim = file(ComputingPaysimByHandTest.TEN_ROWS).toString();
    String nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "http://localhost:" + socket.getLocalPort();
    }

    assertThat(refusal("--format", "paysim", paysim, "--url", nobody))
        .isEqualTo(
            "No ledger answers at "
                + nobody
                + " (nothing listens there): start one with `./griot serve`, or name it with"
                + " --url.");
    assertThat(refusal("--format", "paysim", paysim, "--url", ledger.url() + "/elsewhere"))
        .contains("does not sign anybody in (HTTP 404 NOT_FOUND)");
  }

  @Test
  void a_wrong_password_is_said() throws Exception {
    settings.setProperty("griot.admin.password", "open-barley");

    assertThat(refusal("--format", "paysim", file(ComputingPaysimByHandTest.TEN_ROWS).toString()))
        .contains("refuses the administrator +251911000000 (HTTP 401 INVALID_CREDENTIALS")
        .endsWith("look at GRIOT_ADMIN_PHONE and GRIOT_ADMIN_PASSWORD.");
  }

  @Test
  void the_made_up_password_is_found_in_the_data_directory() throws Exception {
    String paysim = file(ComputingPaysimByHandTest.TEN_ROWS).toString();
    settings.setProperty("griot.admin.password", "");
    settings.setProperty("griot.data-dir", directory.resolve("data").toString());

    assertThat(refusal("--format", "paysim", paysim))
        .startsWith("No password to sign in with: set GRIOT_ADMIN_PASSWORD, or GRIOT_DATA_DIR");
    assertThat(directory.resolve("data")).doesNotExist();

    Files.createDirectory(directory.resolve("data"));
    Files.writeString(directory.resolve("data/admin-password"), FakeLedger.PASSWORD + "\n");
    assertThat(run("--format", "paysim", paysim).exitCode).isZero();
  }

  @Test
  void production_asks_for_the_administrator() throws Exception {
    settings.setProperty("griot.admin.password", "");
    settings.setProperty("griot.mode", "production");

    assertThat(refusal("--format", "paysim", file(ComputingPaysimByHandTest.TEN_ROWS).toString()))
        .isEqualTo(
            "No administrator to sign in as: set GRIOT_ADMIN_PHONE and GRIOT_ADMIN_PASSWORD.");
  }

  // 10 and 10.00 are one amount, but not one BigDecimal.
  private static Map<String, BigDecimal> cents(Map<String, BigDecimal> amounts) {
    Map<String, BigDecimal> cents = new HashMap<>();
    amounts.forEach((name, amount) -> cents.put(name, amount.setScale(2)));
    return cents;
  }

  private record Ran(int exitCode, String out, String err) {
    JsonNode report() {
      return JsonMapper.builder().build().readTree(out);
    }
  }

  private String refusal(String... arguments) {
    Ran ran = run(arguments);
    assertThat(ran.exitCode).isEqualTo(2);
    assertThat(ran.out).isEmpty();
    assertThat(ledger.bulks).isEmpty();
    assertThat(ran.err).hasLineCount(1);
    return ran.err.strip();
  }

  private Ran run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var input = new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8));
    settings.setProperty("griot.port", ledger.url().replaceAll(".*:", ""));
    int exitCode =
        new CommandLine(new Import(() -> settings, input, pauses::add))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(
                (thrown, command, _) -> {
                  if (!(thrown instanceof StartRefused)) {
                    throw thrown;
                  }
                  command.getErr().println(thrown.getMessage());
                  return 2;
                })
            .execute(arguments);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("file.csv"), content);
  }
}
