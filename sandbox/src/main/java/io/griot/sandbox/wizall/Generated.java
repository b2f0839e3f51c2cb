package io.griot.sandbox.wizall;

/** Amounts of bills that nobody wrote down. */
final class Generated {
  private static final long LEAST = 1_000;
  private static final long STEP = 5;
  private static final long STEPS = 10_000;

  private Generated() {}

  /** From 1,000 to 50,995 XOF, in steps of the smallest coin. */
  static long montant(String reference) {
    return LEAST + STEP * (Long.parseLong(reference) % STEPS);
  }
}
