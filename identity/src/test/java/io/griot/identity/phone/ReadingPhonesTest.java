package io.griot.identity.phone;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingPhonesTest {
  private final PhoneNumbers phones = new PhoneNumbers("ET", "USD");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+251911234567",
        "0911234567",
        "911234567",
        "+251 91 123 4567",
        "00251-911-234-567",
        " 251 911 234 567 "
      })
  void reads_any_usual_spelling_as_one_number(String raw) {
    assertThat(phones.parse(raw).e164()).isEqualTo("+251911234567");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "+251", "+25191123456", "+9991234567", "0911234567 ext. 5", "\0"})
  void rejects_what_is_no_valid_number(String raw) {
    IdentityRejection rejection = rejectionOf(() -> phones.parse("contact_phone", raw));
    assertThat(rejection.code()).isEqualTo(RejectionCode.PHONE_INVALID);
    assertThat(rejection.context()).containsOnlyKeys("contact_phone");
    assertThat(phones.find(raw)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+251911234567, ETB",
    "+221771234567, XOF",
    "+2250701234567, XOF",
    "+243991234567, CDF",
    "+254712345678, USD"
  })
  void the_country_decides_the_currency(String raw, String currency) {
    assertThat(phones.currencyOf(phones.parse(raw))).isEqualTo(currency);
  }

  @Test
  void a_number_without_a_country_is_of_the_default_region() {
    assertThat(new PhoneNumbers("SN", "ETB").parse("77 123 45 67").e164())
        .isEqualTo("+221771234567");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "771234567",
        " 771234567\t",
        "221771234567",
        "+221771234567",
        "00221771234567",
        "77 123 45 67"
      })
  void reads_a_number_with_or_without_its_country_code_and_plus(String raw) {
    PhoneNumbers senegal = new PhoneNumbers("SN", "XOF");
    assertThat(senegal.findLoosely(raw)).contains(new PhoneNumber("+221771234567", "SN"));
  }

  @ParameterizedTest
  @CsvSource({
    "+221771234567,771234567",
    "+251911234567,251911234567",
    // A whole number would lose the zero.
    "+2250701020304,2250701020304"
  })
  void writes_a_number_as_a_whole_number_that_it_reads_again(String e164, long whole) {
    PhoneNumbers senegal = new PhoneNumbers("SN", "XOF");
    PhoneNumber phone = senegal.parse(e164);
    assertThat(senegal.wholeNumber(phone)).isEqualTo(whole);
    assertThat(senegal.findLoosely(Long.toString(whole))).contains(phone);
  }

  @Test
  void keeps_the_zero_of_the_default_region_too() {
    PhoneNumbers ivoryCoast = new PhoneNumbers("CI", "XOF");
    PhoneNumber phone = ivoryCoast.parse("0701020304");
    assertThat(ivoryCoast.wholeNumber(phone)).isEqualTo(2250701020304L);
    assertThat(ivoryCoast.findLoosely("2250701020304")).contains(phone);
  }
}
