package io.griot.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.bill.BillPaymentCommand;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.Mandate;
import io.griot.core.bill.Quote;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.MajorUnits;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.Leg;
import io.griot.core.transfer.TransferCommand.Transfer;
import io.griot.core.utility.Payee;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What benchmarks ask of a ledger: wallets with plenty, and small transfers between them. */
final class Requests {

  private static final Requester REQUESTER = new Requester("bench", "in-process");
  private static final Currency CURRENCY = Currency.getInstance("ETB");

  /** In which bills are paid. */
  static final Currency FRANCS = Currency.getInstance("XOF");

  private static final MajorUnits PLENTY = new MajorUnits(BigDecimal.valueOf(1_000_000));
  private static final MajorUnits LITTLE = new MajorUnits(new BigDecimal("0.01"));
  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();

  private Requests() {}

  /** A new identifier, larger than those before it. */
  static UUID id() {
    return IDS.generate();
  }

  /** Opens a wallet with an opening balance. */
  static LedgerRequest open(WalletId walletId) {
    OpeningBalance opening = new OpeningBalance(new EntryId(id()), PLENTY, "bench");
    return new LedgerRequest(
        new OpenWallet(walletId, new Owner.Nobody(), CURRENCY, null, opening), REQUESTER, null);
  }

  /** The same in francs. */
  static LedgerRequest openInFrancs(WalletId walletId) {
    OpeningBalance opening = new OpeningBalance(new EntryId(id()), PLENTY, "bench");
    return new LedgerRequest(
        new OpenWallet(walletId, new Owner.Nobody(), FRANCS, null, opening), REQUESTER, null);
  }

  /** Buys units for a meter that the sandbox knows. */
  static LedgerRequest units(BillPaymentId paymentId, WalletId payer) {
    return new LedgerRequest(
        new RequestBillPayment(
            paymentId,
            new EntryId(id()),
            payer,
            new Payee.WoyofalMeter("90000042"),
            new Quote.Open(FRANCS),
            new MajorUnits(BigDecimal.valueOf(100)),
            "bench",
            new Mandate.ByOwner(new Authority.Staff())),
        REQUESTER,
        new IdempotencyKey("bench", paymentId.uuid().toString(), "bench"));
  }

  /** What a saga tells. */
  static LedgerRequest learned(BillPaymentCommand command) {
    return new LedgerRequest(command, REQUESTER, null);
  }

  /** Moves a little under an idempotency key of its own. */
  static LedgerRequest transfer(WalletId payer, WalletId payee) {
    return transfer(payer, payee, null);
  }

  /** The same, that counts from another time on if one is given. */
  static LedgerRequest transfer(WalletId payer, WalletId payee, @Nullable Instant effectiveAt) {
    return new LedgerRequest(
        new Transfer(
            new EntryId(id()),
            EntryKind.P2P,
            new Leg.InWallet(payer),
            new Leg.InWallet(payee),
            LITTLE,
            null,
            "bench",
            Map.of(),
            effectiveAt,
            new Authority.Staff()),
        REQUESTER,
        new IdempotencyKey("bench", id().toString(), "bench"));
  }

  /** Fails on a refusal: every request of a benchmark is one that the rules accept. */
  static void requireAccepted(Answer answer) {
    switch (answer) {
      case Answer.Accepted _ -> {}
      case Answer.Refused refused ->
          throw new IllegalStateException("Refused", refused.rejection());
    }
  }
}
