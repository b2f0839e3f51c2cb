package io.griot.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The packaged server under {@code ./griot bench crash}, three rounds of each. */
class SurvivingCrashesTest {

  private static final int ROUNDS = 3;
  private static final Path SERVER_JAR = Path.of("../server/target/griot.jar");

  @Test
  void what_was_acknowledged_is_there_once_after_kills_of_the_server() throws Exception {
    Result result = survive(Scenario.SERVER);
    assertThat(result.longestSecondsUntilReady()).isBetween(0.001, 30.0);
  }

  @Test
  void the_server_says_503_while_postgresql_is_dead_and_recovers_by_itself() throws Exception {
    Result result = survive(Scenario.POSTMASTER);
    assertThat(result.longestSecondsUntilReady()).isLessThan(30);
  }

  @Test
  void a_writer_that_was_frozen_until_another_took_over_changes_nothing_any_more()
      throws Exception {
    Result result = survive(Scenario.WRITER);
    assertThat(result.longestSecondsUntilReady()).isBetween(0.001, 30.0);
  }

  @Test
  void a_server_that_is_told_to_stop_finishes_what_it_has_taken() throws Exception {
    survive(Scenario.STOP);
  }

  private static Result survive(Scenario scenario) throws Exception {
    Path serverJar = SERVER_JAR.toAbsolutePath().normalize();
    assertThat(serverJar)
        .as("the packaged server; build it with `mvn -pl server -am -DskipTests package`")
        .exists();
    Result result = scenario.run(serverJar, Path.of("target"), ROUNDS, System.out::println);
    System.out.println(result);
    assertThat(result.broken()).isEmpty();
    assertThat(result.rounds()).isEqualTo(ROUNDS);
    assertThat(result.lost() + result.doubled()).isZero();
    assertThat(result.acknowledged()).isGreaterThan(50 * ROUNDS);
    assertThat(result.inFlight()).isPositive();
    return result;
  }
}
