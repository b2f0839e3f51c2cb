package io.griot.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.testdatabase.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Where midnight comes while nobody runs the ledger. */
class ClosingDaysTest {

  private static final Duration UNTIL_MIDNIGHT = Duration.ofSeconds(25);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private Path directory;

  /** A zone in which the day is over so soon. */
  private static ZoneOffset zoneWithMidnightIn(Duration duration) {
    long secondOfDay = Math.floorMod(Instant.now().plus(duration).getEpochSecond(), 86_400L);
    long behind = secondOfDay <= 43_200 ? -secondOfDay : 86_400 - secondOfDay;
    return ZoneOffset.ofTotalSeconds((int) behind);
  }

  private RunningLedger start(TestDatabase database, ZoneOffset zone) throws InterruptedException {
    Map<String, String> variables = new HashMap<>();
    variables.put("GRIOT_ZONE", zone.getId());
    variables.put("GRIOT_DATABASE_URL", database.url());
    variables.put("GRIOT_DATABASE_USER", database.user());
    variables.put("GRIOT_DATABASE_PASSWORD", database.password());
    return RunningLedger.start(directory, variables);
  }

  @Test
  void a_day_that_ended_while_the_server_was_down_is_closed_when_it_is_back() throws Exception {
    TestDatabase database = TestDatabase.create();
    ZoneOffset zone = zoneWithMidnightIn(UNTIL_MIDNIGHT);
    Instant midnight = Instant.now().plus(UNTIL_MIDNIGHT).plusSeconds(1);
    LocalDate day = LocalDate.ofInstant(Instant.now(), zone);
    People.Person almaz;
    try (RunningLedger first = start(database, zone)) {
      almaz = first.people().registerWith("100.50");
      assertThat(snapshots(almaz.caller())).isEmpty();
    }
    assertThat(Instant.now()).as("the machine is too slow for this test").isBefore(midnight);
    Thread.sleep(Duration.between(Instant.now(), midnight));

    try (RunningLedger second = start(database, zone)) {
      Caller caller =
          new Caller(second.address(), second.address(), List.of())
              .basic(almaz.phone(), People.PASSWORD);
      JsonNode snapshots = snapshots(caller);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (snapshots.isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(200);
        snapshots = snapshots(caller);
      }
      assertThat(snapshots).hasSize(1);
      assertThat(snapshots.get(0).get("day").asString()).isEqualTo(day.toString());
      assertThat(snapshots.get(0).get("balance").decimalValue()).isEqualByComparingTo("100.50");
      assertThat(Instant.parse(snapshots.get(0).get("created_at").asString()))
          .isEqualTo(day.plusDays(1).atStartOfDay(zone).toInstant());
    }
  }

  private static JsonNode snapshots(Caller caller) {
    return caller.get("/wallets/snapshots/").with(200).json();
  }
}
