package io.griot.core.engine;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.open;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.receive;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.IdempotencyKey;
import io.griot.core.LedgerCommand;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.account.WalletCommand.RestrictWallet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeepingTheLogTest {

  private final LedgerOnPostgres node = LedgerOnPostgres.start();

  @BeforeAll
  void move_money() {
    node.ledger().send(request(openWith(1, ETB, "100")));
    node.ledger().send(request(open(2, ETB)));
  }

  @AfterAll
  void close() {
    node.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE ledger.event SET payload = '\\x7b7d'",
        "UPDATE ledger.event SET position = position + 1000 WHERE false",
        "DELETE FROM ledger.event",
        "DELETE FROM ledger.event WHERE position = 1",
        "TRUNCATE ledger.event",
      })
  void refuses_to_change_what_was_written(String sql) {
    List<?> before = node.log();
    assertThatThrownBy(() -> node.jdbc().sql(sql).update()).hasMessageContaining("append-only");
    assertThat(node.log()).isEqualTo(before);
  }

  @Test
  void names_who_asked_with_every_event() {
    send(new LedgerRequest(p2p(10, 1, 2, "1"), new Requester("user:a", "jwt"), null));
    assertThat(metadata("entry:00000000-0000-e000-0000-00000000000a"))
        .containsEntry("actor", "user:a")
        .containsEntry("authenticatedBy", "jwt")
        .containsKeys("correlationId", "traceId")
        .doesNotContainKey("idempotencyKey");
  }

  @Test
  void names_the_asker_of_each_command_of_a_run() {
    node.ledger()
        .sendInOrder(
            List.of(
                asked(receive(21, 1, "1"), "user:a", "jwt", "ka"),
                asked(receive(22, 1, "1"), "enterprise:b", "access-key", "kb"),
                asked(new RestrictWallet(wallet(2), "x"), "user:c", "basic", "kc")));
    assertAsked("entry:00000000-0000-e000-0000-000000000015", "user:a", "jwt", "ka");
    assertAsked("entry:00000000-0000-e000-0000-000000000016", "enterprise:b", "access-key", "kb");
    assertAsked(wallet(2).toString(), "user:c", "basic", "kc");
    assertThat(
            node.jdbc()
                .sql(
                    """
                    SELECT count(DISTINCT metadata ->> 'correlationId') FROM ledger.readable_event
                    WHERE metadata ->> 'idempotencyKey' IN ('ka', 'kb', 'kc')
                    """)
                .query(Long.class)
                .single())
        .isEqualTo(3);
    // All events of one command carry what it carried.
    assertThat(
            node.jdbc()
                .sql(
                    "SELECT count(*) FROM ledger.readable_event WHERE metadata ->> 'actor' = 'enterprise:b'")
                .query(Long.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void orders_event_identifiers_by_time() {
    List<?> ids =
        node.jdbc()
            .sql("SELECT event_id FROM ledger.event ORDER BY position")
            .query(String.class)
            .list();
    assertThat(ids).allMatch(id -> id.toString().charAt(14) == '7').doesNotHaveDuplicates();
  }

  private void assertAsked(String stream, String actor, String by, String key) {
    assertThat(metadata(stream))
        .containsEntry("actor", actor)
        .containsEntry("authenticatedBy", by)
        .containsEntry("idempotencyKey", key)
        .containsKeys("correlationId", "traceId");
  }

  /** Of the stream's last event. */
  private Map<String, Object> metadata(String stream) {
    byte[] json =
        node.jdbc()
            .sql(
                "SELECT metadata FROM ledger.event WHERE stream = ? ORDER BY position DESC LIMIT 1")
            .param(stream)
            .query(byte[].class)
            .single();
    try {
      @SuppressWarnings("unchecked")
      Map<String, Object> read = LedgerJson.mapper().readValue(json, Map.class);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void send(LedgerRequest request) {
    node.ledger().send(request);
  }

  private static LedgerRequest asked(LedgerCommand command, String actor, String by, String key) {
    return new LedgerRequest(
        command, new Requester(actor, by), new IdempotencyKey(actor, key, command.toString()));
  }
}
