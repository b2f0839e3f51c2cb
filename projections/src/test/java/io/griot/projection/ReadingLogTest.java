package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.LedgerEvent;
import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.SystemAccountDebited;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.projection.log.LogGap;
import io.griot.projection.log.LogReader;
import io.griot.projection.log.Stretch;
import io.griot.projection.log.UnreadableEvent;
import io.griot.projection.view.Recording;
import io.griot.projection.view.Rows;
import io.griot.projection.view.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.axonframework.config.Configuration;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingLogTest {

  private LedgerWithViews ledger;
  private LogReader log;

  @BeforeEach
  void start() {
    ledger = new LedgerWithViews();
    log = ledger.log();
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  @Test
  void reads_every_event_once_in_order() {
    for (int position = 1; position <= 5; position++) {
      append(position);
    }

    assertThat(positions(log.next(0, 2))).containsExactly(1L, 2L);
    assertThat(positions(log.next(2, 2))).containsExactly(3L, 4L);
    assertThat(positions(log.next(4, 2))).containsExactly(5L);
    assertThat(log.next(5, 2)).isEqualTo(Stretch.emptyAfter(5));
    assertThat(positions(log.next(3, 10))).containsExactly(4L, 5L);
    assertThat(log.head()).isEqualTo(5);
  }

  @Test
  void reads_when_an_event_was_recorded_to_the_microsecond() {
    append(1);

    assertThat(log.next(0, 10).events().getFirst().recording())
        .isEqualTo(new Recording(1, Instant.parse("2026-01-02T03:04:05.678901Z")));
  }

  @Test
  void never_passes_over_a_gap() {
    append(1);
    append(2);
    append(4);
    append(5);

    assertThat(log.next(0, 10).last()).isEqualTo(2);
    assertThatThrownBy(() -> log.next(2, 10))
        .isInstanceOfSatisfying(LogGap.class, gap -> assertThat(gap.missing()).isEqualTo(3))
        .hasMessage("The log has no event at position 3, but one at 4.");
    append(3);
    assertThat(positions(log.next(2, 10))).containsExactly(3L, 4L, 5L);
  }

  @Test
  void misses_the_very_first_event() {
    append(2);

    assertThatThrownBy(() -> log.next(0, 10))
        .isInstanceOfSatisfying(LogGap.class, gap -> assertThat(gap.missing()).isEqualTo(1));
  }

  @Test
  void never_passes_over_an_event_that_it_cannot_read() {
    append(1);
    ledger.append(2, "wallet:x", "WalletOpened", "{");
    ledger.append(3, "wallet:y", "NeverHeardOf", "{}");
    append(4);

    assertThat(log.next(0, 10).last()).isEqualTo(1);
    assertThatThrownBy(() -> log.next(1, 10))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageStartingWith("The event at position 2 cannot be read: ");
    assertThatThrownBy(() -> log.next(2, 10))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageStartingWith("The event at position 3 cannot be read: ");
    assertThat(log.next(3, 10).last()).isEqualTo(4);
  }

  @Test
  void leaves_out_the_content_of_events_that_no_view_reads() {
    append(1);
    ledger.append(2, "wallet:x", "WalletDebited", "not even JSON");
    ledger.append(3, "clearing:x:ETB", "SystemAccountCredited", "not even JSON");

    Stretch stretch = log.next(0, 10);

    assertThat(positions(stretch)).containsExactly(1L);
    assertThat(stretch.last()).isEqualTo(3);
    assertThat(log.next(1, 10)).isEqualTo(new Stretch(1, 3, List.of()));
  }

  @Test
  void leaves_out_no_event_of_which_a_view_makes_rows() {
    WalletId wallet = new WalletId(UUID.randomUUID());
    SystemAccountId account = SystemAccountId.parse("clearing:gas:ETB");
    Money amount = new Money(1, LedgerWithViews.ETB);
    List<LedgerEvent> passedOver =
        List.of(
            new WalletDebited(wallet, LedgerWithViews.entryId(), amount),
            new WalletCredited(wallet, LedgerWithViews.entryId(), amount),
            new SystemAccountDebited(account, LedgerWithViews.entryId(), amount),
            new SystemAccountCredited(account, LedgerWithViews.entryId(), amount));

    for (View view : Views.ALL) {
      Rows rows = view.rows().apply(0);
      passedOver.forEach(event -> rows.add(event, new Recording(1, Instant.EPOCH)));
      assertThat(rows.size()).as(view.name()).isZero();
    }
    assertThat(Views.PASSED_OVER)
        .isEqualTo(passedOver.stream().map(LedgerEvent::getClass).collect(Collectors.toSet()));
  }

  @Test
  void hands_upcasters_the_whole_event() {
    ledger.append(1, "wallet:1", "WalletOpened", "{}");
    ledger.append(2, "entry:2", "EntryPosted", "{}");
    ledger.append(3, "payable:gas:ETB", "SystemAccountDebited", "{}");
    List<String> seen = new ArrayList<>();
    EventUpcaster upcaster =
        events ->
            events.filter(
                event -> {
                  seen.add(
                      event.getTrackingToken().orElseThrow().position().orElseThrow()
                          + " "
                          + event.getAggregateType().orElseThrow()
                          + " "
                          + event.getAggregateIdentifier().orElseThrow()
                          + " "
                          + event.getType().getName()
                          + " "
                          + event.getMetaData().getObject().get("actor"));
                  return false;
                });
    Configuration axon = ledger.reading();

    new LogReader(ledger.dataSource, axon.eventSerializer(), upcaster, Set.of()).next(0, 10);

    assertThat(seen)
        .containsExactly(
            "1 wallet wallet:1 WalletOpened user:test",
            "2 entry entry:2 EntryPosted user:test",
            "3 system-account payable:gas:ETB SystemAccountDebited user:test");
  }

  @Test
  void stops_the_views_at_a_gap_and_says_so() throws Exception {
    ledger.startViews();
    append(1);
    append(3);

    assertThat(ledger.positions.await(Views.ALL, 1, Duration.ofSeconds(20))).isTrue();
    eventually(() -> ledger.faults().size() == Views.ALL.size());
    assertThat(ledger.faults().values())
        .allMatch(fault -> fault.contains("no event at position 2"), "names the position");
    assertThat(ledger.positions.covers(Views.ACCOUNTS, 2)).isFalse();

    append(2);
    ledger.notifyOf(3);
    assertThat(ledger.positions.await(Views.ALL, 3, Duration.ofSeconds(20))).isTrue();
    assertThat(ledger.accounts.wallets(Long.MAX_VALUE, 10)).hasSize(3);
    assertThat(ledger.faults()).isEmpty();
  }

  @Test
  void stops_the_views_at_an_event_that_they_cannot_read_and_says_so() throws Exception {
    ledger.startViews();
    append(1);
    ledger.append(2, "wallet:x", "WalletOpened", "{");

    assertThat(ledger.positions.await(Views.ALL, 1, Duration.ofSeconds(20))).isTrue();
    eventually(() -> ledger.faults().size() == Views.ALL.size());
    assertThat(ledger.faults().values())
        .allMatch(fault -> fault.contains("position 2 cannot be read"), "names the position");
    assertThat(ledger.positions.covers(Views.ACCOUNTS, 2)).isFalse();
  }

  @Test
  void reads_and_deserialises_once_for_all_views() throws Exception {
    List<Long> read = java.util.Collections.synchronizedList(new ArrayList<>());
    ledger.startViews(
        configurer ->
            configurer.registerEventUpcaster(
                _ ->
                    events ->
                        events.peek(
                            event ->
                                read.add(
                                    event
                                        .getTrackingToken()
                                        .orElseThrow()
                                        .position()
                                        .orElseThrow()))));
    append(1);
    assertThat(ledger.positions.await(Views.ALL, 1, Duration.ofSeconds(20))).isTrue();
    read.clear();
    for (int position = 2; position <= 100; position++) {
      append(position);
      ledger.notifyOf(position);
    }

    assertThat(ledger.positions.await(Views.ALL, 100, Duration.ofSeconds(20))).isTrue();
    assertThat(read).hasSize(99).doesNotHaveDuplicates();
  }

  private void append(long position) {
    ledger.append(
        position,
        new WalletOpened(
            new WalletId(UUID.randomUUID()), new Owner.Nobody(), LedgerWithViews.ETB, null));
  }

  private static List<Long> positions(Stretch stretch) {
    return stretch.events().stream().map(event -> event.recording().position()).toList();
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
