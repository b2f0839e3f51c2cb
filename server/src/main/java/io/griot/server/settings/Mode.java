package io.griot.server.settings;

/** How forgiving the start is: development makes up what production must be given. */
public enum Mode {
  DEVELOPMENT,
  PRODUCTION
}
