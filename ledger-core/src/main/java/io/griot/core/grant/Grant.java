package io.griot.core.grant;

import static io.griot.core.RejectionCode.EXPIRES_AT_IN_PAST;
import static io.griot.core.RejectionCode.GRANT_ENDED;
import static io.griot.core.RejectionCode.GRANT_EXHAUSTED;
import static io.griot.core.RejectionCode.GRANT_EXPIRED;
import static io.griot.core.RejectionCode.GRANT_INACTIVE;
import static io.griot.core.RejectionCode.GRANT_MAX_BELOW_PULLED;
import static io.griot.core.RejectionCode.GRANT_NOT_APPROVED;
import static io.griot.core.RejectionCode.GRANT_NOT_FOUND;
import static io.griot.core.RejectionCode.GRANT_STATUS_CONFLICT;
import static io.griot.core.RejectionCode.SAME_ACCOUNT;
import static io.griot.core.RejectionCode.WALLET_NOT_FOUND;

import io.griot.core.Rejection;
import io.griot.core.account.Wallet;
import io.griot.core.grant.GrantCommand.ChangeGrant;
import io.griot.core.grant.GrantCommand.PullGrant;
import io.griot.core.grant.GrantCommand.RequestGrant;
import io.griot.core.grant.GrantEvent.GrantApproved;
import io.griot.core.grant.GrantEvent.GrantPulled;
import io.griot.core.grant.GrantEvent.GrantRejected;
import io.griot.core.grant.GrantEvent.GrantRequested;
import io.griot.core.grant.GrantEvent.GrantResumed;
import io.griot.core.grant.GrantEvent.GrantSuspended;
import io.griot.core.grant.GrantEvent.GrantTermsChanged;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** State and rules of one grant. */
public sealed interface Grant {

  /** Not requested: to everybody but the command that requests it, it does not exist. */
  record Unrequested() implements Grant {}

  /** Requested: the user and the enterprise know it. */
  sealed interface Requested extends Grant {

    Terms terms();
  }

  /** The user has not answered. */
  record Pending(Terms terms) implements Requested {}

  /** The enterprise may pull. */
  record Approved(Terms terms) implements Requested {}

  /** The enterprise may not pull for now. */
  record Suspended(Terms terms) implements Requested {}

  /** It stays as it is for ever. */
  record Rejected(Terms terms) implements Requested {}

  /**
   * Who may pull what from whom.
   *
   * @param pulled the sum so far, never above max
   * @param changedAt when it was requested, answered or changed; a pull changes nothing of it
   */
  record Terms(
      GrantId grantId,
      Owner enterprise,
      Owner user,
      WalletId payer,
      WalletId beneficiary,
      Money max,
      Money pulled,
      @Nullable Instant expiresAt,
      boolean active,
      @Nullable String metaData,
      Instant requestedAt,
      Instant changedAt) {

    private Terms at(Instant now) {
      return new Terms(
          grantId,
          enterprise,
          user,
          payer,
          beneficiary,
          max,
          pulled,
          expiresAt,
          active,
          metaData,
          requestedAt,
          now);
    }

    private Terms after(GrantTermsChanged changed) {
      return new Terms(
          grantId,
          enterprise,
          user,
          payer,
          beneficiary,
          changed.max(),
          pulled,
          changed.expiresAt(),
          changed.active(),
          changed.metaData(),
          requestedAt,
          changed.changedAt());
    }

    private Terms after(GrantPulled pull) {
      return new Terms(
          grantId,
          enterprise,
          user,
          payer,
          beneficiary,
          max,
          pulled.plus(pull.amount()),
          expiresAt,
          active,
          metaData,
          requestedAt,
          changedAt);
    }
  }

  /** What the user said of it. */
  static GrantStatus status(Requested grant) {
    return switch (grant) {
      case Pending _ -> GrantStatus.PENDING;
      case Approved _ -> GrantStatus.APPROVED;
      case Suspended _ -> GrantStatus.SUSPENDED;
      case Rejected _ -> GrantStatus.REJECTED;
    };
  }

