package io.griot.server.importing;

/** The import cannot go on; what was taken in stays, and sending it again changes nothing. */
final class ImportBroken extends RuntimeException {

  /** A phrase that stands after "broke off after row 3,000: ". */
  ImportBroken(String why) {
    super(why);
  }

  ImportBroken(String why, Throwable cause) {
    super(why, cause);
  }
}
