package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.projection.log.LogCursor;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class ReadingLogTest {

  private LedgerWithViews ledger;
  private Serializer serializer;
  private Connection slow;

  @BeforeEach
  void start() throws SQLException {
    ledger = new LedgerWithViews();
    serializer = ledger.reading().eventSerializer();
    slow = ledger.dataSource.getConnection();
    slow.setAutoCommit(false);
  }

  @AfterEach
  void stop() throws SQLException {
    slow.rollback();
    slow.setAutoCommit(true);
    slow.close();
    ledger.close();
  }

  @Test
  void reads_every_event_once_in_order() {
    for (int i = 0; i < 5; i++) {
      append(ledger.jdbc);
    }
    LogCursor cursor = ledger.log().after(0);

    assertThat(read(cursor, 2)).containsExactly(1L, 2L);
    assertThat(read(cursor, 2)).containsExactly(3L, 4L);
    assertThat(read(cursor, 2)).containsExactly(5L);
    assertThat(read(cursor, 2)).isEmpty();
    assertThat(read(ledger.log().after(3), 10)).containsExactly(4L, 5L);
  }

  @Test
  void waits_for_a_position_that_is_still_on_its_way() throws SQLException {
    append(ledger.jdbc);
    append(slowly());
    append(ledger.jdbc);
    LogCursor cursor = ledger.log().after(0);

    assertThat(read(cursor, 10)).containsExactly(1L);
    assertThat(read(cursor, 10)).isEmpty();
    slow.commit();
    assertThat(read(cursor, 10)).containsExactly(2L, 3L);
  }

  @Test
  void passes_over_a_position_that_was_rolled_back() throws SQLException {
    append(ledger.jdbc);
    append(slowly());
    append(ledger.jdbc);
    LogCursor cursor = ledger.log().after(0);

    assertThat(read(cursor, 10)).containsExactly(1L);
    slow.rollback();
    assertThat(read(cursor, 10)).containsExactly(3L);
    append(ledger.jdbc);
    assertThat(read(cursor, 10)).containsExactly(4L);
  }

  @Test
  void passes_over_a_position_that_was_rolled_back_before_it_looked() throws SQLException {
    append(slowly());
    slow.rollback();
    append(ledger.jdbc);

    assertThat(read(ledger.log().after(0), 10)).containsExactly(2L);
  }

  @Test
  void does_not_wait_at_an_old_gap_for_transactions_that_came_later() throws SQLException {
    append(slowly());
    append(ledger.jdbc);
    LogCursor cursor = ledger.log().after(0);
    assertThat(read(cursor, 10)).isEmpty();
    slow.rollback();
    append(slowly());
    append(ledger.jdbc);

    assertThat(read(cursor, 10)).containsExactly(2L);
    slow.commit();
    assertThat(read(cursor, 10)).containsExactly(3L, 4L);
  }

  @Test
  void holds_the_views_at_a_gap_and_counts_it_as_not_covered() throws Exception {
    ledger.startViews();
    append(ledger.jdbc);
    append(slowly());
    append(ledger.jdbc);

    assertThat(ledger.positions.await(Views.ALL, 1, Duration.ofSeconds(10))).isTrue();
    assertThat(ledger.positions.await(Views.ALL, 3, Duration.ofMillis(200))).isFalse();
    assertThat(ledger.positions.covers(Views.ACCOUNTS, 2)).isFalse();
    slow.commit();
    assertThat(ledger.positions.await(Views.ALL, 3, Duration.ofSeconds(10))).isTrue();
    assertThat(ledger.accounts.wallets(Long.MAX_VALUE, 10)).hasSize(3);
  }

  private JdbcClient slowly() {
    return JdbcClient.create(new SingleConnectionDataSource(slow, true));
  }

  private void append(JdbcClient jdbc) {
    WalletId walletId = new WalletId(UUID.randomUUID());
    SerializedObject<byte[]> payload =
        serializer.serialize(
            new WalletOpened(walletId, new Owner.Nobody(), LedgerWithViews.ETB, null),
            byte[].class);
    jdbc.sql(
            """
            INSERT INTO ledger.event (event_id, stream, sequence, aggregate_type, type, revision,
                                      recorded_at, payload, metadata)
            VALUES (?, ?, 0, 'wallet', ?, ?, '2026-01-02T03:04:05Z', ?, ?)\
            """)
        .param(UUID.randomUUID().toString())
        .param(walletId.toString())
        .param(payload.getType().getName())
        .param(payload.getType().getRevision())
        .param(payload.getData())
        .param("{}".getBytes(StandardCharsets.UTF_8))
        .update();
  }

  private static List<Long> read(LogCursor cursor, int limit) {
    return cursor.next(limit).stream()
        .map(message -> message.trackingToken().position().orElseThrow())
        .toList();
  }
}
