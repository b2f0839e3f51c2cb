package io.griot.server.security;

import io.griot.identity.access.Authenticator;
import io.griot.identity.access.Principal;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.wire.CurrentPrincipal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Finds out who sends a request: a bearer token, HTTP Basic, an enterprise's access key, or a token
 * of the gateway.
 *
 * <p>Credentials that prove nobody are no obstacle where nobody needs to be known: a client with an
 * expired token can still renew it. Too many failures end the request here.
 */
final class CredentialsFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";
  private static final String TOKEN = "Token ";
  private static final String ACCESS_ID = "X-Access-Id";
  private static final String ACCESS_SECRET = "X-Access-Secret";

  private final Authenticator authenticator;
  private final HandlerExceptionResolver problems;

  CredentialsFilter(Authenticator authenticator, HandlerExceptionResolver problems) {
    this.authenticator = authenticator;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    String accessId = request.getHeader(ACCESS_ID);
    String accessSecret = request.getHeader(ACCESS_SECRET);
    if (authorization == null && accessId == null && accessSecret == null) {
      chain.doFilter(request, response);
      return;
    }
    try {
      Optional<Principal> principal =
          accessId != null && accessSecret != null
              ? authenticator.accessKey(accessId, accessSecret)
              : authorized(authorization);
      principal.ifPresentOrElse(
          proved -> CurrentPrincipal.set(request, proved),
          () -> CurrentPrincipal.setUnproved(request));
    } catch (IdentityRejection rejection) {
      problems.resolveException(request, response, null, rejection);
      return;
    }
    chain.doFilter(request, response);
  }

  private Optional<Principal> authorized(@Nullable String authorization) {
    if (authorization == null) {
      return Optional.empty();
    }
    if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authenticator.bearer(authorization.substring(BEARER.length()).strip());
    }
    if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return basic(authorization.substring(BASIC.length()).strip());
    }
    if (authorization.regionMatches(true, 0, TOKEN, 0, TOKEN.length())) {
      return authenticator.gatewayToken(authorization.substring(TOKEN.length()).strip());
    }
    return Optional.empty();
  }

  private Optional<Principal> basic(String encoded) {
    String decoded;
    try {
      decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    int colon = decoded.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : authenticator.basic(decoded.substring(0, colon), decoded.substring(colon + 1));
  }
}
