package io.griot.identity.code;

import java.util.Locale;

/** What a code is good for. */
public enum CodePurpose {
  PASSWORD_RESET,
  PHONE_VERIFICATION,
  EMAIL_VERIFICATION;

  /** As the database spells it. */
  String spelling() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
