package io.griot.sandbox.wizall;

/**
 * What the simulated gateway accepts.
 *
 * @param username for the token
 * @param password for the token
 * @param msisdn the phone number that the float belongs to
 * @param pincode proves who pays from the float
 */
public record WizallCredentials(String username, String password, String msisdn, String pincode) {

  /** Made up for the sandbox, but for the number and the PIN, which are the document's. */
  public static final WizallCredentials OF_THE_SANDBOX =
      new WizallCredentials("sandbox", "sandbox-password", "771234567", "1234");

  @Override
  public String toString() {
    return "WizallCredentials[" + username + ", " + msisdn + "]";
  }
}
