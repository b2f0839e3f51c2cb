package io.griot.query.hold;

import io.griot.core.id.HoldId;
import io.griot.identity.access.Principal;
import io.griot.projection.Views;
import io.griot.projection.account.AccountFinder;
import io.griot.projection.hold.HoldFinder;
import io.griot.projection.hold.HoldStatus;
import io.griot.projection.hold.HoldView;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows holds to those whose money they set apart. */
@RestController
@Tag(name = "wallets")
public class HoldReads {

  private final HoldFinder holds;
  private final AccountFinder accounts;
  private final ReadableWallets wallets;
  private final Readers readers;
  private final Freshness freshness;

  HoldReads(HoldFinder holds, AccountFinder accounts, Readers readers, Freshness freshness) {
    this.holds = holds;
    this.accounts = accounts;
    this.wallets = new ReadableWallets(accounts);
    this.readers = readers;
    this.freshness = freshness;
  }

  @Operation(
      operationId = "wallets_holds_list",
      summary = "The holds on the caller's wallets, or on one, newest first")
  @GetMapping("/wallets/holds")
  ResponseEntity<List<HoldAnswer>> list(
      @Parameter(description = "Only those on this wallet")
          @RequestParam(name = "wallet", required = false)
          @Nullable UUID wallet,
      @Parameter(description = "Only those that are placed, settled, voided or expired")
          @RequestParam(name = "status", required = false)
          @Nullable String status,
      Paging paging,
      MinPosition least,
      Principal principal) {
    @Nullable HoldStatus wanted =
        status == null
            ? null
            : HoldStatus.parse(status)
                .orElseThrow(
                    () ->
                        RefusedRequest.badField(
                            "status", "is none of placed, settled, voided and expired"));
    freshness.require(least, Views.HOLDS, Views.ACCOUNTS);
    List<HoldView> fetched =
        holds.ofWallets(
            wallets.chosen(wallet, readers.of(principal)),
            wanted,
            paging.after(Positions::find).orElse(Long.MAX_VALUE),
            paging.fetchSize());
    ResponseEntity<List<HoldView>> page =
        paging.page(fetched, hold -> Long.toString(hold.position()));
    return ResponseEntity.ok()
        .headers(page.getHeaders())
        .body(fetched.stream().limit(paging.limit()).map(HoldAnswer::of).toList());
  }

  @Operation(operationId = "wallets_holds_retrieve", summary = "One hold")
  @GetMapping("/wallets/holds/{id}")
  HoldAnswer retrieve(@PathVariable("id") UUID id, MinPosition least, Principal principal) {
    freshness.require(least, Views.HOLDS, Views.ACCOUNTS);
    Reader reader = readers.of(principal);
    return holds
        .find(new HoldId(id))
        .filter(hold -> accounts.find(hold.walletId()).filter(reader::mayRead).isPresent())
        .map(HoldAnswer::of)
        .orElseThrow(
            () ->
                new RefusedRequest(
                    Problem.of(404, "HOLD_NOT_FOUND", "id", "There is no such hold.")));
  }
}
