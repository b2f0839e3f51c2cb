package io.griot.core.id;

import static io.griot.core.Sample.ETB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingTest {

  private static final String UUID = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wallet:" + UUID,
        "settlement:paysim:ETB",
        "settlement:Caisse-d_Épargne.2:XOF",
        "settlement:ብርሃን:ETB",
        "clearing:wizall:XOF",
        "payable:regideso:CDF",
        "revenue:fees:ETB",
        "suspense:ETB",
      })
  void reads_an_account_as_it_renders(String text) {
    assertThat(AccountId.parse(text)).hasToString(text);
    assertThat(AccountId.parse(AccountId.parse(text).toString())).isEqualTo(AccountId.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "wallet",
        "wallet:",
        "wallet:1-1-1-1-1",
        "wallet:" + UUID + "0",
        "wallet: " + UUID,
        "Wallet:" + UUID,
        "entry:" + UUID,
        UUID,
        "settlement",
        "settlement:ETB",
        "settlement::ETB",
        "settlement:pay sim:ETB",
        "settlement:pay/sim:ETB",
        "settlement:a:b:ETB",
        "settlement:paysim",
        "settlement:paysim:",
        "settlement:paysim:etb",
        "settlement:paysim:ZZZ",
        "settlement:paysim:ETB:",
        "SETTLEMENT:paysim:ETB",
        "suspense",
        "suspense:",
        "suspense::ETB",
        "suspense:x:ETB",
        "savings:paysim:ETB",
      })
  void refuses_what_names_no_account(String text) {
    assertThatThrownBy(() -> AccountId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void names_system_accounts_by_a_hundred_characters_at_most() {
    assertThat(system("n".repeat(100)).name()).hasSize(100);
    assertThatThrownBy(() -> system("n".repeat(101))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> system("")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a b", " "})
  void gives_suspense_no_name(String name) {
    assertThat(new SystemAccountId(SystemAccountKind.SUSPENSE, "", ETB))
        .hasToString("suspense:ETB");
    assertThatThrownBy(() -> new SystemAccountId(SystemAccountKind.SUSPENSE, name, ETB))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(SystemAccountKind.class)
  void floors_what_awaits_or_is_owed_to_a_provider(SystemAccountKind kind) {
    assertThat(kind.floored())
        .isEqualTo(kind == SystemAccountKind.CLEARING || kind == SystemAccountKind.PAYABLE);
  }

  @Test
  void orders_accounts_as_they_render() {
    AccountId first = AccountId.parse("wallet:7fffffff-0000-0000-0000-000000000000");
    AccountId second = AccountId.parse("wallet:80000000-0000-0000-0000-000000000000");
    assertThat(first).isLessThan(second);
    assertThat(AccountId.parse("clearing:wizall:XOF")).isLessThan(first);
  }

  @Test
  void reads_an_entry_as_it_renders() {
    assertThat(EntryId.parse("entry:" + UUID)).hasToString("entry:" + UUID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "entry:", UUID, "wallet:" + UUID, "entry:1-1-1-1-1", "entry:x"})
  void refuses_what_names_no_entry(String text) {
    assertThatThrownBy(() -> EntryId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user:" + UUID, "business:" + UUID, "enterprise:" + UUID, "nobody"})
  void reads_an_owner_as_it_renders(String text) {
    assertThat(Owner.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "user", "user:", UUID, "nobody:" + UUID, "bank:" + UUID, "user:1-1-1-1-1"})
  void refuses_what_names_no_owner(String text) {
    assertThatThrownBy(() -> Owner.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static SystemAccountId system(String name) {
    return new SystemAccountId(SystemAccountKind.SETTLEMENT, name, ETB);
  }
}
