package io.griot.command.grant;

import io.griot.core.grant.Grant;
import io.griot.core.grant.GrantReceipt;
import io.griot.wire.GrantAnswer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What grants are on the wire. */
final class GrantTerms {

  static final int MOST_META_DATA_BYTES = 16 * 1024;

  private GrantTerms() {}

  /** A time in the microseconds that views keep, so that all answers say the same. */
  static @Nullable Instant asLogged(@Nullable Instant given) {
    return given == null ? null : given.truncatedTo(ChronoUnit.MICROS);
  }

  static <E> GrantAnswer<E> answer(GrantReceipt receipt, E enterprise) {
    Grant.Terms terms = receipt.terms();
    return new GrantAnswer<>(
        terms.grantId().uuid(),
        enterprise,
        terms.requestedAt(),
        terms.changedAt(),
        terms.expiresAt(),
        GrantAnswer.spelled(terms.max()),
        GrantAnswer.spelled(terms.pulled()),
        terms.max().currency().getCurrencyCode(),
        terms.metaData(),
        receipt.status().text(),
        terms.active());
  }
}
