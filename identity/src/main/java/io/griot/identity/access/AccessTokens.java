package io.griot.identity.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.griot.identity.person.Person;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/** Signs and checks our own access tokens: JWTs, ES256. */
final class AccessTokens {
  static final String ISSUER = "griot";
  private static final String CREDENTIAL_VERSION = "ver";

  private final SigningKeys keys;
  private final Clock clock;
  private final Duration lifetime;

  AccessTokens(SigningKeys keys, Clock clock, Duration lifetime) {
    this.keys = keys;
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /** A signed token and its end. */
  record Issued(String token, Instant expiresAt) {}

  /** What a token says; whether the person is still who they were is another question. */
  record Claims(UUID personId, int credentialVersion, Instant expiresAt) {}

  Issued issue(Person person) {
    SigningKeys.SigningKey key = keys.current();
    Instant issuedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = issuedAt.plus(lifetime);
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.keyId().toString())
            .build();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .subject(person.id().toString())
            .issueTime(Date.from(issuedAt))
            .expirationTime(Date.from(expiresAt))
            .claim(CREDENTIAL_VERSION, person.credentialVersion())
            .build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key.privateKey()));
    } catch (JOSEException e) {
      throw new IllegalStateException("Signing key " + key.keyId() + " does not sign.", e);
    }
    return new Issued(token.serialize(), expiresAt);
  }

  /** Nothing if the token is not ours, forged, or expired. */
  Optional<Claims> verify(SignedJWT token) {
    try {
      JWSHeader header = token.getHeader();
      // Only what we issue: a header that names another algorithm is not asked what it means.
      if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || header.getKeyID() == null) {
        return Optional.empty();
      }
      Optional<ECPublicKey> key = keys.find(UUID.fromString(header.getKeyID()));
      if (key.isEmpty() || !token.verify(new ECDSAVerifier(key.get()))) {
        return Optional.empty();
      }
      JWTClaimsSet claims = token.getJWTClaimsSet();
      Instant expiresAt = claims.getExpirationTime().toInstant();
      if (!ISSUER.equals(claims.getIssuer()) || !clock.instant().isBefore(expiresAt)) {
        return Optional.empty();
      }
      return Optional.of(
          new Claims(
              UUID.fromString(claims.getSubject()),
              claims.getIntegerClaim(CREDENTIAL_VERSION),
              expiresAt));
    } catch (JOSEException | ParseException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
