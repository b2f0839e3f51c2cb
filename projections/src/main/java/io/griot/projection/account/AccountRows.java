package io.griot.projection.account;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.FundsReleased;
import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.SystemAccountDebited;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.account.AccountEvent.WalletRestricted;
import io.griot.core.account.AccountEvent.WalletUnrestricted;
import io.griot.core.id.AccountId;
import io.griot.core.id.HoldId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.journal.JournalEvent;
import io.griot.core.journal.JournalEvent.EntryDisputeEnded;
import io.griot.core.journal.JournalEvent.EntryDisputed;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.core.journal.Posting;
import io.griot.core.money.Money;
import io.griot.projection.view.Recording;
import io.griot.projection.view.Rows;
import io.griot.projection.view.SqlArrays;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a batch of events changes at each account. */
final class AccountRows implements Rows {

  private final Map<AccountId, Change> changes = new LinkedHashMap<>();

  @Override
  public void add(JournalEvent event, Recording recording) {
    switch (event) {
      case EntryPosted posted -> posted.postings().forEach(posting -> post(posting, recording));
      // Another entry posts what was given back.
      case EntryRefunded _, EntryReversed _, EntryDisputed _, EntryDisputeEnded _ -> {}
    }
  }

  @Override
  public void add(AccountEvent event, Recording recording) {
    switch (event) {
      case WalletOpened opened ->
          change(opened.walletId(), opened.currency(), recording).opened = opened;
      case FundsFrozen(WalletId wallet, HoldId _, Money amount) ->
          change(wallet, amount.currency(), recording).freeze(amount.minorUnits());
      case FundsReleased(WalletId wallet, HoldId _, Money amount) ->
          change(wallet, amount.currency(), recording).freeze(-amount.minorUnits());
      case WalletRestricted restricted ->
          standing(restricted.walletId(), recording).restricted = true;
      case WalletUnrestricted unrestricted ->
          standing(unrestricted.walletId(), recording).restricted = false;
      // The entry's postings say the same of every account, guarded or not.
      case WalletDebited _, WalletCredited _, SystemAccountDebited _, SystemAccountCredited _ -> {}
    }
  }

  @Override
  public int size() {
    return changes.size();
  }

  @Override
  public void write(Connection connection, String schema) throws SQLException {
    List<Change> moved =
        changes.values().stream().filter(change -> change.currency != null).toList();
    List<Change> restricted =
        changes.values().stream().filter(change -> change.restricted != null).toList();
    if (!moved.isEmpty()) {
      writeMoved(connection, schema, moved);
    }
    if (!restricted.isEmpty()) {
      writeRestricted(connection, schema, restricted);
    }
    changes.clear();
  }

