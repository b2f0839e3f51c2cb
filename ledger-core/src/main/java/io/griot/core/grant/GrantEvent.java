package io.griot.core.grant;

import io.griot.core.LedgerEvent;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a grant. The times are those of recording: the rules show them to whoever
 * changes a grant, and know no others.
 */
public sealed interface GrantEvent extends LedgerEvent {

  GrantId grantId();

  /**
   * An enterprise asked a user for a grant.
   *
   * @param payer the user's wallet, whose currency is the grant's
   * @param beneficiary the enterprise's wallet in that currency, opened by the first pull if it is
   *     not open
   * @param expiresAt from when nothing is pulled any more, or null for never
   * @param metaData JSON that means nothing to the ledger
   */
  record GrantRequested(
      GrantId grantId,
      Owner enterprise,
      Owner user,
      WalletId payer,
      WalletId beneficiary,
      Money max,
      @Nullable Instant expiresAt,
      @Nullable String metaData,
      Instant requestedAt)
      implements GrantEvent {}

  /** The user approved it for the first time. */
  record GrantApproved(GrantId grantId, Instant approvedAt) implements GrantEvent {}

  /** The user rejected it, for ever. */
  record GrantRejected(GrantId grantId, Instant rejectedAt) implements GrantEvent {}

  /** The user approved it before, and stopped it for now. */
  record GrantSuspended(GrantId grantId, Instant suspendedAt) implements GrantEvent {}

  /** The user approved it again. */
  record GrantResumed(GrantId grantId, Instant resumedAt) implements GrantEvent {}

  /**
   * The user changed what the grant permits.
   *
   * @param max from now on, never below what was pulled
   * @param expiresAt from now on, or null for never
   * @param active from now on
   * @param metaData from now on
   */
  record GrantTermsChanged(
      GrantId grantId,
      Money max,
      @Nullable Instant expiresAt,
      boolean active,
      @Nullable String metaData,
      Instant changedAt)
      implements GrantEvent {}

  /** The enterprise pulled money by an entry. */
  record GrantPulled(GrantId grantId, EntryId entryId, Money amount) implements GrantEvent {}
}
