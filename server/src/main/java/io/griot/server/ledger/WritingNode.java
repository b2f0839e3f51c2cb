package io.griot.server.ledger;

/** Tells whether this node is the one that writes now. */
@FunctionalInterface
public interface WritingNode {
  boolean writes();
}
