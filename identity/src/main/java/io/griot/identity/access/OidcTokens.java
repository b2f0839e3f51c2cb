package io.griot.identity.access;

import io.griot.identity.person.People;
import io.griot.identity.person.Person;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Checks the tokens of a configured OIDC issuer, whose people are found by their phone. */
final class OidcTokens {
  private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);

  private final String issuer;
  private final Clock clock;
  private final People people;
  private final JwtDecoder decoder;

  OidcTokens(URI issuer, @Nullable String audience, Clock clock, People people) {
    this.issuer = issuer.toString();
    this.clock = clock;
    this.people = people;
    // Discovery waits for the first token: the issuer may start after us.
    this.decoder = new SupplierJwtDecoder(() -> decoder(this.issuer, audience, clock));
  }

  boolean issued(String iss) {
    return issuer.equals(iss);
  }

  Optional<VerifiedCredentials.Verified> verify(String token) {
    try {
      Jwt jwt = decoder.decode(token);
      @Nullable Instant expiresAt = jwt.getExpiresAt();
      @Nullable String phone = jwt.getClaimAsString("phone_number");
      // A phone that the issuer itself does not vouch for proves nothing.
      if (expiresAt == null
          // Spring lets a token live through the instant of its end.
          || !clock.instant().isBefore(expiresAt)
          || phone == null
          || !Boolean.TRUE.equals(jwt.getClaimAsBoolean("phone_number_verified"))) {
        return Optional.empty();
      }
      return people
          .findByPhone(phone)
          .filter(Person::isActive)
          .map(person -> new VerifiedCredentials.Verified(principal(person), expiresAt));
    } catch (BadJwtException invalid) {
      return Optional.empty();
    } catch (JwtException | JwtDecoderInitializationException unreachable) {
      LOG.warn(
          "The OIDC issuer {} could not be asked for its keys: {}",
          issuer,
          NestedExceptionUtils.getMostSpecificCause(unreachable).toString());
      throw new IdentityRejection(
          RejectionCode.IDENTITY_PROVIDER_UNAVAILABLE,
          "The identity provider could not be asked; try again.");
    }
  }

  private static Principal principal(Person person) {
    return new Principal.OfPerson(person.id(), person.phoneNumber(), person.roles(), "oidc");
  }

  private static JwtDecoder decoder(String issuer, @Nullable String audience, Clock clock) {
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer).build();
    var timestamps = new JwtTimestampValidator(Duration.ZERO);
    timestamps.setClock(clock);
    List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
    validators.add(new JwtIssuerValidator(issuer));
    validators.add(timestamps);
    if (audience != null) {
      validators.add(new JwtAudienceValidator(audience));
    }
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
    return decoder;
  }
}
