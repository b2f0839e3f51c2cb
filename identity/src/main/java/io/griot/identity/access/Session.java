package io.griot.identity.access;

import io.griot.identity.person.Person;
import java.time.Instant;

/** What a login or a refresh answers: both tokens, and whose they are. */
public record Session(
    String accessToken, Instant accessExpiresAt, String refreshToken, Person person) {
  @Override
  public String toString() {
    return "Session[" + person.owner() + " until " + accessExpiresAt + "]";
  }
}
