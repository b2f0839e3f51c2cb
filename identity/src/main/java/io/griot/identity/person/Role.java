package io.griot.identity.person;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What someone may do; every person is a user, staff roles are given by an admin. */
public enum Role {
  USER,
  BUSINESS,
  ENTERPRISE,
  ADMIN,
  AUDITOR,
  RECON,
  /** Speaks to the gateway, and to nothing else. */
  INTEGRATOR;

  /** As the wire and the database spell it. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isStaff() {
    return switch (this) {
      case ADMIN, AUDITOR, RECON -> true;
      case USER, BUSINESS, ENTERPRISE, INTEGRATOR -> false;
    };
  }

  public static Optional<Role> find(String spelling) {
    return Arrays.stream(values()).filter(role -> role.spelling().equals(spelling)).findFirst();
  }
}
