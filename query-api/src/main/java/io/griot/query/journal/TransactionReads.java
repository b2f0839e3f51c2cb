package io.griot.query.journal;

import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.identity.access.Principal;
import io.griot.projection.Views;
import io.griot.projection.account.AccountFinder;
import io.griot.projection.account.AccountView;
import io.griot.projection.journal.EntryFinder;
import io.griot.projection.journal.EntryView;
import io.griot.projection.journal.PostingFinder;
import io.griot.query.position.Freshness;
import io.griot.query.position.Positions;
import io.griot.query.reader.ReadableWallets;
import io.griot.query.reader.Reader;
import io.griot.query.reader.Readers;
import io.griot.wire.MinPosition;
import io.griot.wire.Paging;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows transactions to those whose money they moved. */
@RestController
@Tag(name = "wallets")
public class TransactionReads {

  private static final int REFUNDS_SHOWN = 200;

  private final EntryFinder entries;
  private final PostingFinder postings;
  private final AccountFinder accounts;
  private final ReadableWallets wallets;
  private final Readers readers;
  private final Freshness freshness;

  TransactionReads(
      EntryFinder entries,
      PostingFinder postings,
      AccountFinder accounts,
      Readers readers,
      Freshness freshness) {
    this.entries = entries;
    this.postings = postings;
    this.accounts = accounts;
    this.wallets = new ReadableWallets(accounts);
    this.readers = readers;
    this.freshness = freshness;
  }

  @Operation(
      operationId = "wallets_transactions_list",
      summary = "The transactions of the caller's wallets, or of one, newest first")
  @GetMapping("/wallets/transactions")
  ResponseEntity<List<TransactionAnswer>> list(
      @Parameter(description = "Only those of this wallet")
          @RequestParam(name = "wallet", required = false)
          @Nullable UUID wallet,
      Paging paging,
      MinPosition least,
      Principal principal) {
    freshness.require(least, Views.ENTRIES, Views.ACCOUNTS);
    Reader reader = readers.of(principal);
    long before = paging.after(Positions::find).orElse(Long.MAX_VALUE);
    List<EntryView> fetched =
        entries.ofAccounts(wallets.chosen(wallet, reader), before, paging.fetchSize());
    ResponseEntity<List<EntryView>> page =
        paging.page(fetched, entry -> Long.toString(entry.position()));
    return ResponseEntity.ok()
        .headers(page.getHeaders())
        .body(answers(fetched.subList(0, Math.min(fetched.size(), paging.limit()))));
  }

  @Operation(operationId = "wallets_transactions_retrieve", summary = "One transaction")
  @GetMapping("/wallets/transactions/{id}")
  TransactionAnswer retrieve(@PathVariable("id") UUID id, MinPosition least, Principal principal) {
    freshness.require(least, Views.ENTRIES, Views.ACCOUNTS);
    EntryView entry = readable(id, "id", readers.of(principal));
    return answers(List.of(entry)).getFirst();
  }

  @Operation(
      operationId = "wallets_stats_transactions_retrieve",
      summary = "A transaction's postings, what they left, its refunds and its seal")
  @GetMapping("/wallets/stats/transactions/{tr_id}")
  TransactionStats stats(@PathVariable("tr_id") UUID id, MinPosition least, Principal principal) {
    freshness.require(least, Views.ENTRIES, Views.ACCOUNTS, Views.POSTINGS);
    Reader reader = readers.of(principal);
    EntryView entry = readable(id, "tr_id", reader);
    // The views move each on its own: the entry may be known before its postings are.
    freshness.require(entry.position(), Views.POSTINGS);
    Set<AccountId> own =
        both(entry).stream()
            .filter(reader::owns)
            .map(AccountView::account)
            .collect(Collectors.toSet());
    return TransactionStats.of(
        entry,
        postings.ofEntryAt(entry.position()),
        entries.correcting(entry.entryId(), REFUNDS_SHOWN),
        account -> reader.everything() || own.contains(account));
  }

  private EntryView readable(UUID id, String field, Reader reader) {
    return entries
        .find(new EntryId(id))
        .filter(entry -> reader.everything() || both(entry).stream().anyMatch(reader::owns))
        .orElseThrow(
            () ->
                new RefusedRequest(
                    Problem.of(
                        404, "TRANSACTION_NOT_FOUND", field, "There is no such transaction.")));
  }

  private List<AccountView> both(EntryView entry) {
    return accounts.findAll(List.of(entry.from(), entry.to()));
  }

  private List<TransactionAnswer> answers(List<EntryView> shown) {
    Map<AccountId, Owner> receivers = new HashMap<>();
    for (AccountView receiver : accounts.findAll(shown.stream().map(EntryView::to).toList())) {
      Owner owner = receiver.owner();
      if (owner != null) {
        receivers.put(receiver.account(), owner);
      }
    }
    return shown.stream()
        .map(entry -> TransactionAnswer.of(entry, receivers.get(entry.to())))
        .toList();
  }
}
