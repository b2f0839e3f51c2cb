package io.griot.identity.code;

/**
 * A code was right. It is spent by {@link OneTimeCodes#spend}, in the transaction of what it is
 * good for.
 *
 * @param address where the code was sent
 */
public record Proof(CodePurpose purpose, String subject, String address, String codeHash) {

  @Override
  public String toString() {
    return "Proof[" + purpose + "]";
  }
}
