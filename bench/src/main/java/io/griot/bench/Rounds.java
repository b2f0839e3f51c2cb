package io.griot.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Measures scenarios in rounds, of which the median counts. */
final class Rounds {

  private Rounds() {}

  /** Each round measures every scenario once, so that a slow minute of the machine hits all. */
  static List<Scenario.Row> measure(
      List<Scenario> scenarios, Choices choices, Consumer<String> notes)
      throws InterruptedException {
    warmUp(scenarios, choices, notes);
    Map<Scenario, List<Load.Figures>> measured = new LinkedHashMap<>();
    for (int round = 1; round <= choices.rounds(); round++) {
      for (Scenario scenario : scenarios) {
        notes.accept("Round %d of %d: %s".formatted(round, choices.rounds(), scenario));
        measured.computeIfAbsent(scenario, _ -> new ArrayList<>()).add(run(scenario, choices));
      }
    }
    return measured.entrySet().stream()
        .map(
            entry -> entry.getKey().row(median(entry.getValue(), Load.Figures::transfersPerSecond)))
        .toList();
  }

  /** The one in the middle; of an even number the lower of the two. */
  static <T> T median(List<T> figures, ToDoubleFunction<T> by) {
    return figures.stream()
        .sorted(Comparator.comparingDouble(by))
        .toList()
        .get((figures.size() - 1) / 2);
  }

  /** Nothing is compiled nor cached before a contender's first run. */
  private static void warmUp(List<Scenario> scenarios, Choices choices, Consumer<String> notes)
      throws InterruptedException {
    Set<String> warm = new HashSet<>();
    for (Scenario scenario : scenarios.reversed()) {
      if (warm.add(scenario.name() + scenario.contender())) {
        notes.accept("Warm-up: " + scenario);
        run(scenario, choices);
      }
    }
  }

  private static Load.Figures run(Scenario scenario, Choices choices) throws InterruptedException {
    return Load.run(
        scenario.clients(),
        scenario.transfersPerCall(),
        choices.warmUp(),
        choices.measured(),
        scenario.call());
  }
}
