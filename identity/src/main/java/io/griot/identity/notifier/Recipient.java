package io.griot.identity.notifier;

/** Where a message goes. */
public sealed interface Recipient {

  /** As the message's carrier knows it. */
  String address();

  /** Enough to find one's own again, too little to know a stranger's; the only form for logs. */
  String masked();

  /** A phone in E.164. */
  record Phone(String address) implements Recipient {

    @Override
    public String masked() {
      int length = address.length();
      return length < 8 ? "***" : address.substring(0, 4) + "***" + address.substring(length - 2);
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  /** An e-mail address. */
  record Email(String address) implements Recipient {

    @Override
    public String masked() {
      int at = address.lastIndexOf('@');
      return at < 1
          ? "***"
          : address.substring(0, address.offsetByCodePoints(0, 1)) + "***" + address.substring(at);
    }

    @Override
    public String toString() {
      return masked();
    }
  }
}
