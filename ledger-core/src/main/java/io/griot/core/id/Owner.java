package io.griot.core.id;

import java.util.UUID;

/** Whose a wallet is; rendered as {@code user:<uuid>}, …, or {@code nobody}. */
public sealed interface Owner {

  /** A person. */
  record User(UUID uuid) implements Owner {
    @Override
    public String toString() {
      return "user:" + uuid;
    }
  }

  /** A business. */
  record Business(UUID uuid) implements Owner {
    @Override
    public String toString() {
      return "business:" + uuid;
    }
  }

  /** An enterprise. */
  record Enterprise(UUID uuid) implements Owner {
    @Override
    public String toString() {
      return "enterprise:" + uuid;
    }
  }

  /** No one known to the ledger: the staff opened the wallet for an external reference. */
  record Nobody() implements Owner {
    @Override
    public String toString() {
      return "nobody";
    }
  }

  /**
   * Reads an identifier as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no owner
   */
  static Owner parse(String text) {
    if (text.equals("nobody")) {
      return new Nobody();
    }
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    UUID uuid = Uuids.parse(text.substring(colon + 1));
    return switch (kind) {
      case "user" -> new User(uuid);
      case "business" -> new Business(uuid);
      case "enterprise" -> new Enterprise(uuid);
      default -> throw new IllegalArgumentException("Not an owner: " + text);
    };
  }
}
