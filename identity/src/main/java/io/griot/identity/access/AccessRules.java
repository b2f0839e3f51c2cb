package io.griot.identity.access;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long tokens and keys last, what is remembered of them, and who else may issue them. */
public record AccessRules(
    Duration accessTokenLifetime,
    Duration refreshTokenLifetime,
    Duration keyRotationPeriod,
    Duration verifiedFor,
    int verifiedAtMost,
    @Nullable URI oidcIssuer,
    @Nullable String oidcAudience) {}
