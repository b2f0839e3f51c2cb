package io.griot.core.account;

import static io.griot.core.LedgerFixture.ledger;
import static io.griot.core.RejectionCode.AMOUNT_TOO_LARGE;
import static io.griot.core.RejectionCode.AMOUNT_TOO_PRECISE;
import static io.griot.core.RejectionCode.EXTERNAL_REFERENCE_TAKEN;
import static io.griot.core.RejectionCode.WALLET_EXISTS;
import static io.griot.core.Sample.CDF;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.XOF;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.open;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.settlement;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.account.WalletReceipt.Change;
import io.griot.core.id.Owner;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpeningWalletTest {

  private static final WalletReceipt MADE = new WalletReceipt(wallet(1), Change.MADE);
  private static final WalletReceipt NONE = new WalletReceipt(wallet(1), Change.NONE);

  @Test
  void opens_an_empty_wallet() {
    ledger().when(open(1, ETB)).expectEvents(opened(1, ETB)).expectReceipt(MADE);
  }

  @Test
  void opens_a_wallet_of_nobody_under_an_external_reference() {
    ledger()
        .when(referenced(1, "C1231006815", ETB))
        .expectEvents(new WalletOpened(wallet(1), new Owner.Nobody(), ETB, "C1231006815"))
        .expectReceipt(MADE);
  }

  @Test
  void fills_the_wallet_in_the_same_commit() {
    ledger()
        .when(openWith(1, ETB, "10.50"))
        .expectEvents(
            opened(1, ETB),
            new EntryPosted(
                entry(1),
                EntryKind.RECEIVE_EXTERNAL,
                List.of(
                    Posting.debit(settlement("bank", ETB), etb(1050)),
                    Posting.credit(wallet(1), etb(1050))),
                Map.of(wallet(1), etb(1050)),
                "Opening balance",
                Map.of(),
                null),
            new WalletCredited(wallet(1), entry(1), etb(1050)))
        .expectReceipt(MADE);
  }

  @Test
  void opens_nothing_with_an_opening_balance_that_is_refused() {
    ledger().when(openWith(1, ETB, "0.001")).expectRejection(AMOUNT_TOO_PRECISE, "amount");
    ledger().when(openWith(1, XOF, "1000000000000001")).expectRejection(AMOUNT_TOO_LARGE, "amount");
    assertThat(ledger().when(openWith(1, XOF, "1000000000000000")).events()).hasSize(3);
  }

  @Test
  void leaves_a_wallet_that_is_open_as_it_is() {
    ledger().given(opened(1, ETB)).when(open(1, ETB)).expectNoEvents().expectReceipt(NONE);
    ledger()
        .given(opened(1, ETB), credited(1, etb(5)))
        .when(openWith(1, ETB, "10"))
        .expectNoEvents()
        .expectReceipt(NONE);
  }

  @Test
  void rejects_an_identifier_of_a_wallet_in_another_currency() {
    ledger().given(opened(1, ETB)).when(open(1, CDF)).expectRejection(WALLET_EXISTS, "wallet");
  }

  @Test
  void rejects_an_identifier_of_a_wallet_of_somebody_else() {
    ledger()
        .given(opened(1, ETB))
        .when(new OpenWallet(wallet(1), user(2), ETB, null, null))
        .expectRejection(WALLET_EXISTS, "wallet");
  }

  @Test
  void finds_a_wallet_by_its_external_reference() {
    ledger()
        .given(referenced(1, "C1", ETB))
        .when(referenced(2, "C1", ETB))
        .expectNoEvents()
        .expectReceipt(NONE);
    ledger()
        .given(referenced(1, "C1", ETB))
        .when(referenced(1, "C1", ETB))
        .expectNoEvents()
        .expectReceipt(NONE);
  }

  @Test
  void rejects_an_external_reference_of_a_wallet_in_another_currency() {
    ledger()
        .given(referenced(1, "C1", ETB))
        .when(referenced(2, "C1", CDF))
        .expectRejection(EXTERNAL_REFERENCE_TAKEN, "external_reference");
  }

  @Test
  void tells_external_references_apart_by_every_letter() {
    ledger()
        .given(referenced(1, "C1", ETB))
        .when(referenced(2, "c1", ETB))
        .expectEvents(new WalletOpened(wallet(2), new Owner.Nobody(), ETB, "c1"));
  }

  @Test
  void never_gives_a_wallet_another_external_reference() {
    ledger()
        .given(referenced(1, "C1", ETB))
        .when(referenced(1, "C2", ETB))
        .expectRejection(WALLET_EXISTS, "wallet");
    ledger()
        .given(open(1, ETB))
        .when(new OpenWallet(wallet(1), user(1), ETB, "C2", null))
        .expectRejection(WALLET_EXISTS, "wallet");
  }

  @Test
  void names_the_wallet_before_the_external_reference() {
    ledger()
        .given(referenced(1, "C1", ETB), open(2, ETB))
        .when(referenced(2, "C1", CDF))
        .expectRejection(WALLET_EXISTS, "wallet");
  }

  @Test
  void names_the_wallet_before_the_amount() {
    ledger()
        .given(opened(1, ETB))
        .when(openWith(1, CDF, "0.001"))
        .expectRejection(WALLET_EXISTS, "wallet");
  }

  @Test
  void names_the_external_reference_before_the_amount() {
    ledger()
        .given(referenced(1, "C1", ETB))
        .when(
            new OpenWallet(
                wallet(2),
                new Owner.Nobody(),
                CDF,
                "C1",
                new OpeningBalance(entry(2), amount("0.001"), "bank")))
        .expectRejection(EXTERNAL_REFERENCE_TAKEN, "external_reference");
  }

  private static OpenWallet referenced(long number, String reference, Currency currency) {
    return new OpenWallet(wallet(number), new Owner.Nobody(), currency, reference, null);
  }
}
