package io.griot.identity.rejection;

/** Why identity refused, in order of precedence: the first rule broken names the rejection. */
public enum RejectionCode {
  FIRST_NAME_INVALID(Kind.MALFORMED),
  LAST_NAME_INVALID(Kind.MALFORMED),
  NAME_INVALID(Kind.MALFORMED),
  PHONE_INVALID(Kind.MALFORMED),
  EMAIL_INVALID(Kind.MALFORMED),
  PASSWORD_INVALID(Kind.MALFORMED),
  PIN_INVALID(Kind.MALFORMED),
  ROLE_INVALID(Kind.MALFORMED),
  CURRENCY_INVALID(Kind.MALFORMED),
  DEVICE_INVALID(Kind.MALFORMED),
  CATEGORY_UNKNOWN(Kind.MALFORMED),
  TOO_MANY_ATTEMPTS(Kind.THROTTLED),
  IDENTITY_PROVIDER_UNAVAILABLE(Kind.UNAVAILABLE),
  INVALID_CREDENTIALS(Kind.UNAUTHENTICATED),
  REFRESH_TOKEN_INVALID(Kind.UNAUTHENTICATED),
  ROLE_REQUIRED(Kind.FORBIDDEN),
  PERSON_NOT_FOUND(Kind.NOT_FOUND),
  ENTERPRISE_NOT_FOUND(Kind.NOT_FOUND),
  ACCESS_KEY_NOT_FOUND(Kind.NOT_FOUND),
  OWNER_NOT_FOUND(Kind.NOT_FOUND),
  DEVICE_NOT_FOUND(Kind.NOT_FOUND),
  BUSINESS_NOT_FOUND(Kind.NOT_FOUND),
  PHONE_TAKEN(Kind.CONFLICT),
  CATEGORY_TAKEN(Kind.CONFLICT),
  CODE_WRONG(Kind.REFUSED),
  PIN_NOT_SET(Kind.REFUSED),
  PIN_WRONG(Kind.REFUSED);

  /** What sort of refusal it is, for whoever turns it into a status. */
  public enum Kind {
    MALFORMED,
    THROTTLED,
    UNAVAILABLE,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
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
