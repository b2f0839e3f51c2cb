package io.griot.core.id;

/** What the name of a stream says. */
public final class Streams {

  private static final String WALLET = "wallet";
  private static final String ENTRY = "entry";
  private static final String SYSTEM_ACCOUNT = "system-account";

  private Streams() {}

  /** The type of the aggregate whose events the stream holds: it is in the stream's name. */
  public static String aggregateType(String stream) {
    if (stream.startsWith(WALLET + ":")) {
      return WALLET;
    }
    return stream.startsWith(ENTRY + ":") ? ENTRY : SYSTEM_ACCOUNT;
  }
}
