package io.griot.core.utility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.bill.Bill;
import io.griot.core.id.BillId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingPayeesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SENELEC/1061103482/5589110",
        "SENELEC/106A250566/5589110",
        "SDE/735034654215/10073503465421502051701",
        "REGIDESO/KIN/83262/108776771",
        "REGIDESO/KC/01234-X/1",
        "WOYOFAL/58469823",
        "AIRTIME/ORANGE/+221771234567",
        "AIRTIME/EXPRESSO/+221771234567",
      })
  void reads_a_payee_as_it_renders(String text) {
    assertThat(Payee.parse(text)).hasToString(text);
    assertThat(Payee.parse(Payee.parse(text).toString())).isEqualTo(Payee.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "SENELEC",
        "SENELEC/",
        "SENELEC/1",
        "SENELEC/1/",
        "SENELEC//2",
        "SENELEC/1/2/",
        "SENELEC/1/2/3",
        "senelec/1/2",
        "Senelec/1/2",
        "GAZ/1/2",
        "SENELEC/1 /2",
        "SENELEC/1/ 2",
        "SENELEC/1/2\n",
        "SENELEC/1/2\u0000",
        "SENELEC/1%2F/2",
        "SENELEC/1?x=1/2",
        "SENELEC/1#/2",
        "SENELEC/1;/2",
        "SENELEC/../2",
        "SENELEC/./2",
        "SENELEC/1/..",
        "SENELEC/.1/2",
        "SENELEC/1\\2/2",
        "SENELEC/١٢٣/2",
        "SENELEC/é/2",
        "REGIDESO/83262/108776771",
        "REGIDESO//83262/108776771",
        "REGIDESO/KIN/83262/",
        "WOYOFAL",
        "WOYOFAL/",
        "WOYOFAL/1/2",
        "AIRTIME/ORANGE/",
        "AIRTIME/orange/+221771234567",
        "AIRTIME/FREE/+221771234567",
        "AIRTIME/+221771234567",
      })
  void refuses_what_names_no_payee(String text) {
    assertThatThrownBy(() -> Payee.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void references_have_1_to_64_characters() {
    assertThat(Payee.isReference("x")).isTrue();
    assertThat(Payee.isReference("9".repeat(64))).isTrue();
    assertThat(Payee.isReference("")).isFalse();
    assertThat(Payee.isReference("9".repeat(65))).isFalse();
    assertThat(Payee.isReference("9".repeat(10_000_000))).isFalse();
    assertThatThrownBy(() -> Payee.parse("WOYOFAL/" + "/".repeat(1_000_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Providers are asked at addresses that end in a reference. */
  @Test
  void no_reference_is_another_address() {
    assertThat(Payee.isReference("A.1")).isTrue();
    assertThat(Payee.isReference("..")).isFalse();
    assertThat(Payee.isReference(".")).isFalse();
    assertThat(Payee.isReference(".1")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "SENELEC/106a250566/b1, bill:SENELEC/106A250566/B1",
    "SDE/735/100, bill:SDE/735/100",
    "REGIDESO/KIN/01234-x/1, bill:REGIDESO/01234-X",
    "REGIDESO/KC/01234-X/2, bill:REGIDESO/01234-X",
  })
  void what_keeps_payments_apart_has_a_name(String payee, String bill) {
    assertThat(Bill.guarding(Payee.parse(payee))).contains(BillId.parse(bill));
    assertThat(BillId.parse(bill)).hasToString(bill);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WOYOFAL/58469823", "AIRTIME/TIGO/+221771234567"})
  void nothing_keeps_top_ups_apart(String payee) {
    assertThat(Bill.guarding(Payee.parse(payee))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bill", "bill:", "Bill:SDE/1/2", "SDE/1/2", "bill-payment:1"})
  void refuses_what_names_no_bill(String text) {
    assertThatThrownBy(() -> BillId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
