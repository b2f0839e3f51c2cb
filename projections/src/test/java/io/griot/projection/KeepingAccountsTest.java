package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.account.WalletCommand.RestrictWallet;
import io.griot.core.account.WalletCommand.UnrestrictWallet;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.projection.account.AccountView;
import io.griot.projection.account.TrialBalance;
import io.griot.projection.account.TrialBalanceFinder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

class KeepingAccountsTest {

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
  void shows_a_wallet_as_it_was_opened() throws InterruptedException {
    Owner owner = new Owner.Business(UUID.randomUUID());
    WalletId walletId = ledger.openWallet(owner, "ref-1", "12.50");
    ledger.catchUp();

    AccountView wallet = ledger.account(walletId);
    assertThat(wallet.owner()).isEqualTo(owner);
    assertThat(wallet.currency()).isEqualTo(LedgerWithViews.ETB);
    assertThat(wallet.postedMinorUnits()).isEqualTo(1250);
    assertThat(wallet.availableMinorUnits()).isEqualTo(1250);
    assertThat(wallet.frozenMinorUnits()).isZero();
    assertThat(wallet.restricted()).isFalse();
    assertThat(wallet.position()).isEqualTo(wallet.openedPosition() + 1);
    assertThat(ledger.accounts.findByExternalReference("ref-1")).contains(wallet);
    assertThat(ledger.accounts.findByExternalReference("ref-2")).isEmpty();
  }

  @Test
  void shows_a_wallet_without_an_owner() throws InterruptedException {
    WalletId walletId = ledger.openWallet(new Owner.Nobody(), "C123", "0");
    ledger.catchUp();

    assertThat(ledger.account(walletId).owner()).isEqualTo(new Owner.Nobody());
    assertThat(ledger.account(walletId).postedMinorUnits()).isZero();
  }

  @Test
  void adds_up_what_came_and_went() throws InterruptedException {
    WalletId from = ledger.openWallet("100");
    WalletId to = ledger.openWallet("0");
    ledger.transfer(from, to, "30");
    ledger.transfer(from, to, "0.25");
    ledger.transfer(to, from, "10");
    ledger.catchUp();

    AccountView sender = ledger.account(from);
    assertThat(sender.creditsMinorUnits()).isEqualTo(11000);
    assertThat(sender.debitsMinorUnits()).isEqualTo(3025);
    assertThat(sender.postedMinorUnits()).isEqualTo(7975);
    AccountView receiver = ledger.account(to);
    assertThat(receiver.creditsMinorUnits()).isEqualTo(3025);
    assertThat(receiver.debitsMinorUnits()).isEqualTo(1000);
    assertThat(receiver.availableMinorUnits()).isEqualTo(2025);
  }

  @Test
  void shows_a_restriction_until_it_is_lifted() throws InterruptedException {
    WalletId walletId = ledger.openWallet("5");
    ledger.send(new RestrictWallet(walletId, "police"));
    ledger.catchUp();
    assertThat(ledger.account(walletId).restricted()).isTrue();
    assertThat(ledger.account(walletId).postedMinorUnits()).isEqualTo(500);

    ledger.send(new UnrestrictWallet(walletId, "cleared"));
    ledger.catchUp();
    assertThat(ledger.account(walletId).restricted()).isFalse();
  }

  @Test
  void lists_wallets_newest_first_page_by_page() throws InterruptedException {
    Owner.User owner = new Owner.User(UUID.randomUUID());
    List<WalletId> opened = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      opened.add(ledger.openWallet(owner, null, "1"));
    }
    ledger.catchUp();

    List<AccountView> first = ledger.accounts.walletsOf(owner.uuid(), Long.MAX_VALUE, 3);
    List<AccountView> second =
        ledger.accounts.walletsOf(owner.uuid(), first.getLast().openedPosition(), 3);

    assertThat(first)
        .extracting(AccountView::account)
        .containsExactly(opened.get(4), opened.get(3), opened.get(2));
    assertThat(second)
        .extracting(AccountView::account)
        .containsExactly(opened.get(1), opened.get(0));
    assertThat(ledger.accounts.wallets(first.getLast().openedPosition(), 2))
        .extracting(AccountView::account)
        .containsExactly(opened.get(1), opened.get(0));
  }

  @Test
  void balances_to_zero_over_all_accounts() throws InterruptedException {
    WalletId walletId = ledger.openWallet("9999999999999.99");
    ledger.catchUp();
    TrialBalanceFinder finder =
        new TrialBalanceFinder(ledger.dataSource, new JdbcTransactionManager(ledger.dataSource));
    TrialBalance balance = finder.find();
    List<AccountView> streamed = new ArrayList<>();
    finder.forEach(streamed::add);

    assertThat(balance.isBalanced()).isTrue();
    assertThat(balance.sumsMinorUnits())
        .isEqualTo(Map.of(LedgerWithViews.ETB, BigInteger.ZERO))
        .isEqualTo(finder.sumsMinorUnits());
    assertThat(balance.accounts())
        .extracting(AccountView::account)
        .contains(walletId, SystemAccountId.parse("settlement:bank:ETB"));
    assertThat(streamed).isEqualTo(balance.accounts());
  }

  @Test
  void holds_settlement_totals_beyond_64_bits() throws InterruptedException {
    ledger.openWallet("1");
    ledger.catchUp();
    ledger
        .jdbc
        .sql(
            "UPDATE views.account SET debits = debits + 9223372036854775807, posted = posted - 9223372036854775807, available = available - 9223372036854775807 WHERE account = 'settlement:bank:ETB'")
        .update();
    try {
      ledger.openWallet("1000000000000");
      ledger.catchUp();

      assertThat(
              ledger
                  .accounts
                  .find(SystemAccountId.parse("settlement:bank:ETB"))
                  .orElseThrow()
                  .postedMinorUnits())
          .isLessThan(BigInteger.valueOf(Long.MIN_VALUE));
    } finally {
      ledger
          .jdbc
          .sql(
              "UPDATE views.account SET debits = debits - 9223372036854775807, posted = posted + 9223372036854775807, available = available + 9223372036854775807 WHERE account = 'settlement:bank:ETB'")
          .update();
    }
  }
}
