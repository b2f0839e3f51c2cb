package io.griot.core.id;

/** Names the ledger's only calendar; rendered as {@code calendar:days}. */
public record CalendarId() {

  private static final String NAME = "calendar:days";

  /**
   * Reads an identifier as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no calendar
   */
  public static CalendarId parse(String text) {
    if (!text.equals(NAME)) {
      throw new IllegalArgumentException("Not a calendar: " + text);
    }
    return new CalendarId();
  }

  @Override
  public String toString() {
    return NAME;
  }
}
