package io.griot.bench;

import io.griot.projection.Views;
import io.griot.projection.rebuild.Progress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** All views made anew from the log. */
final class Rebuilding {

  private static final int EVENTS_PER_TRANSFER = 3;
  private static final int AT_ONCE = 1_000;

  private Rebuilding() {}

  /** What a rebuild came to. */
  record Figures(long events, double seconds, double eventsPerSecond) {}

  static Figures measure(Postgres postgres, Choices choices, Consumer<String> notes)
      throws SQLException, InterruptedException {
    try (InProcess ledger = InProcess.on(postgres.createDatabase("rebuild"), choices.wallets())) {
      long events = (long) choices.wallets() * EVENTS_PER_TRANSFER;
      notes.accept("Writing %,d events".formatted(choices.rebuiltEvents()));
      for (; events < choices.rebuiltEvents(); events += AT_ONCE * EVENTS_PER_TRANSFER) {
        ledger.inOrder(AT_ONCE, ThreadLocalRandom.current());
      }
      List<Figures> rounds = new ArrayList<>();
      for (int round = 1; round <= choices.rounds(); round++) {
        notes.accept("Round %d of %d: rebuild".formatted(round, choices.rounds()));
        Progress done = ledger.rebuild().run(Views.ALL, _ -> {});
        rounds.add(
            new Figures(done.events(), done.elapsed().toNanos() / 1e9, done.eventsPerSecond()));
      }
      return Rounds.median(rounds, Figures::eventsPerSecond);
    }
  }
}
