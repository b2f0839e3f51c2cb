package io.griot.wire;

import io.griot.identity.access.Principal;
import io.griot.identity.person.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets in only whom an endpoint {@link Allow}s. */
final class AllowedCallers implements HandlerInterceptor {

  private static final Set<Role> WATCHERS = EnumSet.of(Role.AUDITOR, Role.RECON);
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && method.getBeanType().getName().startsWith("io.griot.")
        && !ErrorController.class.isAssignableFrom(method.getBeanType())) {
      Allow allow = method.getMethodAnnotation(Allow.class);
      if (allow == null || !allow.anyone()) {
        boolean reads = READS.contains(request.getMethod());
        require(CurrentPrincipal.require(request), allowed(allow, reads), reads);
      }
    }
    return true;
  }

  private static Set<Role> allowed(@Nullable Allow allow, boolean reads) {
    if (allow != null) {
      return EnumSet.copyOf(Arrays.asList(allow.value()));
    }
    Set<Role> others = EnumSet.complementOf(EnumSet.of(Role.INTEGRATOR));
    if (!reads) {
      others.removeAll(WATCHERS);
    }
    return others;
  }

  private static void require(Principal principal, Set<Role> allowed, boolean reads) {
    Set<Role> has = principal.roles();
    boolean watches = !has.contains(Role.ADMIN) && has.stream().anyMatch(WATCHERS::contains);
    boolean writesAsWatcher = watches && !reads;
    boolean in =
        has.stream()
            .filter(role -> !writesAsWatcher || WATCHERS.contains(role))
            .anyMatch(allowed::contains);
    if (!in) {
      throw new RefusedRequest(
          Problem.forbidden(
              watches && !reads
                  ? "The roles auditor and recon read; they do not write."
                  : "This is for the role "
                      + allowed.stream()
                          .map(Role::spelling)
                          .sorted()
                          .collect(Collectors.joining(" or "))
                      + "."));
    }
  }
}
