package io.griot.core.engine;

/** Another node has become the writer: the epoch in the head row is not this node's any more. */
final class Deposed extends RuntimeException {

  Deposed(long epoch) {
    super("Epoch %d is over: another node writes".formatted(epoch), null, false, false);
  }
}
