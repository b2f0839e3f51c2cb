package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.hold.HoldCommand.PlaceHold;
import io.griot.core.hold.HoldCommand.SettleHold;
import io.griot.core.hold.HoldCommand.VoidHold;
import io.griot.core.id.EntryId;
import io.griot.core.id.HoldId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.core.transfer.CorrectionCommand.Reverse;
import io.griot.projection.account.AccountView;
import io.griot.projection.hold.HoldStatus;
import io.griot.projection.hold.HoldView;
import io.griot.projection.journal.EntryStatus;
import io.griot.projection.journal.EntryView;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeepingHoldsTest {

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
  void what_is_held_is_posted_and_not_available() throws InterruptedException {
    WalletId wallet = ledger.openWallet("100");
    Instant expiresAt = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS);
    HoldId first = place(wallet, "30", expiresAt);
    HoldId second = place(wallet, "20.50", null);
    ledger.catchUp();

    assertAmounts(wallet, 100_00, 50_50);
    HoldView hold = ledger.holds.find(first).orElseThrow();
    assertThat(hold.walletId()).isEqualTo(wallet);
    assertThat(hold.amount()).isEqualTo(etb(30_00));
    assertThat(hold.status()).isEqualTo(HoldStatus.PLACED);
    assertThat(hold.expiresAt()).isEqualTo(expiresAt);
    assertThat(hold.remarks()).isEqualTo("deposit");
    assertThat(hold.paid()).isEqualTo(etb(0));
    assertThat(hold.entryId()).isNull();
    assertThat(ledger.holds.ofWallets(List.of(wallet), null, Long.MAX_VALUE, 10))
        .extracting(HoldView::holdId)
        .containsExactly(second, first);
    assertThat(ledger.holds.ofWallets(List.of(wallet), null, hold.position(), 10)).isEmpty();
  }

  @Test
  void keeps_any_time_that_can_be_named() throws InterruptedException {
    WalletId wallet = ledger.openWallet("100");
    Instant latest = Instant.parse("+10000-01-01T09:59:59.999999Z");
    HoldId hold = place(wallet, "1", latest);
    ledger.catchUp();

    assertThat(ledger.holds.find(hold).orElseThrow().expiresAt()).isEqualTo(latest);
  }

  @Test
  void an_ended_hold_says_how_and_its_money_is_where_it_went() throws InterruptedException {
    WalletId wallet = ledger.openWallet("100");
    WalletId shop = ledger.openWallet("0");
    HoldId settled = place(wallet, "30", null);
    HoldId voided = place(wallet, "20", null);
    EntryId entryId = LedgerWithViews.entryId();
    ledger.send(
        new SettleHold(
            settled,
            entryId,
            shop,
            LedgerWithViews.majorUnits("25"),
            "shoes",
            new Authority.Staff()));
    ledger.send(new VoidHold(voided, "", new Authority.Staff()));
    ledger.catchUp();

    assertAmounts(wallet, 75_00, 0);
    assertAmounts(shop, 25_00, 0);
    HoldView paid = ledger.holds.find(settled).orElseThrow();
    assertThat(paid.status()).isEqualTo(HoldStatus.SETTLED);
    assertThat(paid.paid()).isEqualTo(etb(25_00));
    assertThat(paid.entryId()).isEqualTo(entryId);
    assertThat(ledger.holds.find(voided).orElseThrow().status()).isEqualTo(HoldStatus.VOIDED);
    assertThat(ledger.holds.ofWallets(List.of(wallet), HoldStatus.VOIDED, Long.MAX_VALUE, 10))
        .extracting(HoldView::holdId)
        .containsExactly(voided);
  }

  @Test
  void finds_the_holds_whose_time_is_over() throws InterruptedException {
    WalletId wallet = ledger.openWallet("100");
    Instant soon = Instant.now().plus(Duration.ofHours(2));
    HoldId ending = place(wallet, "30", soon);
    place(wallet, "20", null);
    HoldId voided = place(wallet, "20", soon);
    ledger.send(new VoidHold(voided, "", new Authority.Staff()));
    ledger.catchUp();

    assertThat(ledger.holds.over(soon.minusSeconds(1), 100)).doesNotContain(ending);
    assertThat(ledger.holds.over(soon.plusSeconds(1), 100)).contains(ending).doesNotContain(voided);
  }

  @Test
  void a_refunded_entry_says_how_much_and_by_which_entries() throws InterruptedException {
    WalletId payer = ledger.openWallet("100");
    WalletId shop = ledger.openWallet("0");
    EntryId original = ledger.transfer(payer, shop, "40");
    EntryId first = refund(original, "15");
    ledger.catchUp();

    EntryView partly = ledger.entries.find(original).orElseThrow();
    assertThat(partly.status()).isEqualTo(EntryStatus.PARTIALLY_REFUNDED);
    assertThat(partly.refunded()).isEqualTo(etb(15_00));
    assertThat(ledger.entries.find(first).orElseThrow().corrects()).isEqualTo(original);

    EntryId second = refund(original, "10");
    EntryId third = refund(original, "15");
    ledger.catchUp();

    EntryView whole = ledger.entries.find(original).orElseThrow();
    assertThat(whole.status()).isEqualTo(EntryStatus.REFUNDED);
    assertThat(whole.refunded()).isEqualTo(etb(40_00));
    assertThat(whole.corrects()).isNull();
    assertThat(ledger.entries.correcting(original, 10))
        .extracting(EntryView::entryId)
        .containsExactly(third, second, first);
    assertAmounts(payer, 100_00, 0);
  }

  @Test
  void a_reversed_entry_is_refunded_whole() throws InterruptedException {
    WalletId payer = ledger.openWallet("100");
    WalletId shop = ledger.openWallet("0");
    EntryId original = ledger.transfer(payer, shop, "40");
    EntryId reversal = LedgerWithViews.entryId();
    ledger.send(new Reverse(original, reversal, "mistake", new Authority.Staff()));
    ledger.catchUp();

    EntryView reversed = ledger.entries.find(original).orElseThrow();
    assertThat(reversed.status()).isEqualTo(EntryStatus.REFUNDED);
    assertThat(reversed.refunded()).isEqualTo(etb(40_00));
    assertThat(ledger.entries.find(reversal).orElseThrow().corrects()).isEqualTo(original);
  }

  @Test
  void are_made_anew_to_the_same_bytes() throws Exception {
    WalletId wallet = ledger.openWallet("100");
    WalletId shop = ledger.openWallet("0");
    HoldId hold = place(wallet, "30", Instant.now().plusSeconds(3_600));
    ledger.send(
        new SettleHold(
            hold, LedgerWithViews.entryId(), shop, null, "shoes", new Authority.Staff()));
    place(wallet, "5", null);
    refund(ledger.transfer(wallet, shop, "12"), "2");
    ledger.catchUp();
    List<String> before = ledger.hashes();

    ledger.rebuild().run(Views.ALL, _ -> {});

    assertThat(ledger.hashes()).isEqualTo(before);
  }

  private static HoldId place(WalletId wallet, String amount, @Nullable Instant expiresAt) {
    HoldId holdId = new HoldId(UUID.randomUUID());
    ledger.send(
        new PlaceHold(
            holdId,
            wallet,
            LedgerWithViews.majorUnits(amount),
            expiresAt,
            "deposit",
            new Authority.Staff()));
    return holdId;
  }

  private static EntryId refund(EntryId original, String amount) {
    EntryId refund = LedgerWithViews.entryId();
    ledger.send(
        new Refund(
            original,
            refund,
            LedgerWithViews.majorUnits(amount),
            false,
            "sorry",
            new Authority.Staff()));
    return refund;
  }

  private static void assertAmounts(WalletId walletId, long posted, long frozen) {
    AccountView wallet = ledger.account(walletId);
    assertThat(wallet.postedMinorUnits()).isEqualTo(BigInteger.valueOf(posted));
    assertThat(wallet.frozenMinorUnits()).isEqualTo(BigInteger.valueOf(frozen));
    assertThat(wallet.availableMinorUnits()).isEqualTo(BigInteger.valueOf(posted - frozen));
  }

  private static Money etb(long minorUnits) {
    return new Money(minorUnits, LedgerWithViews.ETB);
  }
}
