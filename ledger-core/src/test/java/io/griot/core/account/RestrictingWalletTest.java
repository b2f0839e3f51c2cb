package io.griot.core.account;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.restricted;
import static io.griot.core.Sample.wallet;

import io.griot.core.LedgerFixture;
import io.griot.core.RejectionCode;
import io.griot.core.account.AccountEvent.WalletRestricted;
import io.griot.core.account.AccountEvent.WalletUnrestricted;
import io.griot.core.account.WalletCommand.RestrictWallet;
import io.griot.core.account.WalletCommand.UnrestrictWallet;
import io.griot.core.account.WalletReceipt.Change;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class RestrictingWalletTest {

  private final AggregateTestFixture<WalletAggregate> wallet =
      new AggregateTestFixture<>(WalletAggregate.class);

  @Test
  void restricts_an_open_wallet() {
    wallet
        .given(opened(1, ETB), credited(1, etb(5)))
        .when(new RestrictWallet(wallet(1), "police request 18"))
        .expectEvents(new WalletRestricted(wallet(1), "police request 18"))
        .expectResultMessagePayload(new WalletReceipt(wallet(1), Change.MADE));
  }

  @Test
  void leaves_a_restricted_wallet_as_it_is() {
    wallet
        .given(opened(1, ETB), restricted(1))
        .when(new RestrictWallet(wallet(1), "again"))
        .expectNoEvents()
        .expectResultMessagePayload(new WalletReceipt(wallet(1), Change.NONE));
  }

  @Test
  void lifts_a_restriction() {
    wallet
        .given(opened(1, ETB), restricted(1))
        .when(new UnrestrictWallet(wallet(1), "cleared"))
        .expectEvents(new WalletUnrestricted(wallet(1), "cleared"))
        .expectResultMessagePayload(new WalletReceipt(wallet(1), Change.MADE));
  }

  @Test
  void leaves_an_unrestricted_wallet_as_it_is() {
    wallet
        .given(opened(1, ETB), restricted(1), new WalletUnrestricted(wallet(1), "cleared"))
        .when(new UnrestrictWallet(wallet(1), "again"))
        .expectNoEvents()
        .expectResultMessagePayload(new WalletReceipt(wallet(1), Change.NONE));
  }

  @Test
  void restricts_again_after_a_restriction_was_lifted() {
    wallet
        .given(opened(1, ETB), restricted(1), new WalletUnrestricted(wallet(1), "cleared"))
        .when(new RestrictWallet(wallet(1), "again"))
        .expectEvents(new WalletRestricted(wallet(1), "again"));
  }

  @Test
  void finds_no_aggregate_for_a_wallet_that_was_never_opened() {
    wallet
        .givenNoPriorActivity()
        .when(new RestrictWallet(wallet(1), "?"))
        .expectNoEvents()
        .expectException(AggregateNotFoundException.class);
  }

  @Test
  void rejects_a_wallet_that_was_never_opened() {
    LedgerFixture.ledger()
        .given(opened(1, ETB))
        .when(new RestrictWallet(wallet(2), "?"))
        .expectRejection(RejectionCode.WALLET_NOT_FOUND, "wallet");
    LedgerFixture.ledger()
        .given(opened(1, ETB))
        .when(new UnrestrictWallet(wallet(2), "?"))
        .expectRejection(RejectionCode.WALLET_NOT_FOUND, "wallet");
  }
}
