package io.griot.connector.reading;

/** A value that must be there is missing, or is written in no way that is known. */
public final class Unreadable extends Exception {

  /**
   * @param field as the provider's document names it; its value stays out
   */
  public Unreadable(String field) {
    super(field + " cannot be read", null, false, false);
  }
}
