package io.griot.server.importing;

import java.time.Duration;

/** Port: waits. */
interface Pause {

  void hold(Duration duration) throws InterruptedException;
}
