package io.griot.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.MajorUnits;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.Leg;
import io.griot.core.transfer.TransferCommand.Transfer;
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
