package io.griot.identity.access;

import io.griot.identity.credential.CredentialChanges;
import io.griot.identity.enterprise.Enterprises;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.integrator.Integrators;
import io.griot.identity.person.Passwords;
import io.griot.identity.person.People;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Issuing and checking of credentials, which share one set of signing keys. */
public record Access(Sessions sessions, Authenticator authenticator) {
  public static Access assemble(
      AccessRules rules,
      JdbcClient database,
      TransactionTemplate transactions,
      Clock clock,
      OrderedIds ids,
      People people,
      Passwords passwords,
      Enterprises enterprises,
      Integrators integrators,
      CredentialChanges changes) {
    var keys =
        new SigningKeys(
            database,
            transactions,
            clock,
            ids,
            rules.keyRotationPeriod(),
            rules.accessTokenLifetime());
    var accessTokens = new AccessTokens(keys, clock, rules.accessTokenLifetime());
    @Nullable OidcTokens oidcTokens =
        rules.oidcIssuer() == null
            ? null
            : new OidcTokens(rules.oidcIssuer(), rules.oidcAudience(), clock, people);
    var verified =
        new VerifiedCredentials(clock, rules.verifiedFor(), rules.verifiedAtMost(), changes);
    return new Access(
        new Sessions(
            database,
            transactions,
            clock,
            ids,
            people,
            passwords,
            accessTokens,
            rules.refreshTokenLifetime()),
        new Authenticator(
            verified, accessTokens, oidcTokens, people, passwords, enterprises, integrators));
  }
}
