package io.griot.connector.bill;

import java.time.Duration;

/** What becomes of a task when it has run. */
sealed interface Next {

  /** Nothing is left to be done. */
  record Done() implements Next {}

  /** It runs again. */
  record Again(Duration after) implements Next {}

  /** It runs again, and then only tells the ledger what the provider answered. */
  record TellLater(Duration after, String learned) implements Next {}
}
