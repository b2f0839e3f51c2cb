package io.griot.query.journal;

import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.identity.person.Role;
import io.griot.identity.wallet.OwnerNames;
import io.griot.projection.Views;
import io.griot.projection.account.AccountFinder;
import io.griot.projection.account.AccountView;
import io.griot.projection.journal.EntryFinder;
import io.griot.projection.journal.EntryView;
import io.griot.query.position.Freshness;
import io.griot.query.position.Positions;
import io.griot.wire.Allow;
import io.griot.wire.MinPosition;
import io.griot.wire.Paging;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows all transactions to platform staff, with names. */
@RestController
@Tag(name = "platform-admin")
public class TransactionRecords {

  private final EntryFinder entries;
  private final AccountFinder accounts;
  private final OwnerNames names;
  private final Freshness freshness;

  TransactionRecords(
      EntryFinder entries, AccountFinder accounts, OwnerNames names, Freshness freshness) {
    this.entries = entries;
    this.accounts = accounts;
    this.names = names;
    this.freshness = freshness;
  }

  @Operation(
      operationId = "platform_admin_transaction_records_list",
      summary = "All transactions, newest first")
  @Allow({Role.ADMIN, Role.AUDITOR})
  @GetMapping("/platform-admin/transaction-records")
  ResponseEntity<List<TransactionRecord>> list(Paging paging, MinPosition least) {
    freshness.require(least, Views.ENTRIES, Views.ACCOUNTS);
    List<EntryView> found =
        entries.all(paging.after(Positions::find).orElse(Long.MAX_VALUE), paging.fetchSize());
    ResponseEntity<List<EntryView>> page =
        paging.page(found, entry -> Long.toString(entry.position()));
    return ResponseEntity.ok()
        .headers(page.getHeaders())
        .body(records(found.subList(0, Math.min(found.size(), paging.limit()))));
  }

  @Operation(
      operationId = "platform_admin_transaction_records_retrieve",
      summary = "One transaction")
  @Allow({Role.ADMIN, Role.AUDITOR})
  @GetMapping("/platform-admin/transaction-records/{id}")
  TransactionRecord retrieve(@PathVariable("id") UUID id, MinPosition least) {
    freshness.require(least, Views.ENTRIES, Views.ACCOUNTS);
    return entries
        .find(new EntryId(id))
        .map(entry -> records(List.of(entry)).getFirst())
        .orElseThrow(
            () ->
                new RefusedRequest(
                    Problem.of(
                        404, "TRANSACTION_NOT_FOUND", "id", "There is no such transaction.")));
  }

  /** One question for the accounts of all of them, one for all names. */
  private List<TransactionRecord> records(List<EntryView> shown) {
    Set<AccountId> both = new HashSet<>();
    shown.forEach(
        entry -> {
          both.add(entry.from());
          both.add(entry.to());
        });
    List<AccountView> found = accounts.findAll(both);
    Map<UUID, String> owners =
        names.of(
            found.stream().map(AccountView::ownerId).filter(Objects::nonNull).distinct().toList());
    Map<AccountId, String> called = new HashMap<>();
    found.forEach(account -> called.put(account.account(), name(account, owners)));
    return shown.stream()
        .map(
            entry ->
                TransactionRecord.of(
                    entry,
                    called.getOrDefault(entry.from(), entry.from().toString()),
                    called.getOrDefault(entry.to(), entry.to().toString())))
        .toList();
  }

  private static String name(AccountView account, Map<UUID, String> owners) {
    @Nullable UUID owner = account.ownerId();
    @Nullable String name = owner == null ? null : owners.get(owner);
    if (name != null) {
      return name;
    }
    @Nullable String reference = account.externalReference();
    return reference == null ? account.account().toString() : reference;
  }
}
