package io.griot.server.task;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.griot.core.Ledger;
import io.griot.projection.hold.HoldFinder;
import io.griot.projection.snapshot.SnapshotFinder;
import io.griot.server.ledger.WritingNode;
import io.griot.server.role.ConditionalOnRole;
import io.griot.server.role.Role;
import io.griot.server.settings.RegionalSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of a node that takes commands. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COMMAND)
class TaskConfiguration {

  private static final Duration EXPIRY_INTERVAL = Duration.ofSeconds(1);

  /** So long after midnight, at most, a day is closed. */
  private static final Duration CLOSING_INTERVAL = Duration.ofSeconds(10);

  private static final Duration POLLING_INTERVAL = Duration.ofSeconds(1);
  private static final int THREADS = 1;

  @Bean
  RecurringTask<Void> expireHolds(HoldFinder holds, Ledger ledger, Clock clock, WritingNode node) {
    ExpiringHolds expiring = new ExpiringHolds(holds, ledger, clock, node);
    return Tasks.recurring("expire-holds", FixedDelay.of(EXPIRY_INTERVAL))
        .execute((_, _) -> expiring.run());
  }

  @Bean
  RecurringTask<Void> closeDays(
      SnapshotFinder snapshots,
      Ledger ledger,
      Clock clock,
      RegionalSettings regional,
      WritingNode node) {
    ClosingDays closing = new ClosingDays(snapshots, ledger, clock, regional.zone(), node);
    return Tasks.recurring("close-days", FixedDelay.of(CLOSING_INTERVAL))
        .execute((_, _) -> closing.run());
  }

  @Bean
  DurableTasks durableTasks(DataSource dataSource, List<RecurringTask<Void>> tasks) {
    return new DurableTasks(
        Scheduler.create(dataSource)
            .tableName("tasks.scheduled_task")
            .startTasks(tasks)
            .threads(THREADS)
            .pollingInterval(POLLING_INTERVAL)
            .build());
  }
}
