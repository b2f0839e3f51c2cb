package io.griot.projection.grant;

import io.griot.core.grant.GrantStatus;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A grant and how it stands.
 *
 * @param pulled the sum so far
 * @param expiresAt from when nothing is pulled any more, if ever
 * @param metaData JSON
 * @param status as it is sent
 * @param updatedAt when it was last answered or changed; a pull changes nothing of it
 * @param position of its request; the order of listings
 */
public record GrantView(
    GrantId grantId,
    Owner enterprise,
    Owner user,
    Money max,
    Money pulled,
    @Nullable Instant expiresAt,
    boolean active,
    @Nullable String metaData,
    String status,
    Instant createdAt,
    Instant updatedAt,
    long position) {

  /** The spelling itself, if a grant can have that status. */
  public static Optional<String> status(String text) {
    return GrantStatus.parse(text).map(GrantStatus::text);
  }
}
