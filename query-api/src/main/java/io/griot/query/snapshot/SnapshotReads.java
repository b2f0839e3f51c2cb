package io.griot.query.snapshot;

import io.griot.core.id.AccountId;
import io.griot.core.id.WalletId;
import io.griot.identity.access.Principal;
import io.griot.projection.Views;
import io.griot.projection.account.AccountFinder;
import io.griot.projection.journal.TimeBasis;
import io.griot.projection.snapshot.BalanceAt;
import io.griot.projection.snapshot.SnapshotFinder;
import io.griot.projection.snapshot.SnapshotFinder.Place;
import io.griot.query.position.Freshness;
import io.griot.query.reader.ReadableWallets;
import io.griot.query.reader.Readers;
import io.griot.query.reader.TimeBases;
import io.griot.wire.MinPosition;
import io.griot.wire.Paging;
import io.griot.wire.RefusedRequest;
import io.griot.wire.Times;
import io.griot.wire.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what wallets held, at the ends of days and at any instant. */
@RestController
@Tag(name = "wallets")
public class SnapshotReads {

  private static final int DATE_LENGTH = 10;

  private final SnapshotFinder snapshots;
  private final ReadableWallets wallets;
  private final Readers readers;
  private final Freshness freshness;
  private final Times times;

  SnapshotReads(
      SnapshotFinder snapshots,
      AccountFinder accounts,
      Readers readers,
      Freshness freshness,
      Times times) {
    this.snapshots = snapshots;
    this.wallets = new ReadableWallets(accounts);
    this.readers = readers;
    this.freshness = freshness;
    this.times = times;
  }

  @Operation(
      operationId = "wallets_snapshots_list",
      summary = "What the caller's wallets held at the ends of days, or at one instant")
  @GetMapping("/wallets/snapshots")
  ResponseEntity<List<SnapshotAnswer>> list(
      @Parameter(description = "Only of this wallet")
          @RequestParam(name = "wallet_id", required = false)
          @Nullable UUID wallet,
      @Parameter(description = "Only of days that ended at this time or later")
          @RequestParam(name = "created_at_gte", required = false)
          @Nullable String since,
      @Parameter(description = "At this instant, in place of the ends of days")
          @RequestParam(name = "at", required = false)
          @Nullable String at,
      @Parameter(description = TimeBases.DESCRIPTION + "; of at alone")
          @RequestParam(name = "basis", required = false)
          @Nullable String basis,
      Paging paging,
      MinPosition least,
      Principal principal) {
    @Nullable Instant instant = at == null ? null : times.parameter("at", at);
    Instant earliest = since == null ? Instant.EPOCH : times.parameter("created_at_gte", since);
    TimeBasis by = TimeBases.parameter(basis);
    if (instant == null && by == TimeBasis.EFFECTIVE) {
      throw RefusedRequest.badField(
          "basis", "is recorded at the ends of days: what is back-dated later leaves them alone");
    }
    freshness.require(least, Views.POSTINGS, Views.ACCOUNTS);
    List<AccountId> chosen = wallets.chosen(wallet, readers.of(principal));
    List<BalanceAt> fetched =
        instant == null
            ? snapshots.daily(
                chosen, earliest, paging.after(SnapshotReads::place), paging.fetchSize())
            : snapshots.at(
                chosen,
                instant,
                by,
                paging.after(SnapshotReads::wallet).orElse(null),
                paging.fetchSize());
    ResponseEntity<List<BalanceAt>> page =
        paging.page(fetched, balance -> key(balance, instant != null));
    return ResponseEntity.ok()
        .headers(page.getHeaders())
        .body(fetched.stream().limit(paging.limit()).map(SnapshotAnswer::of).toList());
  }

  private static String key(BalanceAt balance, boolean atOneInstant) {
    String wallet = SnapshotAnswer.of(balance).wallet().toString();
    return atOneInstant ? wallet : balance.day() + wallet;
  }

  private static Optional<Place> place(String key) {
    if (key.length() <= DATE_LENGTH) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(key.substring(0, DATE_LENGTH));
      return wallet(key.substring(DATE_LENGTH)).map(account -> new Place(day, account));
    } catch (DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  private static Optional<AccountId> wallet(String key) {
    return Uuids.find(key).map(WalletId::new);
  }
}
