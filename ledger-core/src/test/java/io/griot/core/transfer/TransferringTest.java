package io.griot.core.transfer;

import static io.griot.core.LedgerFixture.NOW;
import static io.griot.core.LedgerFixture.ledger;
import static io.griot.core.RejectionCode.AMOUNT_TOO_LARGE;
import static io.griot.core.RejectionCode.AMOUNT_TOO_PRECISE;
import static io.griot.core.RejectionCode.BALANCE_TOO_LARGE;
import static io.griot.core.RejectionCode.CURRENCY_MISMATCH;
import static io.griot.core.RejectionCode.EFFECTIVE_AT_IN_FUTURE;
import static io.griot.core.RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS;
import static io.griot.core.RejectionCode.SAME_ACCOUNT;
import static io.griot.core.RejectionCode.WALLET_NOT_FOUND;
import static io.griot.core.RejectionCode.WALLET_RESTRICTED;
import static io.griot.core.Sample.CDF;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.adjustment;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.clearing;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.in;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.owner;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.restricted;
import static io.griot.core.Sample.settlement;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.LedgerFixture;
import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.SystemAccountDebited;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.AccountEvent.WalletUnrestricted;
import io.griot.core.id.AccountId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.core.money.Money;
import io.griot.core.transfer.TransferCommand.Transfer;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransferringTest {

  private static final SystemAccountId SUSPENSE =
      new SystemAccountId(SystemAccountKind.SUSPENSE, "", ETB);

  /** Wallet 1 holds 100 birr, wallet 2 holds nothing. */
  private static LedgerFixture twoWallets() {
    return ledger().given(opened(1, ETB), credited(1, etb(100_00)), opened(2, ETB));
  }

  @Test
  void moves_the_money_in_one_entry() {
    twoWallets()
        .when(p2p(1, 1, 2, "30"))
        .expectEvents(
            new EntryPosted(
                entry(1),
                EntryKind.P2P,
                List.of(
                    Posting.debit(wallet(1), etb(30_00)), Posting.credit(wallet(2), etb(30_00))),
                Map.of(wallet(1), etb(70_00), wallet(2), etb(30_00)),
                "for the goat",
                Map.of(),
                null),
            new WalletDebited(wallet(1), entry(1), etb(30_00)),
            new WalletCredited(wallet(2), entry(1), etb(30_00)))
        .expectReceipt(
            new EntryReceipt(
                entry(1),
                wallet(1),
                wallet(2),
                etb(30_00),
                Map.of(wallet(1), etb(70_00), wallet(2), etb(30_00))));
  }

  @Test
  void keeps_what_others_call_it_and_when_it_counts() {
    Transfer backDated =
        new Transfer(
            entry(1),
            EntryKind.BILL_PAYMENT,
            in(wallet(1)),
            in(wallet(2)),
            amount("1"),
            ETB,
            "school",
            Map.of("bill", "REGIDESO/KIN/7/9"),
            NOW.minusSeconds(86_400),
            owner(1));
    assertThat(twoWallets().when(backDated).events().getFirst())
        .isInstanceOfSatisfying(
            EntryPosted.class,
            posted -> {
              assertThat(posted.kind()).isEqualTo(EntryKind.BILL_PAYMENT);
              assertThat(posted.remarks()).isEqualTo("school");
              assertThat(posted.references())
                  .containsExactly(Map.entry("bill", "REGIDESO/KIN/7/9"));
              assertThat(posted.effectiveAt()).isEqualTo(NOW.minusSeconds(86_400));
            });
  }

  @Test
  void spends_the_last_santim_and_no_more() {
    assertThat(twoWallets().when(p2p(1, 1, 2, "100")).events()).hasSize(3);
    twoWallets()
        .when(p2p(1, 1, 2, "100.01"))
        .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
    ledger()
        .given(opened(1, ETB), opened(2, ETB))
        .when(p2p(1, 1, 2, "0.01"))
        .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
  }

  @Test
  void sees_what_the_transfer_before_it_left() {
    twoWallets()
        .given(p2p(1, 1, 2, "100"))
        .when(p2p(2, 2, 1, "100"))
        .expectReceipt(
            new EntryReceipt(
                entry(2),
                wallet(2),
                wallet(1),
                etb(100_00),
                Map.of(wallet(1), etb(100_00), wallet(2), etb(0))));
    twoWallets()
        .given(p2p(1, 1, 2, "100"))
        .when(p2p(2, 1, 2, "0.01"))
        .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
  }

  @Test
  void rejects_the_same_wallet_twice() {
    twoWallets().when(p2p(1, 1, 1, "1")).expectRejection(SAME_ACCOUNT, "to");
    ledger().when(p2p(1, 1, 1, "1")).expectRejection(SAME_ACCOUNT, "to");
  }

  @Test
  void rejects_the_same_system_account_twice() {
    Leg bank = in(settlement("bank", ETB));
    Leg bankOfAnyCurrency = Leg.InSystem.settlement("bank");
    ledger().when(adjustment(1, bank, bank, "1")).expectRejection(SAME_ACCOUNT, "to");
    ledger().when(adjustment(1, bank, bankOfAnyCurrency, "1")).expectRejection(SAME_ACCOUNT, "to");
    ledger().when(adjustment(1, bankOfAnyCurrency, bank, "1")).expectRejection(SAME_ACCOUNT, "to");
    ledger()
        .when(adjustment(1, bankOfAnyCurrency, bankOfAnyCurrency, "1"))
        .expectRejection(SAME_ACCOUNT, "to");
  }

  @Test
  void rejects_a_wallet_that_was_never_opened() {
    twoWallets().when(p2p(1, 3, 2, "1")).expectRejection(WALLET_NOT_FOUND, "from");
    twoWallets().when(p2p(1, 1, 3, "1")).expectRejection(WALLET_NOT_FOUND, "to");
  }

  @Test
  void rejects_a_foreign_wallet_as_if_it_did_not_exist() {
    Transfer theft = by(2, p2p(1, 1, 2, "1"));
    var foreign = twoWallets().when(theft).expectRejection(WALLET_NOT_FOUND, "from");
    var unknown = twoWallets().when(by(2, p2p(1, 3, 2, "1")));
    assertThat(foreign.answer()).usingRecursiveComparison().isEqualTo(unknown.answer());
  }

  @Test
  void tells_nobody_whether_a_foreign_wallet_exists() {
    var foreign = twoWallets().when(by(2, p2p(1, 1, 4, "1")));
    var unknown = twoWallets().when(by(2, p2p(1, 3, 4, "1")));
    assertThat(foreign.answer()).usingRecursiveComparison().isEqualTo(unknown.answer());
    foreign.expectRejection(WALLET_NOT_FOUND, "from");
  }

  @Test
  void spends_from_any_of_the_senders_wallets() {
    Transfer ofTwoOwners = with(p2p(1, 1, 2, "1"), new Authority.Owners(Set.of(user(7), user(1))));
    assertThat(twoWallets().when(ofTwoOwners).events()).hasSize(3);
  }

  @Test
  void lets_the_staff_move_anybodys_money() {
    assertThat(twoWallets().when(with(p2p(1, 1, 2, "1"), new Authority.Staff())).events())
        .hasSize(3);
  }

  @Test
  void lets_only_the_staff_spend_from_a_system_account() {
    Transfer credit = adjustment(1, in(settlement("bank", ETB)), in(wallet(2)), "1");
    assertThat(twoWallets().when(credit).events()).hasSize(2);
    twoWallets().when(with(credit, owner(2))).expectRejection(WALLET_NOT_FOUND, "from");
    twoWallets()
        .when(with(credit, new Authority.Owners(Set.of())))
        .expectRejection(WALLET_NOT_FOUND, "from");
  }

  @Test
  void rejects_a_restricted_sender() {
    twoWallets()
        .given(restricted(1))
        .when(p2p(1, 1, 2, "1"))
        .expectRejection(WALLET_RESTRICTED, "from");
  }

  @Test
  void rejects_a_restricted_receiver() {
    twoWallets()
        .given(restricted(2))
        .when(p2p(1, 1, 2, "1"))
        .expectRejection(WALLET_RESTRICTED, "to");
  }

  @Test
  void moves_again_after_a_restriction_was_lifted() {
    assertThat(
            twoWallets()
                .given(
                    restricted(1),
                    restricted(2),
                    new WalletUnrestricted(wallet(1), ""),
                    new WalletUnrestricted(wallet(2), ""))
                .when(p2p(1, 1, 2, "1"))
                .events())
        .hasSize(3);
  }

  @Test
  void restricts_the_staff_too() {
    twoWallets()
        .given(restricted(1))
        .when(with(p2p(1, 1, 2, "1"), new Authority.Staff()))
        .expectRejection(WALLET_RESTRICTED, "from");
  }

  @Test
  void rejects_wallets_in_two_currencies() {
    ledger()
        .given(opened(1, ETB), credited(1, etb(100)), opened(2, CDF))
        .when(p2p(1, 1, 2, "1"))
        .expectRejection(CURRENCY_MISMATCH, "to");
  }

  @Test
  void rejects_a_stated_currency_that_is_not_the_wallets() {
    twoWallets()
        .when(stating(CDF, p2p(1, 1, 2, "1")))
        .expectRejection(CURRENCY_MISMATCH, "currency");
    assertThat(twoWallets().when(stating(ETB, p2p(1, 1, 2, "1"))).events()).hasSize(3);
  }

  @Test
  void rejects_more_decimals_than_the_currency_has() {
    twoWallets().when(p2p(1, 1, 2, "0.001")).expectRejection(AMOUNT_TOO_PRECISE, "amount");
  }

  @Test
  void moves_the_largest_amount_and_no_more() {
    LedgerFixture rich =
        ledger().given(opened(1, ETB), credited(1, etb(Long.MAX_VALUE)), opened(2, ETB));
    rich.when(p2p(1, 1, 2, "10000000000000.01")).expectRejection(AMOUNT_TOO_LARGE, "amount");
    assertThat(rich.when(p2p(2, 1, 2, "10000000000000")).events()).hasSize(3);
  }

  @Test
  void counts_from_now_or_before() {
    assertThat(twoWallets().when(effective(NOW)).events()).hasSize(3);
    assertThat(twoWallets().when(effective(Instant.EPOCH)).events()).hasSize(3);
    twoWallets()
        .when(effective(NOW.plusNanos(1)))
        .expectRejection(EFFECTIVE_AT_IN_FUTURE, "effective_at");
  }

  @Test
  void fills_a_wallet_up_to_64_bits_and_no_more() {
    LedgerFixture full =
        ledger()
            .given(
                opened(1, ETB),
                credited(1, etb(100)),
                opened(2, ETB),
                credited(2, etb(Long.MAX_VALUE - 50)));
    full.when(p2p(1, 1, 2, "0.51")).expectRejection(BALANCE_TOO_LARGE, "amount");
    assertThat(full.when(p2p(2, 1, 2, "0.50")).events()).hasSize(3);
    full.when(p2p(3, 1, 2, "0.01")).expectRejection(BALANCE_TOO_LARGE, "amount");
  }

  @Nested
  class BetweenSystemAccounts {

    private final SystemAccountId clearing = clearing("wizall", ETB);
    private final SystemAccountId payable =
        new SystemAccountId(SystemAccountKind.PAYABLE, "wizall", ETB);

    @Test
    void moves_from_clearing_to_payable() {
      ledger()
          .given(credited(clearing, etb(5_00)))
          .when(adjustment(1, in(clearing), in(payable), "5"))
          .expectEvents(
              new EntryPosted(
                  entry(1),
                  EntryKind.ADJUSTMENT,
                  List.of(Posting.debit(clearing, etb(5_00)), Posting.credit(payable, etb(5_00))),
                  Map.of(clearing, etb(0), payable, etb(5_00)),
                  "",
                  Map.of(),
                  null),
              new SystemAccountDebited(clearing, entry(1), etb(5_00)),
              new SystemAccountCredited(payable, entry(1), etb(5_00)));
    }

    @ParameterizedTest
    @EnumSource(
        value = SystemAccountKind.class,
        names = {"CLEARING", "PAYABLE"})
    void never_lets_a_guarded_account_fall_below_zero(SystemAccountKind kind) {
      SystemAccountId guarded = new SystemAccountId(kind, "wizall", ETB);
      Leg bank = in(settlement("bank", ETB));
      ledger()
          .given(credited(guarded, etb(5_00)))
          .when(adjustment(1, in(guarded), bank, "5.01"))
          .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
      assertThat(
              ledger()
                  .given(credited(guarded, etb(5_00)))
                  .when(adjustment(1, in(guarded), bank, "5"))
                  .events())
          .hasSize(2);
      ledger()
          .when(adjustment(1, in(guarded), bank, "0.01"))
          .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
    }

    @ParameterizedTest
    @EnumSource(
        value = SystemAccountKind.class,
        names = {"SETTLEMENT", "REVENUE", "SUSPENSE"})
    void lets_other_accounts_fall_below_zero_without_a_stream(SystemAccountKind kind) {
      SystemAccountId free = new SystemAccountId(kind, kind.named() ? "house" : "", ETB);
      SystemAccountId other = settlement("bank", ETB);
      ledger()
          .when(adjustment(1, in(free), in(other), "7"))
          .expectEvents(
              new EntryPosted(
                  entry(1),
                  EntryKind.ADJUSTMENT,
                  List.of(Posting.debit(free, etb(7_00)), Posting.credit(other, etb(7_00))),
                  Map.of(),
                  "",
                  Map.of(),
                  null));
    }

    @Test
    void fills_a_guarded_account_up_to_64_bits_and_no_more() {
      LedgerFixture full = ledger().given(credited(clearing, etb(Long.MAX_VALUE - 1)));
      Leg bank = in(settlement("bank", ETB));
      full.when(adjustment(1, bank, in(clearing), "0.02"))
          .expectRejection(BALANCE_TOO_LARGE, "amount");
      assertThat(full.when(adjustment(2, bank, in(clearing), "0.01")).events()).hasSize(2);
    }

    @Test
    void takes_the_currency_of_the_leg_that_names_one() {
      Leg bank = Leg.InSystem.settlement("bank");
      assertThat(amountOf(ledger().when(adjustment(1, bank, in(SUSPENSE), "7"))))
          .isEqualTo(etb(7_00));
      assertThat(amountOf(ledger().when(adjustment(1, in(SUSPENSE), bank, "7"))))
          .isEqualTo(etb(7_00));
      assertThat(
              amountOf(
                  ledger()
                      .when(
                          stating(
                              ETB, adjustment(1, bank, Leg.InSystem.settlement("awash"), "7")))))
          .isEqualTo(etb(7_00));
    }

    @Test
    void rejects_a_transfer_in_which_nothing_names_a_currency() {
      ledger()
          .when(
              adjustment(1, Leg.InSystem.settlement("bank"), Leg.InSystem.settlement("awash"), "7"))
          .expectRejection(CURRENCY_MISMATCH, "currency");
    }

    @Test
    void rejects_accounts_in_two_currencies() {
      ledger()
          .when(adjustment(1, in(settlement("bank", ETB)), in(settlement("bank", CDF)), "7"))
          .expectRejection(CURRENCY_MISMATCH, "to");
      ledger()
          .given(opened(1, ETB), credited(1, etb(100)))
          .when(adjustment(1, in(wallet(1)), in(settlement("bank", CDF)), "1"))
          .expectRejection(CURRENCY_MISMATCH, "to");
    }

    private static Money amountOf(LedgerFixture.Outcome outcome) {
      return ((EntryPosted) outcome.events().getFirst()).postings().getFirst().amount();
    }
  }

  /** Of two broken rules the one that stands earlier in RejectionCode is named. */
  @Nested
  class BreakingTwoRules {

    @Test
    void names_the_same_account_before_a_wallet_that_is_not_there() {
      ledger().when(p2p(1, 1, 1, "1")).expectRejection(SAME_ACCOUNT, "to");
    }

    @Test
    void names_the_same_account_before_the_senders_authority() {
      Leg bank = in(settlement("bank", ETB));
      ledger()
          .when(with(adjustment(1, bank, bank, "1"), owner(1)))
          .expectRejection(SAME_ACCOUNT, "to");
    }

    @Test
    void names_a_wallet_that_is_not_there_before_the_currency() {
      twoWallets().when(stating(CDF, p2p(1, 1, 3, "1"))).expectRejection(WALLET_NOT_FOUND, "to");
      ledger()
          .given(opened(1, ETB), opened(2, CDF))
          .when(by(2, p2p(1, 1, 2, "1")))
          .expectRejection(WALLET_NOT_FOUND, "from");
    }

    @Test
    void names_the_currency_before_the_decimals() {
      twoWallets()
          .when(stating(CDF, p2p(1, 1, 2, "0.001")))
          .expectRejection(CURRENCY_MISMATCH, "currency");
    }

    @Test
    void names_the_decimals_before_the_size() {
      twoWallets()
          .when(p2p(1, 1, 2, "100000000000000.001"))
          .expectRejection(AMOUNT_TOO_PRECISE, "amount");
    }

    @Test
    void names_the_size_before_the_effective_time() {
      twoWallets()
          .when(effective(NOW.plusSeconds(1), p2p(1, 1, 2, "100000000000000")))
          .expectRejection(AMOUNT_TOO_LARGE, "amount");
    }

    @Test
    void names_the_effective_time_before_a_restriction() {
      twoWallets()
          .given(restricted(1))
          .when(effective(NOW.plusSeconds(1)))
          .expectRejection(EFFECTIVE_AT_IN_FUTURE, "effective_at");
    }

    @Test
    void names_a_restriction_before_the_funds() {
      twoWallets()
          .given(restricted(1))
          .when(p2p(1, 1, 2, "101"))
          .expectRejection(WALLET_RESTRICTED, "from");
    }

    @Test
    void names_the_receivers_restriction_before_the_senders_funds() {
      twoWallets()
          .given(restricted(2))
          .when(p2p(1, 1, 2, "101"))
          .expectRejection(WALLET_RESTRICTED, "to");
    }

    @Test
    void names_the_funds_before_the_receivers_balance() {
      ledger()
          .given(opened(1, ETB), opened(2, ETB), credited(2, etb(Long.MAX_VALUE)))
          .when(p2p(1, 1, 2, "1"))
          .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
    }

    @Test
    void names_the_sender_before_the_receiver() {
      twoWallets().when(p2p(1, 3, 4, "1")).expectRejection(WALLET_NOT_FOUND, "from");
      twoWallets()
          .given(restricted(1), restricted(2))
          .when(p2p(1, 1, 2, "1"))
          .expectRejection(WALLET_RESTRICTED, "from");
    }
  }

  @Test
  void writes_each_guarded_balance_after_the_entry_and_no_other() {
    AccountId bank = settlement("bank", ETB);
    var events =
        twoWallets().when(adjustment(1, in(settlement("bank", ETB)), in(wallet(1)), "5")).events();
    assertThat(((EntryPosted) events.getFirst()).balancesAfter())
        .containsExactly(Map.entry(wallet(1), etb(105_00)))
        .doesNotContainKey(bank);
  }

  private static Transfer effective(Instant at) {
    return effective(at, p2p(1, 1, 2, "1"));
  }

  private static Transfer effective(Instant at, Transfer of) {
    return changed(of, of.currency(), at, of.authority());
  }

  private static Transfer stating(Currency currency, Transfer of) {
    return changed(of, currency, of.effectiveAt(), of.authority());
  }

  private static Transfer by(long user, Transfer of) {
    return with(of, owner(user));
  }

  private static Transfer with(Transfer of, Authority authority) {
    return changed(of, of.currency(), of.effectiveAt(), authority);
  }

  private static Transfer changed(
      Transfer of, @Nullable Currency currency, @Nullable Instant at, Authority authority) {
    return new Transfer(
        of.entryId(),
        of.kind(),
        of.from(),
        of.to(),
        of.amount(),
        currency,
        of.remarks(),
        of.references(),
        at,
        authority);
  }
}
