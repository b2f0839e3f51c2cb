package io.griot.connector.bill;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.griot.core.id.BillPaymentId;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The durable tasks of payments to utilities: kept in the database, picked up by any process that
 * is connected to providers, and by another one if that dies.
 */
final class BillPaymentTasks {

  private static final String TABLE = "tasks.provider_task";
  private static final Duration POLLING_INTERVAL = Duration.ofMillis(500);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);
  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);

  /** A process that was silent four times as long is dead: others take its tasks. */
  private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(3);

  private static final int MISSED_HEARTBEATS = 4;

  /** What is in flight ends within a provider's time limit; the server ends within 30 s. */
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(12);

  private final CustomTask<String> pay;
  private final CustomTask<String> seek;
  private final JdbcClient transactional;
  private final SchedulerClient client;
  private final Scheduler scheduler;
  private final Clock clock;

  BillPaymentTasks(
      DataSource dataSource, int atOnce, PayingBill paying, SeekingOutcome seeking, Clock clock) {
    this.clock = clock;
    transactional = JdbcClient.create(new TransactionAwareDataSourceProxy(dataSource));
    pay =
        Tasks.custom("pay-bill", String.class)
            .onFailureReschedule(FixedDelay.of(RETRY_INTERVAL))
            .onDeadExecutionRevive()
            .execute(
                (task, _) -> completion(paying.run(payment(task.getId()), data(task.getData()))));
    seek =
        Tasks.custom("seek-outcome", String.class)
            .onFailureReschedule(FixedDelay.of(RETRY_INTERVAL))
            .onDeadExecutionRevive()
            .execute((task, _) -> completion(seeking.run(payment(task.getId()))));
    client =
        SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource), pay, seek)
            .tableName(TABLE)
            .serializer(new TextSerializer())
            .build();
    scheduler =
        Scheduler.create(dataSource, pay, seek)
            .tableName(TABLE)
            .serializer(new TextSerializer())
            .threads(atOnce)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(POLLING_INTERVAL)
            .heartbeatInterval(HEARTBEAT_INTERVAL)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(SHUTDOWN_PATIENCE)
            .build();
  }

  void start() {
    scheduler.start();
  }

  void stop() {
    scheduler.stop();
  }

  /**
   * From here on the transaction that is running ends with its connection when this process says
   * nothing in it for too long: whoever takes over would wait for what it has written.
   */
  void limitTransaction() {
    transactional
        .sql(
            "SET LOCAL idle_in_transaction_session_timeout = '%d s'"
                .formatted(LONGEST_SILENCE.toSeconds()))
        .update();
  }

  /** Schedules the payment for now, in the transaction that is running; once. */
  void pay(BillPaymentId paymentId) {
    client.scheduleIfNotExists(
        pay.instance(paymentId.uuid().toString(), TextSerializer.NONE), clock.instant());
  }

  /** Schedules the search for an unknown outcome for now, in the transaction that is running. */
  void seek(BillPaymentId paymentId) {
    client.scheduleIfNotExists(
        seek.instance(paymentId.uuid().toString(), TextSerializer.NONE), clock.instant());
  }

  /** Picks up what is due without waiting for the next look. */
  void look() {
    scheduler.triggerCheckForDueExecutions();
  }

  private static BillPaymentId payment(String instance) {
    return new BillPaymentId(UUID.fromString(instance));
  }

  private static @Nullable String data(@Nullable String data) {
    return data == null || data.equals(TextSerializer.NONE) ? null : data;
  }

  private CompletionHandler<String> completion(Next next) {
    return switch (next) {
      case Next.Done() -> new CompletionHandler.OnCompleteRemove<>();
      case Next.Again(Duration after) ->
          (complete, operations) -> reschedule(complete, operations, after, TextSerializer.NONE);
      case Next.TellLater(Duration after, String learned) ->
          (complete, operations) -> reschedule(complete, operations, after, learned);
    };
  }

  private void reschedule(
      ExecutionComplete complete,
      ExecutionOperations<String> operations,
      Duration after,
      String data) {
    operations.reschedule(complete, clock.instant().plus(after), data);
  }
}
