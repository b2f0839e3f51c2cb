package io.griot.projection.view;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The views that this process moves, and how far it has moved them; known without the database. */
public final class ViewMoves {

  private final Map<String, Long> positions = new ConcurrentHashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Is told of each move once it is committed. */
  public interface Listener {
    void moved(View view, long position);
  }

  /** A view has been moved to a position. */
  public void moved(View view, long position) {
    positions.merge(view.name(), position, Math::max);
    listeners.forEach(listener -> listener.moved(view, position));
  }

  /**
   * The database may have crashed, and the last moves with it: their commits do not wait for the
   * disk.
   */
  public void forget() {
    positions.clear();
  }

  /** A view is no longer moved by this process, or not for now. */
  public void forget(View view) {
    positions.remove(view.name());
  }

  /** How far this process has moved a view, if it does so at all. */
  public OptionalLong position(View view) {
    Long position = positions.get(view.name());
    return position == null ? OptionalLong.empty() : OptionalLong.of(position);
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  public void leave(Listener listener) {
    listeners.remove(listener);
  }
}
