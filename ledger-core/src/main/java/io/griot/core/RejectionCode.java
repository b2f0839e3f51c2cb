package io.griot.core;

/**
 * Why a rule refused a command, in order of precedence: of two broken rules the earlier is named.
 */
public enum RejectionCode {
  /** The key was used before with another request. */
  IDEMPOTENCY_KEY_REUSED(Kind.REFUSED),
  /** Both legs name the same account. */
  SAME_ACCOUNT(Kind.REFUSED),
  /** No such wallet, or it belongs to somebody else. */
  WALLET_NOT_FOUND(Kind.NOT_FOUND),
  /** No such hold, or it is on somebody else's wallet. */
  HOLD_NOT_FOUND(Kind.NOT_FOUND),
  /** The hold was settled or voided, or its time is over. */
  HOLD_ENDED(Kind.CONFLICT),
  /** No such grant, or it is neither for the sender nor the sender's. */
  GRANT_NOT_FOUND(Kind.NOT_FOUND),
  /** Nothing of that name waits for a second person, or ever did. */
  APPROVAL_NOT_FOUND(Kind.NOT_FOUND),
  /** It was granted or declined before. */
  APPROVAL_DECIDED(Kind.CONFLICT),
  /** Whoever asked for it does not decide on it. */
  SAME_APPROVER(Kind.REFUSED),
  /** No such transaction, or the sender has no part in it that would allow this. */
  ENTRY_NOT_FOUND(Kind.NOT_FOUND),
  /** No such payment to a utility, or it is not the sender's to decide on. */
  BILL_PAYMENT_NOT_FOUND(Kind.NOT_FOUND),
  /** The provider was not called, or it is known what it did. */
  OUTCOME_NOT_UNKNOWN(Kind.CONFLICT),
  /** Another payment of the bill, or at REGIDESO of the customer, is under way. */
  BILL_IN_FLIGHT(Kind.CONFLICT),
  /** Nothing is due on the bill. */
  BILL_ALREADY_PAID(Kind.CONFLICT),
  /** The utility knows no such bill. */
  BILL_NOT_FOUND(Kind.NOT_FOUND),
  /** The reporter of a dispute has no part in the transaction, or nobody is known by the name. */
  REPORTER_NOT_INVOLVED(Kind.REFUSED),
  /** No such dispute, or it is not the sender's to work on. */
  DISPUTE_NOT_FOUND(Kind.NOT_FOUND),
  /** The dispute was refunded or dismissed: it stays as it is. */
  DISPUTE_RESOLVED(Kind.CONFLICT),
  /** Somebody has begun to look at the dispute before. */
  DISPUTE_NOT_AWAITING_RESPONSE(Kind.CONFLICT),
  /** Nobody has begun to look at the dispute, or somebody has finished. */
  DISPUTE_NOT_IN_REVIEW(Kind.CONFLICT),
  /** The dispute was not looked at to the end. */
  DISPUTE_NOT_REVIEWED(Kind.CONFLICT),
  /** Another dispute over the transaction is open. */
  ENTRY_DISPUTED(Kind.CONFLICT),
  /** A refund or a reversal is not corrected in its turn. */
  ENTRY_NOT_REFUNDABLE(Kind.CONFLICT),
  /** The transaction was reversed before. */
  ENTRY_REVERSED(Kind.CONFLICT),
  /** The transaction was refunded before. */
  ENTRY_REFUNDED(Kind.CONFLICT),
  /** The wallet identifier stands for a wallet with another owner or currency. */
  WALLET_EXISTS(Kind.CONFLICT),
  /** The external reference names a wallet in another currency. */
  EXTERNAL_REFERENCE_TAKEN(Kind.CONFLICT),
  /** The legs, or the leg and the amount, are in different currencies. */
  CURRENCY_MISMATCH(Kind.REFUSED),
  /** The amount has more decimals than its currency. */
  AMOUNT_TOO_PRECISE(Kind.MALFORMED),
  /** The amount is above 10^15 minor units. */
  AMOUNT_TOO_LARGE(Kind.MALFORMED),
  /** The bill is paid whole or not at all. */
  AMOUNT_MISMATCH(Kind.REFUSED),
  /** More is to be paid than is due on the bill. */
  AMOUNT_ABOVE_BILL(Kind.REFUSED),
  /** The grant was rejected: it is not changed any more. */
  GRANT_ENDED(Kind.CONFLICT),
  /** The grant does not go from the status that it has to the one that is asked for. */
  GRANT_STATUS_CONFLICT(Kind.CONFLICT),
  /** The user has not approved the grant, has suspended or rejected it. */
  GRANT_NOT_APPROVED(Kind.REFUSED),
  /** The user has switched the grant off. */
  GRANT_INACTIVE(Kind.REFUSED),
  /** The grant's time is over. */
  GRANT_EXPIRED(Kind.REFUSED),
  /** The effective time lies after the writer's clock. */
  EFFECTIVE_AT_IN_FUTURE(Kind.REFUSED),
  /** A time that lies before the writer's clock would be over before it begins. */
  EXPIRES_AT_IN_PAST(Kind.REFUSED),
  /** More is to be paid than is held. */
  AMOUNT_ABOVE_HOLD(Kind.REFUSED),
  /** More is to be given back than is disputed. */
  AMOUNT_ABOVE_DISPUTED(Kind.REFUSED),
  /** More is to be given back than is left of what was moved. */
  REFUND_ABOVE_ORIGINAL(Kind.REFUSED),
  /** The most that may be pulled by a grant would be less than was pulled. */
  GRANT_MAX_BELOW_PULLED(Kind.REFUSED),
  /** More would be pulled by the grant, in sum, than it permits. */
  GRANT_EXHAUSTED(Kind.REFUSED),
  /** The wallet neither sends nor receives until it is unrestricted. */
  WALLET_RESTRICTED(Kind.REFUSED),
  /** The account would fall below what it may not spend. */
  INSUFFICIENT_AVAILABLE_FUNDS(Kind.REFUSED),
  /** The balance would leave the range of 64-bit minor units. */
  BALANCE_TOO_LARGE(Kind.REFUSED);

  /** What a refusal means to its sender. */
  public enum Kind {
    /** The request itself is wrong, whatever the state of the ledger. */
    MALFORMED,
    /** What the request names is not there for this sender. */
    NOT_FOUND,
    /** The request contradicts what exists. */
    CONFLICT,
    /** A rule of the ledger said no. */
    REFUSED
  }

  private final Kind kind;

  RejectionCode(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
