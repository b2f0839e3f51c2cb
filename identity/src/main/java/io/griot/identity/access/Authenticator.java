package io.griot.identity.access;

import com.nimbusds.jwt.SignedJWT;
import io.griot.identity.access.VerifiedCredentials.Verified;
import io.griot.identity.enterprise.Enterprises;
import io.griot.identity.integrator.Integrators;
import io.griot.identity.person.Passwords;
import io.griot.identity.person.People;
import io.griot.identity.person.Person;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says who sent a request, from the credential that came with it; nothing means that the credential
 * proves nobody.
 */
public final class Authenticator {
  private static final int LONGEST_TOKEN = 8192;

  private final VerifiedCredentials verified;
  private final AccessTokens accessTokens;
  private final @Nullable OidcTokens oidcTokens;
  private final People people;
  private final Passwords passwords;
  private final Enterprises enterprises;
  private final Integrators integrators;

  Authenticator(
      VerifiedCredentials verified,
      AccessTokens accessTokens,
      @Nullable OidcTokens oidcTokens,
      People people,
      Passwords passwords,
      Enterprises enterprises,
      Integrators integrators) {
    this.verified = verified;
    this.accessTokens = accessTokens;
    this.oidcTokens = oidcTokens;
    this.people = people;
    this.passwords = passwords;
    this.enterprises = enterprises;
    this.integrators = integrators;
  }

  /** By our own access token, or by one of the configured OIDC issuer. */
  public Optional<Principal> bearer(String token) {
    if (token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    return verified.get("bearer " + token, () -> verifyToken(token));
  }

  /** By HTTP Basic; throws {@code TooManyAttempts} while the phone is locked. */
  public Optional<Principal> basic(String phone, String password) {
    // The length keeps phone and password apart, whatever characters they hold.
    return verified.get(
        "basic " + phone.length() + " " + phone + password,
        () ->
            passwords
                .prove(phone, password)
                .map(person -> new Verified(principal(person, "basic"), Instant.MAX)));
  }

  /** By an enterprise's access key. */
  public Optional<Principal> accessKey(String accessId, String accessSecret) {
    return verified.get(
        "key " + accessId.length() + " " + accessId + accessSecret,
        () ->
            enterprises
                .verify(accessId, accessSecret)
                .map(
                    key ->
                        new Verified(
                            new Principal.OfEnterprise(key.enterpriseId(), key.accessId()),
                            Instant.MAX)));
  }

  /** By a token of the gateway. */
  public Optional<Principal> gatewayToken(String token) {
    if (token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    return verified.get(
        "token " + token,
        () ->
            integrators
                .verify(token)
                .map(
                    proved ->
                        new Verified(
                            new Principal.OfIntegrator(
                                proved.integratorId(), proved.enterpriseId()),
                            proved.until())));
  }

  private Optional<Verified> verifyToken(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      @Nullable String issuer = jwt.getJWTClaimsSet().getIssuer();
      if (oidcTokens != null && issuer != null && oidcTokens.issued(issuer)) {
        return oidcTokens.verify(token);
      }
      return accessTokens.verify(jwt).flatMap(this::stillValid);
    } catch (ParseException malformed) {
      return Optional.empty();
    }
  }

  /** A signature only proves who someone was when the token was issued. */
  private Optional<Verified> stillValid(AccessTokens.Claims claims) {
    return people
        .find(claims.personId())
        .filter(Person::isActive)
        .filter(person -> person.credentialVersion() == claims.credentialVersion())
        .map(person -> new Verified(principal(person, "jwt"), claims.expiresAt()));
  }

  private static Principal principal(Person person, String authenticatedBy) {
    return new Principal.OfPerson(
        person.id(), person.phoneNumber(), person.roles(), authenticatedBy);
  }
}
