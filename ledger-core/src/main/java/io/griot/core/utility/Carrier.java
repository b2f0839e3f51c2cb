package io.griot.core.utility;

/** A phone network that sells airtime, named as the provider's document does. */
public enum Carrier {
  ORANGE,
  TIGO,
  EXPRESSO
}
