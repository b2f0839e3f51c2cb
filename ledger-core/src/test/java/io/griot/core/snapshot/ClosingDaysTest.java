package io.griot.core.snapshot;

import static io.griot.core.LedgerFixture.NOW;
import static io.griot.core.LedgerFixture.ledger;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.id.CalendarId;
import io.griot.core.snapshot.CalendarCommand.CloseDays;
import io.griot.core.snapshot.CalendarEvent.DayClosed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ClosingDaysTest {

  private static final ZoneId ADDIS = ZoneId.of("Africa/Addis_Ababa");

  /** It is ten o'clock in Greenwich on the fifteenth. */
  private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ADDIS);

  private static CloseDays close(LocalDate first) {
    return new CloseDays(first, ADDIS);
  }

  private static DayClosed closed(String day, String endedAt) {
    return closed(day, endedAt, "Africa/Addis_Ababa");
  }

  private static DayClosed closed(String day, String endedAt, String zone) {
    return new DayClosed(new CalendarId(), LocalDate.parse(day), Instant.parse(endedAt), zone);
  }

  @Test
  void closes_every_day_that_is_over_at_its_midnight() {
    ledger()
        .when(close(TODAY.minusDays(2)))
        .expectEvents(
            closed("2026-01-13", "2026-01-13T21:00:00Z"),
            closed("2026-01-14", "2026-01-14T21:00:00Z"))
        .expectReceipt(new CalendarReceipt(2, false));
  }

  @Test
  void goes_on_behind_the_last_closed_day_whatever_was_asked_for() {
    ledger()
        .given(closed("2026-01-12", "2026-01-12T21:00:00Z"))
        .when(close(TODAY))
        .expectEvents(
            closed("2026-01-13", "2026-01-13T21:00:00Z"),
            closed("2026-01-14", "2026-01-14T21:00:00Z"));
  }

  @Test
  void leaves_a_day_open_that_is_not_over() {
    ledger()
        .given(close(TODAY.minusDays(1)))
        .when(close(TODAY.minusDays(1)))
        .expectNoEvents()
        .expectReceipt(new CalendarReceipt(0, false));
    ledger().when(close(TODAY)).expectNoEvents();
  }

  @Test
  void closes_a_day_in_the_very_instant_in_which_it_is_over() {
    ZoneId zone = ZoneId.of("-14:00");
    ZoneId atTen = ZoneId.of("+14:00");
    // Midnight of the fifteenth at fourteen hours east is ten in the morning of the fourteenth.
    assertThat(LocalDate.ofInstant(NOW, atTen)).isEqualTo("2026-01-16");
    ledger()
        .when(new CloseDays(LocalDate.parse("2026-01-15"), atTen))
        .expectEvents(closed("2026-01-15", "2026-01-15T10:00:00Z", "+14:00"));
    ledger().when(new CloseDays(LocalDate.parse("2026-01-14"), zone)).expectEvents();
  }

  @Test
  void never_closes_a_day_before_the_one_closed_last_when_the_zone_has_changed() {
    ledger()
        .given(closed("2026-01-13", "2026-01-14T10:00:00Z", "-10:00"))
        .when(new CloseDays(TODAY, ZoneId.of("+14:00")))
        .expectEvents(closed("2026-01-15", "2026-01-15T10:00:00Z", "+14:00"));
  }

  @Test
  void takes_so_many_days_to_a_commit_and_says_that_there_may_be_more() {
    LocalDate longAgo = TODAY.minusDays(Calendar.MOST_DAYS + 1L);
    var outcome = ledger().when(close(longAgo));
    assertThat(outcome.events()).hasSize(Calendar.MOST_DAYS);
    outcome.expectReceipt(new CalendarReceipt(Calendar.MOST_DAYS, true));
    ledger()
        .given(close(longAgo))
        .when(close(longAgo))
        .expectEvents(closed("2026-01-14", "2026-01-14T21:00:00Z"));
  }
}
