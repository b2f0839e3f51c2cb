package io.griot.core.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a sealed log, to be kept elsewhere; rendered as {@code POSITION:HASH}.
 *
 * @param position of the last event, 0 before the first
 * @param hash of the last seal, 64 hexadecimal digits
 */
public record SealedHead(long position, String hash) {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

  /**
   * Reads a head as it renders itself.
   *
   * @throws IllegalArgumentException if the text is no head
   */
  public static SealedHead parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not a head of a log: " + text);
    }
    return new SealedHead(Long.parseLong(matcher.group(1)), matcher.group(2));
  }

  @Override
  public String toString() {
    return position + ":" + hash;
  }
}
