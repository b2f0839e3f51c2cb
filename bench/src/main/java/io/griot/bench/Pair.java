package io.griot.bench;

import java.util.random.RandomGenerator;

/** The two wallets of a transfer, by their numbers. */
record Pair(int payer, int payee) {

  /** Two different wallets taken at random. */
  static Pair even(int wallets, RandomGenerator random) {
    int payer = random.nextInt(wallets);
    return new Pair(payer, (payer + 1 + random.nextInt(wallets - 1)) % wallets);
  }

  /** The wallet that every transfer debits, and another. */
  static Pair hot(int wallets, RandomGenerator random) {
    return new Pair(0, 1 + random.nextInt(wallets - 1));
  }
}
