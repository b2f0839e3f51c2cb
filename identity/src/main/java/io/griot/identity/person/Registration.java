package io.griot.identity.person;

import org.jspecify.annotations.Nullable;

/** What someone says of themselves to become a person here. */
public record Registration(
    @Nullable String firstName, @Nullable String lastName, String phoneNumber, String password) {
  @Override
  public String toString() {
    return "Registration[" + phoneNumber + "]";
  }
}
