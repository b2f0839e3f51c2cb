package io.griot.core.id;

import java.util.Arrays;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * Names an account of the house; rendered as {@code settlement:paysim:ETB} or {@code suspense:ETB}.
 *
 * @param name letters and digits of any script, dots, underscores and dashes, at most 100; empty if
 *     the kind has no names
 */
public record SystemAccountId(SystemAccountKind kind, String name, Currency currency)
    implements AccountId {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._-]{1,100}");

  public SystemAccountId {
    if (kind.named() ? !NAME.matcher(name).matches() : !name.isEmpty()) {
      throw new IllegalArgumentException("Not a name of a " + kind.prefix() + " account: " + name);
    }
  }

  /**
   * Reads an identifier as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no system account
   */
  public static SystemAccountId parse(String text) {
    String[] parts = text.split(":", -1);
    SystemAccountKind kind =
        Arrays.stream(SystemAccountKind.values())
            .filter(candidate -> candidate.prefix().equals(parts[0]))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("Not an account: " + text));
    if (parts.length != (kind.named() ? 3 : 2)) {
      throw new IllegalArgumentException("Not an account: " + text);
    }
    return new SystemAccountId(
        kind, kind.named() ? parts[1] : "", Currency.getInstance(parts[parts.length - 1]));
  }

  @Override
  public String toString() {
    return kind.named()
        ? kind.prefix() + ":" + name + ":" + currency
        : kind.prefix() + ":" + currency;
  }
}
