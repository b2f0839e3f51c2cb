package io.griot.projection.view;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Views that this process cannot move on with; each is tried again until it can. */
public final class ViewFaults {

  private static final Logger LOG = LoggerFactory.getLogger(ViewFaults.class);

  private final Map<String, String> unwritten = new ConcurrentHashMap<>();
  private final Map<String, String> unread = new ConcurrentHashMap<>();

  /** What stops each view that is stopped, by the view's name. */
  public Map<String, String> current() {
    Map<String, String> faults = new TreeMap<>(unwritten);
    faults.putAll(unread);
    return faults;
  }

  /** A view could not take in what was read for it. */
  public void stopped(View view, Throwable cause) {
    unwritten.put(view.name(), cause.toString());
  }

  /** A view has taken in what was read for it. */
  public void moved(View view) {
    unwritten.remove(view.name());
  }

  /** What comes next to a view cannot be read. */
  public void unreadable(View view, Throwable cause) {
    String fault = cause.toString();
    if (!fault.equals(unread.put(view.name(), fault))) {
      LOG.warn("The view {} stops where the log cannot be read; trying again.", view, cause);
    }
  }

  /** What comes next to a view can be read, or there is nothing. */
  public void readable(View view) {
    unread.remove(view.name());
  }
}
