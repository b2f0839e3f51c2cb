package io.griot.server.gateway;

import io.griot.command.gateway.StandingGrants;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.money.MajorUnits;
import io.griot.projection.grant.GrantFinder;
import io.griot.projection.grant.GrantView;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds grants in their view. It only chooses which one is asked for: the view may lag, and the
 * rule decides on the grant's own stream.
 */
final class GrantsInView implements StandingGrants {

  private static final int LOOKED_AT = 200;

  private final GrantFinder grants;
  private final Clock clock;

  GrantsInView(GrantFinder grants, Clock clock) {
    this.grants = grants;
    this.clock = clock;
  }

  @Override
  public Optional<GrantId> find(
      Owner enterprise, Owner person, Currency currency, MajorUnits amount) {
    List<GrantView> found =
        grants
            .list(new GrantFinder.Filter(enterprise, person, null, null), Long.MAX_VALUE, LOOKED_AT)
            .stream()
            .filter(grant -> grant.max().currency().equals(currency))
            .toList();
    return found.stream()
        .filter(grant -> seemsToPermit(grant, amount))
        .findFirst()
        .or(() -> found.stream().findFirst())
        .map(GrantView::grantId);
  }

  private boolean seemsToPermit(GrantView grant, MajorUnits amount) {
    @Nullable Instant expiresAt = grant.expiresAt();
    return grant.status().equals("approved")
        && grant.active()
        && (expiresAt == null || clock.instant().isBefore(expiresAt))
        && grant.max().minus(grant.pulled()).majorUnits().compareTo(amount.value()) >= 0;
  }
}
