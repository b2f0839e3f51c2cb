package io.griot.bench;

import io.griot.core.LedgerEvent;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.id.EntryId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.core.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;

/** What one transfer writes, as the rules decide it. */
record TransferEvents(EntryPosted entry, WalletDebited debited, WalletCredited credited) {

  private static final Currency CURRENCY = Currency.getInstance("ETB");
  private static final Money AMOUNT = new Money(1, CURRENCY);

  static TransferEvents example() {
    EntryId entryId = new EntryId(Requests.id());
    WalletId payer = new WalletId(Requests.id());
    WalletId payee = new WalletId(Requests.id());
    return new TransferEvents(
        new EntryPosted(
            entryId,
            EntryKind.P2P,
            List.of(Posting.debit(payer, AMOUNT), Posting.credit(payee, AMOUNT)),
            Map.of(payer, new Money(99_999_999, CURRENCY), payee, new Money(100_000_001, CURRENCY)),
            "bench",
            Map.of(),
            null),
        new WalletDebited(payer, entryId, AMOUNT),
        new WalletCredited(payee, entryId, AMOUNT));
  }

  List<LedgerEvent> all() {
    return List.of(entry, debited, credited);
  }

  /** The stream of each of them. */
  List<String> streams() {
    return List.of(
        entry.entryId().toString(), debited.walletId().toString(), credited.walletId().toString());
  }

  static MetaData metadata() {
    String command = Requests.id().toString();
    return MetaData.with("actor", "bench")
        .and("authenticatedBy", "in-process")
        .and("idempotencyKey", Requests.id().toString())
        .and("correlationId", command)
        .and("traceId", command);
  }
}
