package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.id.EntryId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.Side;
import io.griot.core.money.Money;
import io.griot.projection.journal.EntryStatus;
import io.griot.projection.journal.EntryView;
import io.griot.projection.journal.PostingView;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeepingJournalTest {

  private static LedgerWithViews ledger;

  @BeforeAll
  static void start() {
    ledger = LedgerWithViews.started();
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  @Test
  void shows_an_entry_as_a_movement_between_two_accounts() throws InterruptedException {
    WalletId from = ledger.openWallet("100");
    WalletId to = ledger.openWallet("0");
    EntryId entryId = ledger.transfer(from, to, "30.25");
    ledger.catchUp();

    EntryView entry = ledger.entries.find(entryId).orElseThrow();
    assertThat(entry.kind()).isEqualTo(EntryKind.P2P);
    assertThat(entry.from()).isEqualTo(from);
    assertThat(entry.to()).isEqualTo(to);
    assertThat(entry.amount()).isEqualTo(new Money(3025, LedgerWithViews.ETB));
    assertThat(entry.remarks()).isEqualTo("lunch");
    assertThat(entry.references()).isEqualTo(Map.of("invoice", "7", "shop", "Merkato"));
    assertThat(entry.status()).isEqualTo(EntryStatus.COMPLETED);
    assertThat(entry.effectiveAt()).isEqualTo(entry.recordedAt());
  }

  @Test
  void keeps_when_a_back_dated_entry_counts() throws InterruptedException {
    WalletId from = ledger.openWallet("100");
    WalletId to = ledger.openWallet("0");
    Instant effectiveAt = Instant.parse("2024-02-29T12:00:00Z");
    EntryId entryId = LedgerWithViews.entryId();
    ledger.send(LedgerWithViews.transfer(entryId, from, to, "1", effectiveAt));
    ledger.catchUp();

    EntryView entry = ledger.entries.find(entryId).orElseThrow();
    assertThat(entry.effectiveAt()).isEqualTo(effectiveAt);
    assertThat(entry.recordedAt()).isAfter(effectiveAt);
    assertThat(ledger.postings.ofEntryAt(entry.position()))
        .extracting(PostingView::effectiveAt)
        .containsOnly(effectiveAt);
  }

  @Test
  void keeps_text_that_the_database_cannot_hold() throws InterruptedException {
    WalletId from = ledger.openWallet("100");
    WalletId to = ledger.openWallet("0");
    EntryId entryId = LedgerWithViews.entryId();
    var plain = LedgerWithViews.transfer(entryId, from, to, "1", null);
    ledger.send(
        new io.griot.core.transfer.TransferCommand.Transfer(
            entryId,
            plain.kind(),
            plain.from(),
            plain.to(),
            plain.amount(),
            null,
            "a\0b 'c\" {} \\ é 🪘",
            Map.of("k\0", "\0", "q\"\\/", "{\"a\": [1]}\n\t\u0001\u001f é 🪘"),
            null,
            plain.authority()));
    ledger.catchUp();

    EntryView entry = ledger.entries.find(entryId).orElseThrow();
    assertThat(entry.remarks()).isEqualTo("a\uFFFDb 'c\" {} \\ é 🪘");
    assertThat(entry.references())
        .isEqualTo(Map.of("k\uFFFD", "\uFFFD", "q\"\\/", "{\"a\": [1]}\n\t\u0001\u001f é 🪘"));
  }

  @Test
  void runs_the_balance_of_wallets_and_system_accounts() throws InterruptedException {
    SystemAccountId bank = SystemAccountId.parse("settlement:bank:ETB");
    ledger.catchUp();
    BigInteger before =
        ledger.postings.ofAccount(bank, 1).stream()
            .map(PostingView::balanceMinorUnits)
            .findFirst()
            .orElse(BigInteger.ZERO);
    WalletId one = ledger.openWallet("100");
    WalletId two = ledger.openWallet("50");
    EntryId last = ledger.transfer(one, two, "30");
    ledger.catchUp();

    assertThat(ledger.postings.ofAccount(bank, 2))
        .extracting(PostingView::balanceMinorUnits)
        .containsExactly(
            before.subtract(BigInteger.valueOf(15_000)),
            before.subtract(BigInteger.valueOf(10_000)));
    assertThat(ledger.postings.ofEntryAt(ledger.entries.find(last).orElseThrow().position()))
        .extracting(
            PostingView::line,
            PostingView::account,
            PostingView::side,
            PostingView::balanceMinorUnits)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, one, Side.DEBIT, BigInteger.valueOf(7_000)),
            org.assertj.core.groups.Tuple.tuple(2, two, Side.CREDIT, BigInteger.valueOf(8_000)));
  }

  @Test
  void tells_the_balance_at_any_instant() throws InterruptedException {
    WalletId one = ledger.openWallet("100");
    WalletId two = ledger.openWallet("0");
    ledger.transfer(one, two, "30");
    ledger.transfer(one, two, "5");
    ledger.catchUp();
    List<PostingView> postings = ledger.postings.ofAccount(one, 10);

    assertThat(postings)
        .extracting(PostingView::balanceMinorUnits)
        .containsExactly(
            BigInteger.valueOf(6_500), BigInteger.valueOf(7_000), BigInteger.valueOf(10_000));
    for (PostingView posting : postings) {
      assertThat(ledger.postings.balanceMinorUnitsAt(one, posting.recordedAt()))
          .contains(posting.balanceMinorUnits());
    }
    assertThat(
            ledger.postings.balanceMinorUnitsAt(
                one, postings.getLast().recordedAt().minusNanos(1_000)))
        .isEmpty();
  }

  @Test
  void lists_postings_newest_first_page_by_page() throws InterruptedException {
    WalletId one = ledger.openWallet("100");
    WalletId two = ledger.openWallet("0");
    for (int i = 1; i <= 4; i++) {
      ledger.transfer(one, two, String.valueOf(i));
    }
    ledger.catchUp();

    List<PostingView> first = ledger.postings.ofAccount(two, 3);
    List<PostingView> second = ledger.postings.ofAccountBefore(first.getLast(), 3);
    assertThat(first)
        .extracting(posting -> posting.amount().minorUnits())
        .containsExactly(400L, 300L, 200L);
    assertThat(second).extracting(posting -> posting.amount().minorUnits()).containsExactly(100L);
  }

  @Test
  void lists_the_entries_of_accounts_with_either_leg_once() throws InterruptedException {
    WalletId mine = ledger.openWallet("100");
    WalletId mineToo = ledger.openWallet("0");
    WalletId other = ledger.openWallet("50");
    EntryId between = ledger.transfer(mine, mineToo, "10");
    EntryId in = ledger.transfer(other, mineToo, "20");
    EntryId out = ledger.transfer(mine, other, "30");
    ledger.catchUp();

    List<EntryView> all = ledger.entries.ofAccounts(List.of(mine, mineToo), Long.MAX_VALUE, 10);
    assertThat(all).hasSize(4);
    assertThat(all.subList(0, 3)).extracting(EntryView::entryId).containsExactly(out, in, between);
    List<EntryView> first = ledger.entries.ofAccounts(List.of(mine, mineToo), Long.MAX_VALUE, 2);
    assertThat(first).isEqualTo(all.subList(0, 2));
    assertThat(ledger.entries.ofAccounts(List.of(mine, mineToo), first.getLast().position(), 2))
        .isEqualTo(all.subList(2, 4));
    assertThat(ledger.entries.ofAccounts(List.of(mineToo), Long.MAX_VALUE, 10))
        .extracting(EntryView::entryId)
        .containsExactly(in, between);
    assertThat(ledger.entries.all(Long.MAX_VALUE, 3)).isEqualTo(all.subList(0, 3));
  }
}
