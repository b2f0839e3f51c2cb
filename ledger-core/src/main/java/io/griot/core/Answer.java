package io.griot.core;

/** What the rules answered to a request. A fault is not an answer: it is thrown. */
public sealed interface Answer {

  /** Position of the log from which on the answer is visible in the views. */
  long position();

  /** True if the idempotency key was known and nothing was done again. */
  boolean hit();

  /** The command was carried out. */
  record Accepted(Receipt receipt, long position, boolean hit) implements Answer {}

  /** A rule refused the command. */
  record Refused(Rejection rejection, long position, boolean hit) implements Answer {}
}
