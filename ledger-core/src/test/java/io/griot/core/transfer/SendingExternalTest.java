package io.griot.core.transfer;

import static io.griot.core.LedgerFixture.ledger;
import static io.griot.core.RejectionCode.AMOUNT_TOO_LARGE;
import static io.griot.core.RejectionCode.AMOUNT_TOO_PRECISE;
import static io.griot.core.RejectionCode.CURRENCY_MISMATCH;
import static io.griot.core.RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS;
import static io.griot.core.RejectionCode.WALLET_NOT_FOUND;
import static io.griot.core.RejectionCode.WALLET_RESTRICTED;
import static io.griot.core.Sample.CDF;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.owner;
import static io.griot.core.Sample.restricted;
import static io.griot.core.Sample.send;
import static io.griot.core.Sample.settlement;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.LedgerFixture;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.core.transfer.TransferCommand.SendExternal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SendingExternalTest {

  private static LedgerFixture wallet1() {
    return ledger().given(opened(1, ETB), credited(1, etb(20_00)));
  }

  @Test
  void debits_the_wallet_towards_the_banks_settlement_account() {
    wallet1()
        .when(send(1, 1, "10.50"))
        .expectEvents(
            new EntryPosted(
                entry(1),
                EntryKind.SEND_EXTERNAL,
                List.of(
                    Posting.debit(wallet(1), etb(10_50)),
                    Posting.credit(settlement("awash", ETB), etb(10_50))),
                Map.of(wallet(1), etb(9_50)),
                "rent",
                Map.of("bank", "Awash Bank", "account_number", "0134"),
                null),
            new WalletDebited(wallet(1), entry(1), etb(10_50)))
        .expectReceipt(
            new EntryReceipt(
                entry(1),
                wallet(1),
                settlement("awash", ETB),
                etb(10_50),
                Map.of(wallet(1), etb(9_50))));
  }

  @Test
  void spends_the_last_santim_and_no_more() {
    assertThat(wallet1().when(send(1, 1, "20")).events()).hasSize(2);
    wallet1().when(send(1, 1, "20.01")).expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
  }

  @Test
  void rejects_an_unknown_and_a_foreign_wallet() {
    wallet1().when(send(1, 2, "1")).expectRejection(WALLET_NOT_FOUND, "from");
    wallet1().when(command("1", null, owner(2))).expectRejection(WALLET_NOT_FOUND, "from");
    assertThat(wallet1().when(command("1", null, new Authority.Staff())).events()).hasSize(2);
  }

  @Test
  void rejects_a_restricted_wallet() {
    wallet1().given(restricted(1)).when(send(1, 1, "1")).expectRejection(WALLET_RESTRICTED, "from");
  }

  @Test
  void rejects_a_stated_currency_that_is_not_the_wallets() {
    wallet1().when(command("1", CDF, owner(1))).expectRejection(CURRENCY_MISMATCH, "currency");
    assertThat(wallet1().when(command("1", ETB, owner(1))).events()).hasSize(2);
  }

  @Test
  void rejects_amounts_that_the_currency_does_not_have() {
    wallet1().when(send(1, 1, "0.001")).expectRejection(AMOUNT_TOO_PRECISE, "amount");
    wallet1().when(send(1, 1, "10000000000000.01")).expectRejection(AMOUNT_TOO_LARGE, "amount");
  }

  private static SendExternal command(
      String majorUnits, @Nullable Currency currency, Authority authority) {
    return new SendExternal(
        entry(1),
        wallet(1),
        "awash",
        "Awash Bank",
        "0134",
        amount(majorUnits),
        currency,
        "",
        authority);
  }
}
