package io.griot.server.role;

import java.util.Locale;

/** A part that a process plays; one process may play all. */
public enum Role {
  /** Takes writes over HTTP and appends to the log. */
  COMMAND,
  /** Answers reads over HTTP. */
  QUERY,
  /** Keeps the views up to date with the log. */
  PROJECTIONS,
  /** Calls the providers. */
  CONNECTORS;

  /** As it is written in GRIOT_ROLES. */
  public String settingName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
