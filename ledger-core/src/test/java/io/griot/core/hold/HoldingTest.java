package io.griot.core.hold;

import static io.griot.core.LedgerFixture.NOW;
import static io.griot.core.LedgerFixture.ledger;
import static io.griot.core.RejectionCode.AMOUNT_ABOVE_HOLD;
import static io.griot.core.RejectionCode.EXPIRES_AT_IN_PAST;
import static io.griot.core.RejectionCode.HOLD_ENDED;
import static io.griot.core.RejectionCode.HOLD_NOT_FOUND;
import static io.griot.core.RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS;
import static io.griot.core.RejectionCode.SAME_ACCOUNT;
import static io.griot.core.RejectionCode.WALLET_NOT_FOUND;
import static io.griot.core.RejectionCode.WALLET_RESTRICTED;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.hold;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.owner;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.restricted;
import static io.griot.core.Sample.wallet;

import io.griot.core.LedgerFixture;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.FundsReleased;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.hold.HoldCommand.ExpireHold;
import io.griot.core.hold.HoldCommand.PlaceHold;
import io.griot.core.hold.HoldCommand.SettleHold;
import io.griot.core.hold.HoldCommand.VoidHold;
import io.griot.core.hold.HoldEvent.HoldExpired;
import io.griot.core.hold.HoldEvent.HoldPlaced;
import io.griot.core.hold.HoldEvent.HoldSettled;
import io.griot.core.hold.HoldEvent.HoldVoided;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.core.transfer.Authority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HoldingTest {

  private static final Instant TOMORROW = NOW.plusSeconds(86_400);

  /** Wallet 1 holds 100 birr, wallet 2 holds nothing. */
  private static LedgerFixture twoWallets() {
    return ledger().given(opened(1, ETB), credited(1, etb(100_00)), opened(2, ETB));
  }

  /** Of wallet 1's 100 birr, 40 are held. */
  private static LedgerFixture fortyHeld(@Nullable Instant expiresAt) {
    return twoWallets().given(placed(40_00, expiresAt), frozen(40_00));
  }

  private static HoldPlaced placed(long santims, @Nullable Instant expiresAt) {
    return new HoldPlaced(hold(1), wallet(1), etb(santims), expiresAt, "deposit");
  }

  private static FundsFrozen frozen(long santims) {
    return new FundsFrozen(wallet(1), hold(1), etb(santims));
  }

  private static FundsReleased released(long santims) {
    return new FundsReleased(wallet(1), hold(1), etb(santims));
  }

  private static PlaceHold place(String majorUnits, @Nullable Instant expiresAt) {
    return new PlaceHold(hold(1), wallet(1), amount(majorUnits), expiresAt, "deposit", owner(1));
  }

  private static SettleHold settle(@Nullable String majorUnits) {
    return new SettleHold(
        hold(1),
        entry(7),
        wallet(2),
        majorUnits == null ? null : amount(majorUnits),
        "room 12",
        owner(1));
  }

  private static EntryPosted posted(long santims, long left, long right) {
    return new EntryPosted(
        entry(7),
        EntryKind.P2P,
        List.of(Posting.debit(wallet(1), etb(santims)), Posting.credit(wallet(2), etb(santims))),
        Map.of(wallet(1), etb(left), wallet(2), etb(right)),
        "room 12",
        Map.of("hold", hold(1).uuid().toString()),
        null);
  }

  @Test
  void sets_money_apart() {
    twoWallets()
        .when(place("40", TOMORROW))
        .expectEvents(placed(40_00, TOMORROW), frozen(40_00))
        .expectReceipt(new HoldReceipt(hold(1), wallet(1), etb(40_00), null, etb(60_00)));
  }

  @Test
  void what_is_held_cannot_be_spent() {
    fortyHeld(null)
        .when(p2p(1, 1, 2, "60.01"))
        .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
  }

  @Test
  void what_is_held_cannot_be_held_again() {
    fortyHeld(null)
        .when(new PlaceHold(hold(2), wallet(1), amount("60.01"), null, "", owner(1)))
        .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
  }

  @Test
  void a_restricted_wallet_holds_nothing_new() {
    twoWallets()
        .given(restricted(1))
        .when(place("1", null))
        .expectRejection(WALLET_RESTRICTED, "from");
  }

  @Test
  void nobody_holds_what_is_not_theirs() {
    twoWallets()
        .when(new PlaceHold(hold(1), wallet(1), amount("1"), null, "", owner(2)))
        .expectRejection(WALLET_NOT_FOUND, "from");
  }

  @Test
  void a_hold_ends_in_the_future() {
    twoWallets().when(place("1", NOW)).expectRejection(EXPIRES_AT_IN_PAST, "expires_at");
  }

  @Test
  void pays_all_of_it() {
    fortyHeld(TOMORROW)
        .when(settle(null))
        .expectEvents(
            new HoldSettled(hold(1), entry(7), etb(40_00)),
            released(40_00),
            posted(40_00, 60_00, 40_00),
            new WalletDebited(wallet(1), entry(7), etb(40_00)),
            new WalletCredited(wallet(2), entry(7), etb(40_00)))
        .expectReceipt(new HoldReceipt(hold(1), wallet(1), etb(40_00), entry(7), etb(60_00)));
  }

  @Test
  void pays_a_part_and_lets_the_rest_go() {
    fortyHeld(null)
        .when(settle("15"))
        .expectEvents(
            new HoldSettled(hold(1), entry(7), etb(15_00)),
            released(40_00),
            posted(15_00, 85_00, 15_00),
            new WalletDebited(wallet(1), entry(7), etb(15_00)),
            new WalletCredited(wallet(2), entry(7), etb(15_00)));
  }

  @Test
  void pays_no_more_than_is_held() {
    fortyHeld(null).when(settle("40.01")).expectRejection(AMOUNT_ABOVE_HOLD, "amount");
  }

  @Test
  void pays_nobody_but_another() {
    fortyHeld(null)
        .when(new SettleHold(hold(1), entry(7), wallet(1), null, "", owner(1)))
        .expectRejection(SAME_ACCOUNT, "to");
  }

  @Test
  void pays_once() {
    fortyHeld(null).given(settle(null)).when(settle(null)).expectRejection(HOLD_ENDED, "hold");
  }

  @Test
  void pays_nothing_when_its_time_is_over() {
    fortyHeld(NOW).when(settle(null)).expectRejection(HOLD_ENDED, "hold");
  }

  @Test
  void exists_for_the_wallets_owner_and_the_staff_alone() {
    fortyHeld(null)
        .when(new SettleHold(hold(1), entry(7), wallet(2), null, "", owner(2)))
        .expectRejection(HOLD_NOT_FOUND, "hold");
    fortyHeld(null)
        .when(new VoidHold(hold(1), "changed my mind", owner(2)))
        .expectRejection(HOLD_NOT_FOUND, "hold");
    twoWallets()
        .when(new VoidHold(hold(1), "changed my mind", new Authority.Staff()))
        .expectRejection(HOLD_NOT_FOUND, "hold");
  }

  @Test
  void lets_go_of_what_is_held() {
    fortyHeld(null)
        .when(new VoidHold(hold(1), "changed my mind", new Authority.Staff()))
        .expectEvents(new HoldVoided(hold(1), "changed my mind"), released(40_00))
        .expectReceipt(new HoldReceipt(hold(1), wallet(1), etb(40_00), null, etb(100_00)));
  }

  @Test
  void lets_go_by_itself_when_its_time_is_over() {
    fortyHeld(NOW)
        .when(new ExpireHold(hold(1)))
        .expectEvents(new HoldExpired(hold(1)), released(40_00));
  }

  @Test
  void does_not_let_go_by_itself_before() {
    fortyHeld(NOW.plusNanos(1_000)).when(new ExpireHold(hold(1))).expectNoEvents();
    fortyHeld(null).when(new ExpireHold(hold(1))).expectNoEvents();
    fortyHeld(null)
        .given(new VoidHold(hold(1), "changed my mind", owner(1)))
        .when(new ExpireHold(hold(1)))
        .expectNoEvents();
  }
}
