package io.griot.server.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts PostgreSQL again when its postmaster dies, as long as its owner lives: at the same port,
 * so that whoever used it finds it.
 */
final class PostmasterWatch {

  private static final Logger LOG = LoggerFactory.getLogger(PostmasterWatch.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  // They see that their postmaster is gone, unless they are busy.
  private static final Duration ORPHANS_PATIENCE = Duration.ofSeconds(2);

  private final Postmaster postmaster;
  private final Path output;
  private final Thread thread;
  private Optional<ProcessHandle> main;
  private Duration pause = SHORTEST_PAUSE;

  private PostmasterWatch(Postmaster postmaster, Path output) {
    this.postmaster = postmaster;
    this.output = output;
    this.main = postmaster.main();
    this.thread = Thread.ofPlatform().daemon().name("postmaster-watch").unstarted(this::watch);
  }

  /**
   * Watches a server that runs.
   *
   * @param output for what PostgreSQL says while it starts
   */
  static PostmasterWatch begin(Postmaster postmaster, Path output) {
    var watch = new PostmasterWatch(postmaster, output);
    watch.thread.start();
    return watch;
  }

  /** From here on nothing starts again; a start that is under way has ended. */
  void end() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  private void watch() {
    try {
      Duration next = LOOK;
      while (true) {
        Thread.sleep(next);
        next = look();
      }
    } catch (InterruptedException e) {
      LOG.debug("PostgreSQL is not watched any more");
    }
  }

  private Duration look() throws InterruptedException {
    if (main.filter(postmaster::isAlive).isPresent()) {
      pause = SHORTEST_PAUSE;
      return LOOK;
    }
    // Somebody else may have started it.
    main = postmaster.main();
    if (main.isPresent()) {
      return LOOK;
    }
    LOG.warn("PostgreSQL on {} has ended and is started again", postmaster.dataDirectory());
    try {
      postmaster.stop(ORPHANS_PATIENCE);
      postmaster.startAgain(output);
      main = postmaster.main();
      LOG.info("PostgreSQL runs again");
      return LOOK;
    } catch (IOException | RuntimeException e) {
      LOG.error("PostgreSQL does not start again ({}): read {}", e.toString(), output);
      Duration now = pause;
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
      return now;
    }
  }
}
