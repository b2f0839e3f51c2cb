package io.griot.server.ledger;

import io.griot.core.engine.WriterMonitor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** How large the writer's commits are, and where their time goes. */
final class WriterMetrics implements WriterMonitor {

  private final DistributionSummary commands;
  private final DistributionSummary events;
  private final Timer waited;
  private final Timer decided;
  private final Timer appended;
  private final Timer committed;
  private final Counter failed;

  WriterMetrics(MeterRegistry meters) {
    commands =
        DistributionSummary.builder("griot.writer.batch.commands")
            .description("Commands in one commit")
            .serviceLevelObjectives(1, 4, 16, 64, 256, 1024)
            .register(meters);
    events =
        DistributionSummary.builder("griot.writer.batch.events")
            .description("Events in one commit")
            .register(meters);
    waited = timer(meters, "wait", "How long the first command of a commit waited for it");
    decided = timer(meters, "decide", "From taking the commands to having their events sealed");
    appended = timer(meters, "append", "From then to having sent everything to the database");
    committed = timer(meters, "commit", "The database's commit");
    failed =
        Counter.builder("griot.writer.batches.failed")
            .description("Batches that were not committed")
            .register(meters);
  }

  @Override
  public void committed(Commit commit) {
    commands.record(commit.commands());
    events.record(commit.events());
    waited.record(commit.waited());
    decided.record(commit.decided());
    appended.record(commit.appended());
    committed.record(commit.committed());
  }

  @Override
  public void failed(int commandsOfBatch) {
    failed.increment();
  }

  private static Timer timer(MeterRegistry meters, String part, String description) {
    return Timer.builder("griot.writer." + part)
        .description(description)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofNanos(50_000))
        .maximumExpectedValue(Duration.ofSeconds(5))
        .register(meters);
  }
}
