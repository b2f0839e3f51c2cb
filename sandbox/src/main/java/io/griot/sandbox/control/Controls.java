package io.griot.sandbox.control;

import io.griot.sandbox.effect.Effect;
import io.griot.sandbox.fault.Faults;
import io.griot.sandbox.operation.Provider;
import io.griot.sandbox.regideso.Regideso;
import io.griot.sandbox.wizall.Wizall;
import java.time.Duration;
import java.util.List;

/** What a test can see and do of a sandbox, in its own process or from another. */
public interface Controls {

  /** Every payment that took place, in order. */
  List<Effect> effects();

  /** The payments that took place of a customer or of one bill. */
  List<Effect> effects(String reference);

  Faults faults();

  Wizall wizall();

  Regideso regideso();

  /**
   * How long every call of a provider waits for its answer; payments take place before the wait.
   */
  void latency(Provider provider, Duration latency);

  /** Breaks the provider's connections and refuses new ones. */
  void die(Provider provider);

  /** Has the provider listen again, on the same port. */
  void revive(Provider provider);

  /**
   * Bills, effects, faults, latencies and listeners as they were at the start; tokens stay good.
   */
  void reset();
}
