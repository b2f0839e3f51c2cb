package io.griot.core.id;

/** What the name of a stream says. */
public final class Streams {

  private static final String WALLET = "wallet";
  private static final String ENTRY = "entry";
  private static final String HOLD = "hold";
  private static final String GRANT = "grant";
  private static final String CALENDAR = "calendar";
  private static final String DISPUTE = "dispute";
  private static final String APPROVAL = "approval";
  private static final String BILL_PAYMENT = "bill-payment";
  private static final String BILL = "bill";
  private static final String SYSTEM_ACCOUNT = "system-account";

  private Streams() {}

  /** The type of the aggregate whose events the stream holds: it is in the stream's name. */
  public static String aggregateType(String stream) {
    int colon = stream.indexOf(':');
    String prefix = colon < 0 ? stream : stream.substring(0, colon);
    return switch (prefix) {
      case WALLET, ENTRY, HOLD, GRANT, DISPUTE, APPROVAL, CALENDAR, BILL_PAYMENT, BILL -> prefix;
      default -> SYSTEM_ACCOUNT;
    };
  }
}
