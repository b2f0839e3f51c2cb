package io.griot.core.journal;

import static io.griot.core.Sample.CDF;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.settlement;
import static io.griot.core.Sample.wallet;
import static io.griot.core.journal.Posting.credit;
import static io.griot.core.journal.Posting.debit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.id.AccountId;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostingEntryTest {

  private static final Money FRANC = new Money(1, CDF);

  @Test
  void takes_debits_that_equal_credits() {
    assertThat(posted(debit(wallet(1), etb(5)), credit(wallet(2), etb(5))).postings()).hasSize(2);
  }

  @Test
  void takes_several_postings_on_a_side() {
    assertThat(
            posted(
                    debit(wallet(1), etb(5)),
                    credit(wallet(2), etb(4)),
                    credit(settlement("fees", ETB), etb(1)))
                .postings())
        .hasSize(3);
  }

  @Test
  void balances_each_currency_by_itself() {
    assertThat(
            posted(
                    debit(wallet(1), etb(5)),
                    credit(wallet(2), etb(5)),
                    debit(wallet(3), FRANC),
                    credit(wallet(4), FRANC))
                .postings())
        .hasSize(4);
    assertRefused(debit(wallet(1), etb(1)), credit(wallet(2), FRANC));
    assertRefused(
        debit(wallet(1), etb(1)),
        credit(wallet(2), etb(1)),
        debit(wallet(3), etb(1)),
        credit(wallet(4), FRANC));
  }

  @Test
  void cannot_be_constructed_unbalanced() {
    assertRefused(debit(wallet(1), etb(5)), credit(wallet(2), etb(4)));
    assertRefused(debit(wallet(1), etb(4)), credit(wallet(2), etb(5)));
  }

  @Test
  void cannot_be_constructed_one_sided() {
    assertRefused();
    assertRefused(debit(wallet(1), etb(5)));
    assertRefused(credit(wallet(1), etb(5)));
    assertRefused(debit(wallet(1), etb(5)), debit(wallet(2), etb(5)));
  }

  @Test
  void posts_once_to_an_account() {
    assertRefused(debit(wallet(1), etb(5)), credit(wallet(1), etb(5)));
    assertRefused(debit(wallet(1), etb(4)), debit(wallet(1), etb(1)), credit(wallet(2), etb(5)));
  }

  @Test
  void does_not_balance_by_wrapping_around() {
    assertThatThrownBy(
            () ->
                posted(
                    credit(wallet(1), etb(Long.MAX_VALUE)),
                    credit(wallet(2), etb(Long.MAX_VALUE)),
                    credit(wallet(3), etb(2))))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void posts_positive_amounts_only() {
    assertThat(debit(wallet(1), etb(1)).changeMinorUnits()).isEqualTo(-1);
    assertThat(credit(wallet(1), etb(1)).changeMinorUnits()).isEqualTo(1);
    assertThatThrownBy(() -> debit(wallet(1), etb(0))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> credit(wallet(1), etb(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void posts_to_a_system_account_in_its_currency_only() {
    assertThatThrownBy(() -> debit(settlement("bank", ETB), FRANC))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void does_not_change_with_what_it_was_made_from() {
    List<Posting> postings =
        new ArrayList<>(List.of(debit(wallet(1), etb(5)), credit(wallet(2), etb(5))));
    Map<AccountId, Money> balances = new HashMap<>(Map.of(wallet(2), etb(5)));
    Map<String, String> references = new HashMap<>(Map.of("bank", "Awash"));
    EntryPosted posted =
        new EntryPosted(entry(1), EntryKind.P2P, postings, balances, "", references, null);
    postings.clear();
    balances.clear();
    references.clear();
    assertThat(posted.postings()).hasSize(2);
    assertThat(posted.balancesAfter()).hasSize(1);
    assertThat(posted.references()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(EntryKind.class)
  void reads_a_kind_as_it_is_stored(EntryKind kind) {
    assertThat(EntryKind.parse(kind.text())).contains(kind);
    assertThat(kind.text()).matches("[a-z0-9]+(-[a-z]+)*");
    assertThat(EntryKind.parse(kind.name())).isEmpty();
  }

  private static EntryPosted posted(Posting... postings) {
    return new EntryPosted(
        entry(1), EntryKind.ADJUSTMENT, List.of(postings), Map.of(), "", Map.of(), null);
  }

  private static void assertRefused(Posting... postings) {
    assertThatThrownBy(() -> posted(postings)).isInstanceOf(IllegalArgumentException.class);
  }
}
