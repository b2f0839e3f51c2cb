package io.griot.core.transfer;

import static io.griot.core.LedgerFixture.ledger;
import static io.griot.core.RejectionCode.ENTRY_NOT_FOUND;
import static io.griot.core.RejectionCode.ENTRY_NOT_REFUNDABLE;
import static io.griot.core.RejectionCode.ENTRY_REFUNDED;
import static io.griot.core.RejectionCode.ENTRY_REVERSED;
import static io.griot.core.RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS;
import static io.griot.core.RejectionCode.REFUND_ABOVE_ORIGINAL;
import static io.griot.core.RejectionCode.SAME_ACCOUNT;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.adjustment;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.in;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.owner;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.receive;
import static io.griot.core.Sample.settlement;
import static io.griot.core.Sample.wallet;

import io.griot.core.LedgerFixture;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.id.AccountId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.core.journal.Posting;
import io.griot.core.money.Money;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.core.transfer.CorrectionCommand.Reverse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrectingTest {

  private static final SystemAccountId SUSPENSE =
      new SystemAccountId(SystemAccountKind.SUSPENSE, "", ETB);

  /** Of wallet 1's 100 birr, 30 went to wallet 2 by entry 1. */
  private static LedgerFixture thirtySent() {
    return ledger()
        .given(opened(1, ETB), credited(1, etb(100_00)), opened(2, ETB))
        .given(p2p(1, 1, 2, "30"));
  }

  private static Refund refund(long entry, @Nullable String majorUnits, Authority authority) {
    return new Refund(
        entry(1),
        entry(entry),
        majorUnits == null ? null : amount(majorUnits),
        false,
        "wrong goat",
        authority);
  }

  private static EntryPosted posted(
      long entry,
      EntryKind kind,
      String link,
      AccountId from,
      AccountId to,
      Money amount,
      Map<AccountId, Money> after) {
    return new EntryPosted(
        entry(entry),
        kind,
        List.of(Posting.debit(from, amount), Posting.credit(to, amount)),
        after,
        "wrong goat",
        Map.of(link, entry(1).uuid().toString()),
        null);
  }

  @Test
  void gives_everything_back() {
    thirtySent()
        .when(refund(2, null, owner(2)))
        .expectEvents(
            new EntryRefunded(entry(1), entry(2), etb(30_00)),
            posted(
                2,
                EntryKind.REFUND,
                "refund_of",
                wallet(2),
                wallet(1),
                etb(30_00),
                Map.of(wallet(2), etb(0), wallet(1), etb(100_00))),
            new WalletDebited(wallet(2), entry(2), etb(30_00)),
            new WalletCredited(wallet(1), entry(2), etb(30_00)))
        .expectReceipt(
            new EntryReceipt(
                entry(2),
                wallet(2),
                wallet(1),
                etb(30_00),
                Map.of(wallet(2), etb(0), wallet(1), etb(100_00))));
  }

  @Test
  void gives_parts_back_never_more_than_the_original() {
    LedgerFixture twice =
        thirtySent().given(refund(2, "10", owner(2)), refund(3, "15.50", owner(2)));
    twice.when(refund(4, "4.51", owner(2))).expectRejection(REFUND_ABOVE_ORIGINAL, "amount");
    thirtySent()
        .given(refund(2, "10", owner(2)), refund(3, "15.50", owner(2)), refund(4, null, owner(2)))
        .when(refund(5, null, owner(2)))
        .expectRejection(ENTRY_REFUNDED, "transaction");
  }

  @Test
  void nobody_but_the_beneficiary_and_the_staff_gives_back() {
    thirtySent().when(refund(2, null, owner(1))).expectRejection(ENTRY_NOT_FOUND, "transaction");
    thirtySent()
        .when(new Refund(entry(9), entry(2), null, false, "", new Authority.Staff()))
        .expectRejection(ENTRY_NOT_FOUND, "transaction");
  }

  @Test
  void the_beneficiary_cannot_give_back_what_is_spent() {
    thirtySent()
        .given(p2p(2, 2, 1, "20"))
        .when(refund(3, null, owner(2)))
        .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
  }

  @Test
  void the_house_may_give_back_what_the_beneficiary_spent() {
    thirtySent()
        .given(p2p(2, 2, 1, "20"))
        .when(new Refund(entry(1), entry(3), null, true, "wrong goat", new Authority.Staff()))
        .expectEvents(
            new EntryRefunded(entry(1), entry(3), etb(30_00)),
            posted(
                3,
                EntryKind.REFUND,
                "refund_of",
                SUSPENSE,
                wallet(1),
                etb(30_00),
                Map.of(wallet(1), etb(120_00))),
            new WalletCredited(wallet(1), entry(3), etb(30_00)));
  }

  @Test
  void nobody_else_spends_the_houses_money() {
    thirtySent()
        .when(new Refund(entry(1), entry(3), null, true, "", owner(2)))
        .expectRejection(ENTRY_NOT_FOUND, "transaction");
  }

  @Test
  void gives_back_to_where_it_came_from() {
    ledger()
        .given(opened(1, ETB))
        .given(receive(1, 1, "50"))
        .when(refund(2, null, new Authority.Staff()))
        .expectEvents(
            new EntryRefunded(entry(1), entry(2), etb(50_00)),
            posted(
                2,
                EntryKind.REFUND,
                "refund_of",
                wallet(1),
                settlement("bank", ETB),
                etb(50_00),
                Map.of(wallet(1), etb(0))),
            new WalletDebited(wallet(1), entry(2), etb(50_00)));
  }

  @Test
  void a_refund_is_not_refunded() {
    thirtySent()
        .given(refund(2, null, owner(2)))
        .when(new Refund(entry(2), entry(3), null, false, "", new Authority.Staff()))
        .expectRejection(ENTRY_NOT_REFUNDABLE, "transaction");
  }

  @Test
  void moves_everything_back() {
    thirtySent()
        .when(new Reverse(entry(1), entry(2), "wrong goat", new Authority.Staff()))
        .expectEvents(
            new EntryReversed(entry(1), entry(2)),
            posted(
                2,
                EntryKind.REVERSAL,
                "reversal_of",
                wallet(2),
                wallet(1),
                etb(30_00),
                Map.of(wallet(2), etb(0), wallet(1), etb(100_00))),
            new WalletDebited(wallet(2), entry(2), etb(30_00)),
            new WalletCredited(wallet(1), entry(2), etb(30_00)));
  }

  @Test
  void moves_back_once_and_only_what_is_whole() {
    Reverse reverse = new Reverse(entry(1), entry(2), "", new Authority.Staff());
    thirtySent()
        .given(reverse)
        .when(new Reverse(entry(1), entry(3), "", new Authority.Staff()))
        .expectRejection(ENTRY_REVERSED, "transaction");
    thirtySent()
        .given(reverse)
        .when(refund(3, null, owner(2)))
        .expectRejection(ENTRY_REVERSED, "transaction");
    thirtySent()
        .given(refund(3, "1", owner(2)))
        .when(reverse)
        .expectRejection(ENTRY_REFUNDED, "transaction");
  }

  @Test
  void the_staff_alone_moves_back() {
    thirtySent()
        .when(new Reverse(entry(1), entry(2), "", owner(2)))
        .expectRejection(ENTRY_NOT_FOUND, "transaction");
  }

  @Test
  void the_house_does_not_refund_itself() {
    ledger()
        .given(opened(1, ETB))
        .given(adjustment(1, in(SUSPENSE), in(wallet(1)), "30"))
        .when(new Refund(entry(1), entry(2), null, true, "wrong goat", new Authority.Staff()))
        .expectRejection(SAME_ACCOUNT, "transaction");
  }
}
