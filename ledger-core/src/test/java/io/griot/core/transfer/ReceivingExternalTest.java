package io.griot.core.transfer;

import static io.griot.core.LedgerFixture.ledger;
import static io.griot.core.RejectionCode.AMOUNT_TOO_LARGE;
import static io.griot.core.RejectionCode.AMOUNT_TOO_PRECISE;
import static io.griot.core.RejectionCode.BALANCE_TOO_LARGE;
import static io.griot.core.RejectionCode.CURRENCY_MISMATCH;
import static io.griot.core.RejectionCode.WALLET_NOT_FOUND;
import static io.griot.core.RejectionCode.WALLET_RESTRICTED;
import static io.griot.core.Sample.CDF;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.XOF;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.receive;
import static io.griot.core.Sample.restricted;
import static io.griot.core.Sample.settlement;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.LedgerFixture;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.core.transfer.TransferCommand.ReceiveExternal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceivingExternalTest {

  private static LedgerFixture wallet1() {
    return ledger().given(opened(1, ETB), credited(1, etb(1_00)));
  }

  @Test
  void credits_the_wallet_from_the_settlement_account_in_its_currency() {
    wallet1()
        .when(receive(1, 1, "10.50"))
        .expectEvents(
            new EntryPosted(
                entry(1),
                EntryKind.RECEIVE_EXTERNAL,
                List.of(
                    Posting.debit(settlement("bank", ETB), etb(10_50)),
                    Posting.credit(wallet(1), etb(10_50))),
                Map.of(wallet(1), etb(11_50)),
                "wages",
                Map.of(),
                null),
            new WalletCredited(wallet(1), entry(1), etb(10_50)))
        .expectReceipt(
            new EntryReceipt(
                entry(1),
                settlement("bank", ETB),
                wallet(1),
                etb(10_50),
                Map.of(wallet(1), etb(11_50))));
  }

  @Test
  void rejects_a_wallet_that_was_never_opened() {
    wallet1().when(receive(1, 2, "1")).expectRejection(WALLET_NOT_FOUND, "to");
  }

  @Test
  void rejects_a_restricted_wallet() {
    wallet1()
        .given(restricted(1))
        .when(receive(1, 1, "1"))
        .expectRejection(WALLET_RESTRICTED, "to");
  }

  @Test
  void rejects_a_stated_currency_that_is_not_the_wallets() {
    wallet1().when(stating(CDF)).expectRejection(CURRENCY_MISMATCH, "currency");
    assertThat(wallet1().when(stating(ETB)).events()).hasSize(2);
  }

  @Test
  void takes_the_decimals_of_the_wallets_currency() {
    ledger()
        .given(opened(1, XOF))
        .when(receive(1, 1, "1.5"))
        .expectRejection(AMOUNT_TOO_PRECISE, "amount");
    assertThat(ledger().given(opened(1, XOF)).when(receive(1, 1, "2")).events()).hasSize(2);
  }

  @Test
  void takes_the_largest_amount_and_no_more() {
    assertThat(wallet1().when(receive(1, 1, "10000000000000")).events()).hasSize(2);
    wallet1().when(receive(1, 1, "10000000000000.01")).expectRejection(AMOUNT_TOO_LARGE, "amount");
  }

  @Test
  void fills_a_wallet_up_to_64_bits_and_no_more() {
    LedgerFixture full = ledger().given(opened(1, ETB), credited(1, etb(Long.MAX_VALUE - 1)));
    full.when(receive(1, 1, "0.02")).expectRejection(BALANCE_TOO_LARGE, "amount");
    assertThat(full.when(receive(2, 1, "0.01")).events()).hasSize(2);
  }

  private static ReceiveExternal stating(Currency currency) {
    return new ReceiveExternal(entry(1), "bank", wallet(1), amount("1"), currency, "");
  }
}
