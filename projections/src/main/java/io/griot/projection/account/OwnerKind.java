package io.griot.projection.account;

import java.util.Locale;

/** What kind of owner a wallet has. */
enum OwnerKind {
  USER,
  BUSINESS,
  ENTERPRISE,
  NOBODY;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
