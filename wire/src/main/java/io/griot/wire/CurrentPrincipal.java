package io.griot.wire;

import io.griot.identity.access.Principal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who sent the request, as the server's authentication filter left it with the request; controllers
 * take a {@link Principal} as a parameter.
 */
public final class CurrentPrincipal {

  private static final String ATTRIBUTE = CurrentPrincipal.class.getName();
  private static final String UNPROVED = ATTRIBUTE + ".unproved";

  private CurrentPrincipal() {}

  /** Leaves the authenticated principal with the request. */
  public static void set(HttpServletRequest request, Principal principal) {
    request.setAttribute(ATTRIBUTE, principal);
  }

  /** Leaves with the request that the credentials it carries prove nobody. */
  public static void setUnproved(HttpServletRequest request) {
    request.setAttribute(UNPROVED, true);
  }

  public static Optional<Principal> of(HttpServletRequest request) {
    return Optional.ofNullable(request.getAttribute(ATTRIBUTE))
        .filter(Principal.class::isInstance)
        .map(Principal.class::cast);
  }

  /**
   * The integrator.
   *
   * @throws RefusedRequest 401 if there is nobody, 403 if it is somebody else
   */
  public static Principal.OfIntegrator requireIntegrator(HttpServletRequest request) {
    return switch (require(request)) {
      case Principal.OfIntegrator integrator -> integrator;
      case Principal.OfPerson _, Principal.OfEnterprise _ ->
          throw new RefusedRequest(Problem.forbidden("This is for integrators."));
    };
  }

  /**
   * The principal.
   *
   * @throws RefusedRequest 401 if there is none
   */
  public static Principal require(HttpServletRequest request) {
    return of(request)
        .orElseThrow(
            () ->
                new RefusedRequest(
                    request.getAttribute(UNPROVED) == null
                        ? Problem.unauthenticated()
                        : Problem.badCredentials()));
  }
}
