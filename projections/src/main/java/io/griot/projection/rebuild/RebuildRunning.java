package io.griot.projection.rebuild;

/** Another rebuild runs on this database. */
public final class RebuildRunning extends RuntimeException {

  RebuildRunning() {
    super("Another rebuild of the views is running on this database.");
  }
}
