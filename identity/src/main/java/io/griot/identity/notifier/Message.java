package io.griot.identity.notifier;

/**
 * Words to one person.
 *
 * @param text may hold a secret, such as a code
 */
public record Message(Recipient to, String subject, String text) {

  @Override
  public String toString() {
    return "Message[" + to.masked() + ", " + subject + "]";
  }
}
