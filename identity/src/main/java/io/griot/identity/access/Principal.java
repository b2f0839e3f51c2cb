package io.griot.identity.access;

import io.griot.identity.person.Role;
import io.griot.identity.wallet.Owner;
import java.util.Set;
import java.util.UUID;

/** Who is asking, and how they proved it. */
public sealed interface Principal {
  /** As the log names them: {@code user:<uuid>} or {@code enterprise:<uuid>}. */
  String actor();

  /** {@code jwt}, {@code basic}, {@code access-key}, {@code oidc} or {@code token}. */
  String authenticatedBy();

  Set<Role> roles();

  default boolean hasRole(Role role) {
    return roles().contains(role);
  }

  /** A person, by token or by phone and password. */
  record OfPerson(UUID personId, String phoneNumber, Set<Role> roles, String authenticatedBy)
      implements Principal {
    public OfPerson {
      roles = Set.copyOf(roles);
    }

    @Override
    public String actor() {
      return Owner.user(personId).toString();
    }
  }

  /** An enterprise's program, by access key. */
  record OfEnterprise(UUID enterpriseId, String accessId) implements Principal {
    @Override
    public String actor() {
      return Owner.enterprise(enterpriseId).toString();
    }

    @Override
    public String authenticatedBy() {
      return "access-key";
    }

    @Override
    public Set<Role> roles() {
      return Set.of(Role.ENTERPRISE);
    }
  }

  /**
   * An integrator's program, by the gateway's token. Outside of the gateway it may do nothing, not
   * even what an access key of the same enterprise may.
   */
  record OfIntegrator(UUID integratorId, UUID enterpriseId) implements Principal {
    @Override
    public String actor() {
      return Owner.enterprise(enterpriseId).toString();
    }

    @Override
    public String authenticatedBy() {
      return "token";
    }

    @Override
    public Set<Role> roles() {
      return Set.of(Role.INTEGRATOR);
    }
  }
}