  private static void writeMoved(Connection connection, String schema, Collection<Change> moved)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO %s.account AS a (
                account, wallet_id, owner_kind, owner_id, external_reference, currency, debits,
                credits, posted, frozen, available, restricted, opened_at, updated_at,
                opened_position, position)
            SELECT account, wallet_id, owner_kind, owner_id, external_reference, currency, debits,
                   credits, credits - debits, frozen, credits - debits - frozen, false,
                   timestamptz 'epoch' + opened_micros * interval '1 microsecond',
                   timestamptz 'epoch' + updated_micros * interval '1 microsecond',
                   opened_position, position
              FROM unnest(?::text[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
                          ?::bigint[], ?::bigint[])
                AS c (account, wallet_id, owner_kind, owner_id, external_reference, currency,
                      debits_text, credits_text, frozen, opened_micros, updated_micros, opened_position,
                      position)
             CROSS JOIN LATERAL (SELECT debits_text::numeric, credits_text::numeric)
                AS sums (debits, credits)
                ON CONFLICT (account) DO UPDATE SET
                   owner_kind = coalesce(a.owner_kind, excluded.owner_kind),
                   owner_id = coalesce(a.owner_id, excluded.owner_id),
                   external_reference = coalesce(a.external_reference, excluded.external_reference),
                   debits = a.debits + excluded.debits,
                   credits = a.credits + excluded.credits,
                   posted = a.posted + excluded.posted,
                   frozen = a.frozen + excluded.frozen,
                   available = a.available + excluded.available,
                   updated_at = excluded.updated_at,
                   position = excluded.position\
            """
                .formatted(schema))) {
      new SqlArrays<>(upsert, moved)
          .texts(change -> change.account)
          .uuids(Change::walletId)
          .texts(Change::ownerKind)
          .uuids(Change::ownerId)
          .texts(Change::externalReference)
          .texts(change -> change.currency)
          .texts(change -> change.debits)
          .texts(change -> change.credits)
          .longs(change -> change.frozenMinorUnits)
          .micros(change -> change.first.recordedAt())
          .micros(change -> change.last.recordedAt())
          .longs(change -> change.first.position())
          .longs(change -> change.last.position());
      upsert.executeUpdate();
    }
  }

  private static void writeRestricted(
      Connection connection, String schema, Collection<Change> restricted) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE %s.account a
               SET restricted = c.restricted, position = c.position,
                   updated_at = timestamptz 'epoch' + c.updated_micros * interval '1 microsecond'
              FROM unnest(?::text[], ?::boolean[], ?::bigint[], ?::bigint[])
                AS c (account, restricted, updated_micros, position)
             WHERE a.account = c.account\
            """
                .formatted(schema))) {
      new SqlArrays<>(update, restricted)
          .texts(change -> change.account)
          .booleans(change -> Boolean.TRUE.equals(change.restricted))
          .micros(change -> change.last.recordedAt())
          .longs(change -> change.last.position());
      update.executeUpdate();
    }
  }

  private void post(Posting posting, Recording recording) {
    Change change = change(posting.account(), posting.amount().currency(), recording);
    switch (posting.side()) {
      case DEBIT -> change.debits.add(posting.amount().minorUnits());
      case CREDIT -> change.credits.add(posting.amount().minorUnits());
    }
  }

  private Change change(AccountId account, Currency currency, Recording recording) {
    Change change = standing(account, recording);
    change.currency = currency;
    return change;
  }

  private Change standing(AccountId account, Recording recording) {
    Change change = changes.computeIfAbsent(account, _ -> new Change(account, recording));
    change.last = recording;
    return change;
  }

  /** What the batch does to one account. */
  private static final class Change {

    private final AccountId account;
    private final Recording first;
    private Recording last;

    /** Unknown while the batch neither opens the account nor posts to it. */
    private @Nullable Currency currency;

    private @Nullable WalletOpened opened;
    private @Nullable Boolean restricted;
    private final Sum debits = new Sum();
    private final Sum credits = new Sum();

    /** What was set apart, less what was let go; only of wallets, so it fits. */
    private long frozenMinorUnits;

    Change(AccountId account, Recording first) {
      this.account = account;
      this.first = first;
      this.last = first;
    }

    void freeze(long minorUnits) {
      frozenMinorUnits = Math.addExact(frozenMinorUnits, minorUnits);
    }

    @Nullable UUID walletId() {
      return account instanceof WalletId(UUID uuid) ? uuid : null;
    }

    @Nullable String ownerKind() {
      return opened == null
          ? null
          : switch (opened.owner()) {
            case Owner.User _ -> OwnerKind.USER.text();
            case Owner.Business _ -> OwnerKind.BUSINESS.text();
            case Owner.Enterprise _ -> OwnerKind.ENTERPRISE.text();
            case Owner.Nobody _ -> OwnerKind.NOBODY.text();
          };
    }

    @Nullable UUID ownerId() {
      return opened == null ? null : AccountView.ownerId(opened.owner());
    }

    @Nullable String externalReference() {
      return opened == null ? null : opened.externalReference();
    }
  }

  /** A sum of minor units: of a wallet's it fits 64 bits by rule, of a bank's it need not. */
  private static final class Sum {

    private BigInteger carried = BigInteger.ZERO;
    private long minorUnits;

    void add(long amountMinorUnits) {
      long sum = minorUnits + amountMinorUnits;
      if (sum < 0) {
        carried = carried.add(BigInteger.valueOf(minorUnits));
        sum = amountMinorUnits;
      }
      minorUnits = sum;
    }

    @Override
    public String toString() {
      return carried.add(BigInteger.valueOf(minorUnits)).toString();
    }
  }
}
