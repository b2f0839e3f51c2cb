package io.griot.sandbox.effect;

import java.util.ArrayList;
import java.util.List;

/** Every effect in the order in which it took place; only a reset forgets. */
public final class Effects {
  private final List<Effect> effects = new ArrayList<>();

  public synchronized void add(Effect effect) {
    effects.add(effect);
  }

  public synchronized List<Effect> all() {
    return List.copyOf(effects);
  }

  /** The effects on a customer or on one bill. */
  public synchronized List<Effect> of(String reference) {
    return effects.stream().filter(effect -> effect.concerns(reference)).toList();
  }

  public synchronized void forget() {
    effects.clear();
  }
}
