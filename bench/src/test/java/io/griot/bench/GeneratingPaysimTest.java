package io.griot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratingPaysimTest {

  @TempDir private Path directory;
  private List<String> lines;

  @BeforeEach
  void generate() throws IOException {
    PaysimFile.generate(directory.resolve("paysim.csv"), 1_000, 7);
    lines = Files.readAllLines(directory.resolve("paysim.csv"));
  }

  @Test
  void it_has_paysims_columns_and_the_rows_asked_for() {
    assertThat(lines.getFirst())
        .isEqualTo(
            "step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud");
    assertThat(lines).hasSize(1_001);
    assertThat(rows()).allMatch(row -> row.length == 11);
  }

  @Test
  void its_types_come_as_often_as_paysims() {
    Map<String, Long> types =
        rows().stream().collect(Collectors.groupingBy(row -> row[1], Collectors.counting()));

    assertThat(types).containsOnlyKeys("PAYMENT", "CASH_IN", "CASH_OUT", "TRANSFER", "DEBIT");
    assertThat(types.get("PAYMENT")).isBetween(480L, 620L);
    assertThat(types.get("DEBIT")).isBetween(15L, 80L);
  }

  @Test
  void some_senders_cannot_pay_and_no_amount_is_zero() {
    assertThat(rows()).allMatch(row -> new BigDecimal(row[2]).signum() > 0);
    assertThat(
            rows().stream()
                .filter(row -> new BigDecimal(row[2]).compareTo(new BigDecimal(row[4])) > 0)
                .count())
        .isBetween(250L, 550L);
  }

  @Test
  void the_same_seed_makes_the_same_file_and_another_seed_other_names() throws IOException {
    PaysimFile.generate(directory.resolve("again.csv"), 1_000, 7);
    PaysimFile.generate(directory.resolve("other.csv"), 1_000, 8);

    assertThat(directory.resolve("again.csv"))
        .hasSameTextualContentAs(directory.resolve("paysim.csv"));
    assertThat(names(directory.resolve("other.csv")))
        .doesNotContainAnyElementsOf(names(directory.resolve("paysim.csv")));
  }

  @Test
  void a_renamed_file_moves_the_same_between_others() throws IOException {
    Path renamed = directory.resolve("renamed.csv");
    PaysimFile.renamed(directory.resolve("paysim.csv"), renamed, List.of("-2"));

    assertThat(names(renamed)).doesNotContainAnyElementsOf(names(directory.resolve("paysim.csv")));
    assertThat(Files.readString(renamed).replace("-2", ""))
        .isEqualTo(Files.readString(directory.resolve("paysim.csv")));
  }

  @Test
  void a_file_renamed_several_times_has_one_header_and_the_rows_each_time() throws IOException {
    Path longer = directory.resolve("longer.csv");
    PaysimFile.renamed(directory.resolve("paysim.csv"), longer, List.of("-3", "-4"));

    assertThat(Files.readAllLines(longer)).hasSize(2_001);
    assertThat(names(longer))
        .hasSize(4_000)
        .anyMatch(name -> name.endsWith("-3"))
        .anyMatch(name -> name.endsWith("-4"));
  }

  @Test
  void a_file_without_paysims_columns_is_refused() throws IOException {
    Path other = Files.writeString(directory.resolve("other.csv"), "a,b\n1,2\n");

    assertThatThrownBy(
            () -> PaysimFile.renamed(other, directory.resolve("renamed.csv"), List.of("-2")))
        .isInstanceOf(NotBegun.class)
        .hasMessageContaining("PaySim's columns");
  }

  private List<String[]> rows() {
    return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static List<String> names(Path file) throws IOException {
    Function<String[], List<String>> names = row -> List.of(row[3], row[6]);
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> names.apply(line.split(",", -1)))
        .flatMap(List::stream)
        .toList();
  }
}
