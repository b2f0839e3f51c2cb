package io.griot.sandbox.fault;

import io.griot.sandbox.operation.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The faults that were ordered. Those for a number of calls come first, in the order given; then
 * those for ever, the latest first; then those that references have built in.
 */
public final class Faults {
  private final List<Script> builtIn;
  private final List<Script> counted = new ArrayList<>();
  private final List<Script> lasting = new ArrayList<>();
  private final Set<String> switchedOff = new HashSet<>();

  public Faults(List<Script> builtIn) {
    this.builtIn = List.copyOf(builtIn);
  }

  /** Every payment of a reference, for ever. */
  public Faults on(String reference, Fault fault) {
    return script(Script.of(reference, fault));
  }

  /** The next payments of a reference. */
  public Faults on(String reference, Fault fault, int times) {
    return script(Script.of(reference, fault).times(times));
  }

  public synchronized Faults script(Script script) {
    if (script.times() == Script.FOR_EVER) {
      lasting.addFirst(script);
    } else {
      counted.add(script);
    }
    return this;
  }

  /** The reference behaves well from now on, its built-in fault included. */
  public synchronized Faults off(String reference) {
    counted.removeIf(script -> script.reference().equals(reference));
    lasting.removeIf(script -> script.reference().equals(reference));
    switchedOff.add(reference);
    return this;
  }

  /** What was ordered and has not happened yet; built-in faults are not among it. */
  public synchronized List<Script> ordered() {
    return Stream.concat(counted.stream(), lasting.stream()).toList();
  }

  /** The fault that a call meets; one of the calls it was ordered for is used up. */
  public synchronized Optional<OrderedFault> next(Operation operation, Set<String> references) {
    for (int i = 0; i < counted.size(); i++) {
      Script script = counted.get(i);
      if (script.concerns(operation, references)) {
        if (script.times() == 1) {
          counted.remove(i);
        } else {
          counted.set(i, script.times(script.times() - 1));
        }
        return Optional.of(script.fault());
      }
    }
    return Stream.concat(
            lasting.stream(),
            builtIn.stream().filter(script -> !switchedOff.contains(script.reference())))
        .filter(script -> script.concerns(operation, references))
        .map(Script::fault)
        .findFirst();
  }

  /** Only the built-in faults are left. */
  public synchronized void forget() {
    counted.clear();
    lasting.clear();
    switchedOff.clear();
  }
}
