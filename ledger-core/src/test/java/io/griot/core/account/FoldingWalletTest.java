package io.griot.core.account;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.clearing;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.restricted;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;
import static io.griot.core.Sample.xof;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.SystemAccountDebited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.account.AccountEvent.WalletUnrestricted;
import org.junit.jupiter.api.Test;

class FoldingWalletTest {

  @Test
  void adds_credits_and_takes_debits() {
    assertThat(
            fold(
                opened(1, ETB),
                credited(1, etb(10)),
                new WalletDebited(wallet(1), entry(1), etb(3)),
                credited(1, etb(1))))
        .isEqualTo(new Wallet.Open(wallet(1), user(1), etb(8), etb(0), false));
  }

  @Test
  void stays_restricted_while_money_is_folded() {
    assertThat(fold(opened(1, ETB), restricted(1), credited(1, etb(10))))
        .isEqualTo(new Wallet.Open(wallet(1), user(1), etb(10), etb(0), true));
    assertThat(
            fold(
                opened(1, ETB),
                credited(1, etb(10)),
                restricted(1),
                new WalletUnrestricted(wallet(1), "cleared")))
        .isEqualTo(new Wallet.Open(wallet(1), user(1), etb(10), etb(0), false));
  }

  @Test
  void never_ignores_an_event_before_the_wallet_was_opened() {
    for (WalletEvent event :
        new WalletEvent[] {
          credited(1, etb(1)),
          new WalletDebited(wallet(1), entry(1), etb(1)),
          restricted(1),
          new WalletUnrestricted(wallet(1), "")
        }) {
      assertThatThrownBy(() -> fold(event)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void never_opens_a_wallet_twice() {
    assertThatThrownBy(() -> fold(opened(1, ETB), credited(1, etb(5)), opened(1, ETB)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void never_folds_another_currency() {
    assertThatThrownBy(() -> fold(opened(1, ETB), credited(1, xof(1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void opens_a_system_account_at_its_first_credit() {
    var account = clearing("wizall", ETB);
    SystemAccount folded =
        SystemAccount.unused(account)
            .evolve(new SystemAccountCredited(account, entry(1), etb(5)))
            .evolve(new SystemAccountDebited(account, entry(2), etb(2)));
    assertThat(folded).isEqualTo(new SystemAccount(account, etb(3)));
  }

  private static Wallet fold(WalletEvent... events) {
    Wallet wallet = new Wallet.Unopened();
    for (WalletEvent event : events) {
      wallet = Wallet.evolve(wallet, event);
    }
    return wallet;
  }
}
