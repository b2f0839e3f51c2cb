package io.griot.core.grant;

import io.griot.core.LedgerCommand;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.MajorUnits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a grant. */
public sealed interface GrantCommand extends LedgerCommand {

  GrantId grantId();

  @Override
  default List<String> streams() {
    return List.of(grantId().toString());
  }

  /**
   * An enterprise asks a user for a grant.
   *
   * @param payer a wallet of the user's
   * @param beneficiary the enterprise's wallet in the same currency, open or not
   * @param max the most that may be pulled in sum
   * @param metaData JSON of the enterprise's
   */
  record RequestGrant(
      GrantId grantId,
      Owner enterprise,
      Owner user,
      WalletId payer,
      WalletId beneficiary,
      MajorUnits max,
      @Nullable Instant expiresAt,
      @Nullable String metaData)
      implements GrantCommand {

    @Override
    public List<String> streams() {
      return List.of(grantId.toString(), payer.toString(), beneficiary.toString());
    }
  }

  /**
   * The user says yes or no to a grant, or changes what it permits.
   *
   * @param user who asks for it
   * @param status null to leave it
   * @param max null to leave it
   * @param active null to leave it
   */
  record ChangeGrant(
      GrantId grantId,
      Owner user,
      @Nullable GrantStatus status,
      @Nullable MajorUnits max,
      Revised<Instant> expiresAt,
      @Nullable Boolean active,
      Revised<String> metaData)
      implements GrantCommand {}

  /** The enterprise pulls money. */
  record PullGrant(
      GrantId grantId, Owner enterprise, EntryId entryId, MajorUnits amount, String remarks)
      implements GrantCommand {}

  /** What becomes of a value that may be missing. */
  sealed interface Revised<T> {

    /** What it is from now on. */
    default @Nullable T from(@Nullable T before) {
      return switch (this) {
        case Left<T> _ -> before;
        case To<T> to -> to.value();
      };
    }

    /** It stays as it is. */
    record Left<T>() implements Revised<T> {}

    /** It is another, or missing, from now on. */
    record To<T>(@Nullable T value) implements Revised<T> {}
  }
}