  /**
   * Decides whether the enterprise may ask for the grant.
   *
   * @param payer the wallet that the command names
   * @throws Rejection SAME_ACCOUNT, WALLET_NOT_FOUND, AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE,
   *     EXPIRES_AT_IN_PAST
   */
  static GrantRequested decide(RequestGrant command, Wallet payer, Instant now) {
    if (command.payer().equals(command.beneficiary())) {
      throw new Rejection(
          SAME_ACCOUNT, "wallet", "Money is pulled from one wallet into a different one.");
    }
    Wallet.Open open = Wallet.requireOpen(payer, "wallet");
    if (!open.owner().equals(command.user())) {
      throw new Rejection(WALLET_NOT_FOUND, "wallet", "No such wallet.");
    }
    Money max = command.max().in(open.posted().currency());
    requireFuture(command.expiresAt(), now);
    return new GrantRequested(
        command.grantId(),
        command.enterprise(),
        command.user(),
        command.payer(),
        command.beneficiary(),
        max,
        command.expiresAt(),
        command.metaData(),
        now);
  }

  /**
   * Decides on the user's answer or change; what is so already changes nothing.
   *
   * @throws Rejection GRANT_NOT_FOUND, AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE, GRANT_ENDED,
   *     GRANT_STATUS_CONFLICT, EXPIRES_AT_IN_PAST, GRANT_MAX_BELOW_PULLED
   */
  static List<GrantEvent> decide(ChangeGrant command, Grant grant, Instant now) {
    Requested requested = requireRequested(grant);
    Terms terms = requested.terms();
    if (!terms.user().equals(command.user())) {
      throw notFound();
    }
    Money max = command.max() == null ? terms.max() : command.max().in(terms.max().currency());
    GrantTermsChanged changed =
        new GrantTermsChanged(
            terms.grantId(),
            max,
            command.expiresAt().from(terms.expiresAt()),
            command.active() == null ? terms.active() : command.active(),
            command.metaData().from(terms.metaData()),
            now);
    boolean changes = !terms.after(changed).at(terms.changedAt()).equals(terms);
    Optional<GrantEvent> answer =
        command.status() == null ? Optional.empty() : answer(requested, command.status(), now);
    if (changes) {
      requireChangeable(requested, changed, now);
    }
    List<GrantEvent> decided = new ArrayList<>(2);
    if (changes) {
      decided.add(changed);
    }
    answer.ifPresent(decided::add);
    return decided;
  }

  /**
   * Decides whether the enterprise may pull.
   *
   * @throws Rejection GRANT_NOT_FOUND, AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE, GRANT_NOT_APPROVED,
   *     GRANT_INACTIVE, GRANT_EXPIRED, GRANT_EXHAUSTED
   */
  static GrantPulled decide(PullGrant command, Grant grant, Instant now) {
    Requested requested = requireRequested(grant);
    Terms terms = requested.terms();
    if (!terms.enterprise().equals(command.enterprise())) {
      throw notFound();
    }
    Money amount = command.amount().in(terms.max().currency());
    switch (requested) {
      case Approved _ -> {}
      case Pending _, Suspended _, Rejected _ ->
          throw new Rejection(
              GRANT_NOT_APPROVED,
              "grant",
              "The grant is %s, not approved.".formatted(status(requested).text()));
    }
    if (!terms.active()) {
      throw new Rejection(GRANT_INACTIVE, "grant", "The user has switched the grant off.");
    }
    if (terms.expiresAt() != null && !now.isBefore(terms.expiresAt())) {
      throw new Rejection(
          GRANT_EXPIRED, "grant", "The grant expired at %s.".formatted(terms.expiresAt()));
    }
    // Both are at most 10^15: their sum is far from the end of 64 bits.
    if (terms.pulled().plus(amount).compareTo(terms.max()) > 0) {
      throw new Rejection(
          GRANT_EXHAUSTED,
          "amount",
          "Of %s, %s was pulled: %s is too much.".formatted(terms.max(), terms.pulled(), amount));
    }
    return new GrantPulled(command.grantId(), command.entryId(), amount);
  }

  /**
   * The grant, if it was requested.
   *
   * @throws Rejection GRANT_NOT_FOUND
   */
  static Requested requireRequested(Grant grant) {
    return switch (grant) {
      case Unrequested() -> throw notFound();
      case Requested requested -> requested;
    };
  }

