package io.griot.bench.crash;

/** A promise was not kept, and the scenario cannot go on. */
final class Broken extends RuntimeException {

  Broken(String message) {
    super(message);
  }
}
