package io.griot.sandbox.fault;

import io.griot.sandbox.operation.Operation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * An order to misbehave.
 *
 * @param reference a customer's reference, a bill's number, or {@link #ANY}
 * @param operations the operations that misbehave
 * @param times how many calls do, {@link #FOR_EVER} for all
 */
public record Script(String reference, OrderedFault fault, Set<Operation> operations, int times) {

  /** Stands for every reference. */
  public static final String ANY = "*";

  /** As many times as there are calls. */
  public static final int FOR_EVER = Integer.MAX_VALUE;

  public Script {
    operations = Set.copyOf(operations);
    if (times < 1) {
      throw new IllegalArgumentException("A fault happens once or more often.");
    }
  }

  /** Every payment of a reference misbehaves, for ever. */
  public static Script of(String reference, Fault fault) {
    return new Script(
        reference, new OrderedFault(fault, ""), Operation.of(Operation.Kind.PAYING), FOR_EVER);
  }

  /** Readings misbehave, payments do not. */
  public Script reading() {
    return new Script(reference, fault, Operation.of(Operation.Kind.READING), times);
  }

  public Script only(Operation... chosen) {
    EnumSet<Operation> set = EnumSet.noneOf(Operation.class);
    set.addAll(Arrays.asList(chosen));
    return new Script(reference, fault, set, times);
  }

  public Script times(int calls) {
    return new Script(reference, fault, operations, calls);
  }

  /** With a parameter, as {@link Fault} describes it. */
  public Script with(String parameter) {
    return new Script(reference, new OrderedFault(fault.fault(), parameter), operations, times);
  }

  boolean concerns(Operation operation, Set<String> references) {
    return operations.contains(operation)
        && (reference.equals(ANY) || references.contains(reference));
  }
}
