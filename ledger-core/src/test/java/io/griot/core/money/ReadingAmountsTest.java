package io.griot.core.money;

import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.etb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAmountsTest {

  @ParameterizedTest
  @CsvSource({
    "XOF, 1, 1",
    "XOF, 10.0, 10",
    "XOF, 10.000, 10",
    "XOF, 1E+3, 1000",
    "JPY, 7, 7",
    "ETB, 10, 1000",
    "ETB, 10.5, 1050",
    "ETB, 10.50, 1050",
    "ETB, 10.500, 1050",
    "ETB, 0.01, 1",
    "ETB, 1.01E+07, 1010000000",
    "ETB, 1050E-2, 1050",
    "ETB, 10500E-3, 1050",
    "CDF, 0.99, 99",
    "KWD, 0.001, 1",
    "KWD, 1.2, 1200",
    "XOF, 1000000000000000, 1000000000000000",
    "XOF, 1E+15, 1000000000000000",
    "ETB, 10000000000000, 1000000000000000",
    "ETB, 9999999999999.99, 999999999999999",
    "KWD, 1000000000000.000, 1000000000000000",
  })
  void takes_an_amount_exactly(String currency, String written, long minorUnits) {
    Currency of = Currency.getInstance(currency);
    assertThat(amount(written).in(of)).isEqualTo(new Money(minorUnits, of));
  }

  @ParameterizedTest
  @CsvSource({
    "XOF, 0.5",
    "XOF, 10.01",
    "XOF, 1E-1",
    "JPY, 0.1",
    "ETB, 0.001",
    "ETB, 10.505",
    "ETB, 1E-3",
    "CDF, 1.999",
    "KWD, 0.0001",
    "ETB, 1E-999999999",
  })
  void refuses_more_decimals_than_the_currency_has(String currency, String written) {
    assertThat(refusal(currency, written)).isEqualTo(RejectionCode.AMOUNT_TOO_PRECISE);
  }

  @ParameterizedTest
  @CsvSource({
    "XOF, 1000000000000001",
    "ETB, 10000000000000.01",
    "KWD, 1000000000000.001",
    "XOF, 1E+16",
    "ETB, 1E+14",
    "ETB, 99999999999999999999999999999999",
    "ETB, 1E+999999999",
    "ETB, 100E+2147483647",
  })
  void refuses_more_than_the_largest_amount(String currency, String written) {
    assertThat(refusal(currency, written)).isEqualTo(RejectionCode.AMOUNT_TOO_LARGE);
  }

  @Test
  void names_the_decimals_before_the_size() {
    assertThat(refusal("ETB", "99999999999999999999.001"))
        .isEqualTo(RejectionCode.AMOUNT_TOO_PRECISE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.00", "0E+3", "-0.01", "-1", "-1E+20"})
  void is_never_zero_or_less(String written) {
    assertThatThrownBy(() -> amount(written)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void renders_money_back() {
    assertThat(MajorUnits.of(etb(1050)).in(etb(0).currency())).isEqualTo(etb(1050));
  }

  @Test
  void says_what_would_do() {
    Rejection precise =
        catchThrowableOfType(Rejection.class, () -> amount("1.5").in(Currency.getInstance("XOF")));
    assertThat(precise.detail()).isEqualTo("XOF amounts have at most 0 decimals.");
    Rejection large =
        catchThrowableOfType(Rejection.class, () -> amount("1E+20").in(etb(0).currency()));
    assertThat(large.detail()).isEqualTo("The largest amount is 10000000000000.00 ETB.");
  }

  private static RejectionCode refusal(String currency, String written) {
    Rejection rejection =
        catchThrowableOfType(
            Rejection.class, () -> amount(written).in(Currency.getInstance(currency)));
    assertThat(rejection.field()).isEqualTo("amount");
    return rejection.code();
  }
}
