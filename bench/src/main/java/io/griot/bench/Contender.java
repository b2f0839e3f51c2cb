package io.griot.bench;

import java.util.random.RandomGenerator;

/** One way to move money, made ready with its wallets. */
interface Contender extends AutoCloseable {

  /** How it is called in the table. */
  String name();

  /** One transfer between two wallets taken at random. */
  void even(int client, RandomGenerator random) throws Exception;

  /** One transfer out of the same wallet as all others. */
  void hot(int client, RandomGenerator random) throws Exception;

  @Override
  void close();
}
