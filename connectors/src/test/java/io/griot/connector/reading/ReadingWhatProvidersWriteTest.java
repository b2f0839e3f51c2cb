package io.griot.connector.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.money.Money;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingWhatProvidersWriteTest {

  private static final Currency XOF = Currency.getInstance("XOF");
  private static final Currency CDF = Currency.getInstance("CDF");

  @ParameterizedTest
  @CsvSource({
    "17865.57, 1786557",
    "' 17865.57 ', 1786557",
    "17865.5, 1786550",
    "17865.570, 1786557",
    "100, 10000",
    "0, 0",
    "-12.5, -1250"
  })
  void amounts_are_exact(String written, long centimes) throws Unreadable {
    assertThat(Reading.amount("solde", written, CDF)).isEqualTo(new Money(centimes, CDF));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "17865.571", "1E3", "1,000", "1 000", "NaN", "17.", ".5", "0x10"})
  void what_could_be_read_in_two_ways_or_would_be_rounded_is_unreadable(String written) {
    assertThatThrownBy(() -> Reading.amount("solde", written, CDF))
        .isInstanceOf(Unreadable.class)
        .hasMessage("solde cannot be read");
  }

  @Test
  void an_amount_is_as_large_as_the_ledger_holds() throws Unreadable {
    assertThat(Reading.amount("montant", "1000000000000000", XOF).minorUnits())
        .isEqualTo(1_000_000_000_000_000L);
    assertThatThrownBy(() -> Reading.amount("montant", "1000000000000001", XOF))
        .isInstanceOf(Unreadable.class);
    assertThat(Reading.amount("montant", "2828.0", XOF)).isEqualTo(new Money(2828, XOF));
    assertThatThrownBy(() -> Reading.amount("montant", "2828.5", XOF))
        .isInstanceOf(Unreadable.class);
    assertThatThrownBy(() -> Reading.amount("montant", null, XOF)).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @CsvSource({"1859000, 18590", "1786557, 17865.57", "1786550, 17865.50", "10000, 100"})
  void amounts_are_written_as_the_documents_write_them(long centimes, String written) {
    assertThat(Reading.written(new Money(centimes, CDF))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-03-31",
        "2024-03-31 00:00:00",
        "31/03/2024",
        "31-03-2024",
        " 31-03-2024 ",
        "2024-03-31 23:59:59"
      })
  void days_come_in_many_spellings(String written) {
    assertThat(Reading.date(written)).isEqualTo(LocalDate.of(2024, 3, 31));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "31.03.2024", "2024-02-30", "30/02/2024", "3/1/2024", "soon"})
  void a_day_that_cannot_be_read_is_not_made_up(String written) {
    assertThat(Reading.date(written)).isNull();
  }

  @Test
  void texts_lose_their_padding() {
    assertThat(Reading.text("MUKEBA MUKEBA ")).isEqualTo("MUKEBA MUKEBA");
    assertThat(Reading.text("  ")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "a/b", "a b", "", "é", "a?b"})
  void what_would_change_a_path_is_no_reference(String text) {
    assertThat(Reading.isReference(text)).isFalse();
  }
}
