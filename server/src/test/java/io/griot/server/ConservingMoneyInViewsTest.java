package io.griot.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.Answer;
import io.griot.core.LedgerFixture;
import io.griot.core.LedgerRequest;
import io.griot.core.RandomCommands;
import io.griot.core.approval.ApprovalThreshold;
import io.griot.core.engine.LedgerOnPostgres;
import io.griot.projection.ProjectionsConfiguration;
import io.griot.projection.Views;
import io.griot.projection.view.ViewPositions;
import io.griot.server.database.ApplicationRole;
import io.griot.server.database.Migrations;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Random requests from several clients at once, while the projections move the views. */
class ConservingMoneyInViewsTest {

  private static final long BASE_SEED = 4_100;
  private static final int SEQUENCES = 30;
  private static final int COMMANDS = 110;
  private static final int RUN = 10;
  private static final int FEW = 3;
  private static final int DAYS = 3;

  @Test
  void the_views_equal_a_fold_of_the_log_and_always_add_up() throws Exception {
    TestDatabase database = TestDatabase.create();
    DataSource dataSource = database.dataSource();
    Migrations.apply(dataSource, ApplicationRole.takenBy("griot_application", database.user()));
    JdbcClient jdbc = JdbcClient.create(dataSource);
    ProjectionsConfiguration projections = new ProjectionsConfiguration();
    try (LedgerOnPostgres node =
            LedgerOnPostgres.on(
                database,
                clock(),
                configurer -> {
                  projections.register(
                      configurer, dataSource, new JdbcTransactionManager(dataSource));
                  return configurer;
                },
                new ApprovalThreshold(BigDecimal.valueOf(500)));
        var clients = Executors.newFixedThreadPool(3)) {
      List<Future<Integer>> accepted =
          IntStream.range(0, SEQUENCES)
              .<Callable<Integer>>mapToObj(index -> () -> run(node, BASE_SEED + index))
              .map(clients::submit)
              .toList();
      int total = 0;
      for (Future<Integer> sequence : accepted) {
        total += sequence.get();
        LogFold.assertSumsAreZero(jdbc);
      }
      assertThat(total).isGreaterThan(SEQUENCES * COMMANDS / 4);

      ViewPositions positions = new ViewPositions(dataSource);
      assertThat(positions.await(Views.ALL, positions.head(), Duration.ofSeconds(30))).isTrue();
      LogFold.assertViewsEqualTheLog(jdbc);
      assertThat(
              jdbc.sql("SELECT count(*) FROM views.balance_snapshot").query(Integer.class).single())
          .isGreaterThan(DAYS);
      assertThat(jdbc.sql("SELECT count(*) FROM views.entry").query(Integer.class).single())
          .isGreaterThan(SEQUENCES * COMMANDS / 7);
    }
  }

  /** Goes on by minutes, so that days end. */
  private static Clock clock() {
    AtomicLong readings = new AtomicLong();
    InstantSource source =
        () -> LedgerFixture.NOW.plus(Duration.ofMinutes(3 * readings.getAndIncrement()));
    return source.withZone(ZoneOffset.UTC);
  }

  private static int run(LedgerOnPostgres node, long seed) {
    List<LedgerRequest> requests = new RandomCommands(seed, LedgerFixture.NOW).take(COMMANDS);
    int accepted = 0;
    for (int from = 0; from < requests.size(); from += RUN) {
      List<LedgerRequest> some = requests.subList(from, Math.min(from + RUN, requests.size()));
      int few = Math.min(FEW, some.size());
      accepted += accepted(node.ledger().sendAllOrNone(some.subList(0, few)));
      accepted += accepted(node.ledger().sendInOrder(some.subList(few, some.size())));
    }
    return accepted;
  }

  private static int accepted(List<Answer> answers) {
    return (int) answers.stream().filter(Answer.Accepted.class::isInstance).count();
  }
}
