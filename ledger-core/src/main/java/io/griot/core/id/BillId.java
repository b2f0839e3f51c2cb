package io.griot.core.id;

/**
 * Names what is paid for by one payment at a time; rendered as {@code bill:SENELEC/…}.
 *
 * @param name as the utility names it
 */
public record BillId(String name) {

  private static final String PREFIX = "bill:";

  public BillId {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A bill without a name");
    }
  }

  /**
   * Reads an identifier as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no bill
   */
  public static BillId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("Not a bill: " + text);
    }
    return new BillId(text.substring(PREFIX.length()));
  }

  @Override
  public String toString() {
    return PREFIX + name;
  }
}
