package io.griot.connector;

import com.fasterxml.jackson.annotation.JsonValue;

/** What proves to a provider who calls it; never printed. */
public record Credential(@JsonValue String value) {

  @Override
  public String toString() {
    return "Credential";
  }
}
