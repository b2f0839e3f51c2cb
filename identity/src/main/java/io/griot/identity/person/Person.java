package io.griot.identity.person;

import io.griot.identity.wallet.Owner;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Someone with a phone and a password. */
public record Person(
    UUID id,
    String firstName,
    @Nullable String lastName,
    String phoneNumber,
    @Nullable String email,
    boolean isPhoneVerified,
    boolean isEmailVerified,
    boolean isActive,
    Instant dateJoined,
    @Nullable Instant lastLogin,
    Set<Role> roles,
    int credentialVersion) {

  public Person {
    roles = Set.copyOf(roles);
  }

  public UserType userType() {
    return roles.contains(Role.BUSINESS) ? UserType.BUSINESS : UserType.USER;
  }

  public Owner owner() {
    return Owner.user(id);
  }

  /** What strangers may see: enough to recognise someone one knows, never the full name. */
  public String maskedName() {
    if (lastName == null || lastName.isEmpty()) {
      return masked(firstName);
    }
    return (firstName + " " + masked(lastName)).strip();
  }

  private static String masked(String name) {
    return name.isEmpty() ? "***" : name.substring(0, name.offsetByCodePoints(0, 1)) + "***";
  }
}
