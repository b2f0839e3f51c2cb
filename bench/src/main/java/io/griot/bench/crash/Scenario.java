package io.griot.bench.crash;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** What happens to the processes, each time under load. */
public enum Scenario {
  SERVER("kill -9 of the server", 20),
  POSTMASTER("kill -9 of the postmaster", 10),
  WRITER("writer frozen until deposed, then continued", 10),
  STOP("SIGTERM of the server", 5);

  private final String title;
  private final int longRounds;

  /** What a scenario does. */
  interface Course {

    /** Reports to the tally; throws if it cannot go on. */
    void run(Ground ground, int rounds, Tally tally) throws Exception;
  }

  Scenario(String title, int longRounds) {
    this.title = title;
    this.longRounds = longRounds;
  }

  /** By which it is chosen. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many rounds it takes to be sure. */
  public int longRounds() {
    return longRounds;
  }

  /**
   * Runs it.
   *
   * @param serverJar the packaged server
   * @param parent where its data is kept while it runs, and after it if a promise was broken
   */
  public Result run(Path serverJar, Path parent, int rounds, Consumer<String> progress)
      throws Exception {
    Tally tally = new Tally(title);
    Verification verification = Verification.byCommand(serverJar);
    Ground ground = Ground.below(parent, serverJar, verification, progress);
    try (ground) {
      course().run(ground, rounds, tally);
      ground.verify(tally);
    } catch (Broken e) {
      tally.broken(String.valueOf(e.getMessage()));
    }
    if (tally.isClean()) {
      ground.forget();
    } else {
      tally.remark("data and logs are kept in " + ground.directory());
    }
    return tally.result();
  }

  private Course course() {
    return switch (this) {
      case SERVER -> new KillingTheServer();
      case POSTMASTER -> new KillingThePostmaster();
      case WRITER -> new FreezingTheWriter();
      case STOP -> new StoppingTheServer();
    };
  }
}
