package io.griot.projection.view;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Views that this process cannot move on with; each is tried again until it can. */
public final class ViewFaults {

  private final Map<String, String> faults = new ConcurrentHashMap<>();

  /** What stops each view that is stopped, by the view's name. */
  public Map<String, String> current() {
    return new TreeMap<>(faults);
  }

  void stopped(View view, Throwable cause) {
    faults.put(view.name(), cause.toString());
  }

  void moved(View view) {
    faults.remove(view.name());
  }
}
