package io.griot.identity.person;

import java.util.UUID;

/** What a person changes of themselves; a first name that is cleared is the empty text. */
public record ProfileChange(
    Change<String> firstName,
    Change<String> lastName,
    Change<String> email,
    Change<UUID> profilePicId) {

  public static ProfileChange nothing() {
    return new ProfileChange(Change.none(), Change.none(), Change.none(), Change.none());
  }
}
