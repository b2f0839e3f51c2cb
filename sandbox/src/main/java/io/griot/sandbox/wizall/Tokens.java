package io.griot.sandbox.wizall;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The tokens that were given out, in their order, and those that were taken back. */
final class Tokens {
  private static final int BYTES = 20;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Long> given = new HashMap<>();
  private final Map<String, Long> revokedFor = new HashMap<>();
  private long count;

  synchronized String give() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    given.put(token, ++count);
    return token;
  }

  synchronized boolean isGood(String token) {
    return given.containsKey(token);
  }

  /**
   * Takes a token back on behalf of a reference, unless it was given out since this last happened:
   * then the caller has renewed it, and the call may pass once.
   */
  synchronized boolean revoke(String token, String reference) {
    Long age = given.get(token);
    Long revoked = revokedFor.remove(reference);
    if (age != null && revoked != null && age > revoked) {
      return false;
    }
    given.remove(token);
    revokedFor.put(reference, count);
    return true;
  }

  synchronized void forgetRevocations() {
    revokedFor.clear();
  }
}
