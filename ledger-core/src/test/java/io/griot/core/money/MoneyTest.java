package io.griot.core.money;

import static io.griot.core.Sample.CDF;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.xof;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class MoneyTest {

  @Test
  void adds_and_subtracts_exactly() {
    assertThat(etb(10).plus(etb(20))).isEqualTo(etb(30));
    assertThat(etb(10).minus(etb(20))).isEqualTo(etb(-10));
    assertThat(etb(Long.MAX_VALUE - 1).plus(etb(1))).isEqualTo(etb(Long.MAX_VALUE));
    assertThat(etb(Long.MIN_VALUE + 1).minus(etb(1))).isEqualTo(etb(Long.MIN_VALUE));
  }

  @Test
  void never_wraps_around() {
    assertThatThrownBy(() -> etb(Long.MAX_VALUE).plus(etb(1)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> etb(Long.MIN_VALUE).minus(etb(1)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void never_mixes_currencies() {
    Money francs = new Money(1, CDF);
    assertThatThrownBy(() -> etb(1).plus(francs)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> etb(1).minus(francs)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> etb(1).compareTo(francs)).isInstanceOf(IllegalArgumentException.class);
    assertThat(etb(1)).isNotEqualTo(francs);
  }

  @Test
  void has_no_amounts_of_what_is_not_money() {
    // Gold and the test currency have no minor unit.
    assertThatThrownBy(() -> Money.zero(Currency.getInstance("XAU")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Money(1, Currency.getInstance("XXX")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knows_its_sign() {
    assertThat(etb(1).isPositive()).isTrue();
    assertThat(etb(0).isPositive()).isFalse();
    assertThat(etb(-1).isPositive()).isFalse();
    assertThat(etb(1).isNegative()).isFalse();
    assertThat(etb(0).isNegative()).isFalse();
    assertThat(etb(-1).isNegative()).isTrue();
    assertThat(Money.zero(ETB)).isEqualTo(etb(0));
  }

  @Test
  void orders_by_size() {
    assertThat(etb(1)).isLessThan(etb(2));
    assertThat(etb(2)).isGreaterThan(etb(-3));
    assertThat(etb(2)).isEqualByComparingTo(etb(2));
  }

  @Test
  void shows_major_units_with_the_decimals_of_its_currency() {
    assertThat(etb(1050)).hasToString("10.50 ETB");
    assertThat(etb(-5)).hasToString("-0.05 ETB");
    assertThat(xof(1050)).hasToString("1050 XOF");
    assertThat(new Money(1050, Currency.getInstance("KWD"))).hasToString("1.050 KWD");
    assertThat(etb(1000).majorUnits()).isEqualTo(new BigDecimal("10.00"));
  }
}