  /** The grant after an event. */
  static Grant evolve(Grant grant, GrantEvent event) {
    return switch (event) {
      case GrantRequested requested ->
          switch (grant) {
            case Unrequested() -> new Pending(terms(requested));
            case Requested _ -> throw impossible(event, grant);
          };
      case GrantApproved approved ->
          switch (grant) {
            case Pending(Terms terms) -> new Approved(terms.at(approved.approvedAt()));
            case Unrequested _, Approved _, Suspended _, Rejected _ ->
                throw impossible(event, grant);
          };
      case GrantRejected rejected ->
          switch (grant) {
            case Pending(Terms terms) -> new Rejected(terms.at(rejected.rejectedAt()));
            case Approved(Terms terms) -> new Rejected(terms.at(rejected.rejectedAt()));
            case Suspended(Terms terms) -> new Rejected(terms.at(rejected.rejectedAt()));
            case Unrequested _, Rejected _ -> throw impossible(event, grant);
          };
      case GrantSuspended suspended ->
          switch (grant) {
            case Approved(Terms terms) -> new Suspended(terms.at(suspended.suspendedAt()));
            case Unrequested _, Pending _, Suspended _, Rejected _ ->
                throw impossible(event, grant);
          };
      case GrantResumed resumed ->
          switch (grant) {
            case Suspended(Terms terms) -> new Approved(terms.at(resumed.resumedAt()));
            case Unrequested _, Pending _, Approved _, Rejected _ -> throw impossible(event, grant);
          };
      case GrantTermsChanged changed ->
          switch (grant) {
            case Pending(Terms terms) -> new Pending(terms.after(changed));
            case Approved(Terms terms) -> new Approved(terms.after(changed));
            case Suspended(Terms terms) -> new Suspended(terms.after(changed));
            case Unrequested _, Rejected _ -> throw impossible(event, grant);
          };
      case GrantPulled pulled ->
          switch (grant) {
            case Approved(Terms terms) -> new Approved(terms.after(pulled));
            case Unrequested _, Pending _, Suspended _, Rejected _ ->
                throw impossible(event, grant);
          };
    };
  }

  private static Optional<GrantEvent> answer(Requested grant, GrantStatus asked, Instant now) {
    GrantId grantId = grant.terms().grantId();
    GrantStatus status = status(grant);
    if (asked == status) {
      return Optional.empty();
    }
    if (status == GrantStatus.REJECTED) {
      throw ended();
    }
    return Optional.of(
        switch (asked) {
          case APPROVED ->
              status == GrantStatus.PENDING
                  ? new GrantApproved(grantId, now)
                  : new GrantResumed(grantId, now);
          case REJECTED -> new GrantRejected(grantId, now);
          case SUSPENDED -> {
            if (status != GrantStatus.APPROVED) {
              throw conflict("Only an approved grant is suspended; this one is " + status.text());
            }
            yield new GrantSuspended(grantId, now);
          }
          case PENDING -> throw conflict("The grant was answered: it is " + status.text());
        });
  }

  private static void requireChangeable(Requested grant, GrantTermsChanged changed, Instant now) {
    if (grant instanceof Rejected) {
      throw ended();
    }
    Terms terms = grant.terms();
    if (!Objects.equals(changed.expiresAt(), terms.expiresAt())) {
      requireFuture(changed.expiresAt(), now);
    }
    if (changed.max().compareTo(terms.pulled()) < 0) {
      throw new Rejection(
          GRANT_MAX_BELOW_PULLED,
          "max_amount",
          "%s was pulled already: %s is too little.".formatted(terms.pulled(), changed.max()));
    }
  }

  private static void requireFuture(@Nullable Instant expiresAt, Instant now) {
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw new Rejection(
          EXPIRES_AT_IN_PAST,
          "expires_at",
          "%s is not after the ledger's clock, %s.".formatted(expiresAt, now));
    }
  }

  private static Terms terms(GrantRequested requested) {
    return new Terms(
        requested.grantId(),
        requested.enterprise(),
        requested.user(),
        requested.payer(),
        requested.beneficiary(),
        requested.max(),
        Money.zero(requested.max().currency()),
        requested.expiresAt(),
        true,
        requested.metaData(),
        requested.requestedAt(),
        requested.requestedAt());
  }

  private static Rejection notFound() {
    return new Rejection(GRANT_NOT_FOUND, "grant", "No such grant.");
  }

  private static Rejection ended() {
    return new Rejection(GRANT_ENDED, "grant", "The grant was rejected: it stays as it is.");
  }

  private static Rejection conflict(String sentence) {
    return new Rejection(GRANT_STATUS_CONFLICT, "grant_status", sentence + ".");
  }

  private static IllegalStateException impossible(GrantEvent event, Grant grant) {
    return new IllegalStateException(event + " after " + grant);
  }
}
