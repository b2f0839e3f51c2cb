package io.griot.sandbox.operation;

/** Who is simulated. */
public enum Provider {
  WIZALL,
  REGIDESO
}
