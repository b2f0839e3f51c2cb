package io.griot.command.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.command.CommandServer;
import io.griot.command.CommandServer.Client;
import io.griot.command.Reply;
import io.griot.core.journal.EntryKind;
import io.griot.core.transfer.TransferCommand.Transfer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SendingInBulkTest {

  private static final String PATH = "/wallets/send/bulk/";
  private static final int ITEMS = 50;

  private final CommandServer server = CommandServer.started();
  private final Client from = server.personWith(1000);
  private final UUID mine = server.firstWallet(from);
  private final UUID other = server.firstWallet(server.person());

  @Test
  void answers_each_transfer_in_the_order_sent() {
    Reply reply =
        from.post(
                PATH,
                each(
                    item("a", "1"),
                    item("b", "5000"),
                    item("c", "-5"),
                    foreign("d"),
                    item("e", "1.001"),
                    "{\"amount\":true}",
                    item("f", "2")))
            .expect(200);
    assertThat(reply.json().path("accepted").asInt()).isEqualTo(2);
    assertThat(reply.json().path("rejected").asInt()).isEqualTo(5);
    JsonNode results = reply.json().path("results");
    assertThat(results.findValuesAsString("status"))
        .containsExactly(
            "completed", "rejected", "rejected", "rejected", "rejected", "rejected", "completed");
    assertThat(results.findValuesAsString("code"))
        .containsExactly(
            "INSUFFICIENT_AVAILABLE_FUNDS",
            "AMOUNT_NOT_POSITIVE",
            "WALLET_NOT_FOUND",
            "AMOUNT_TOO_PRECISE",
            "INVALID_FIELD");
    assertThat(results.path(2).path("detail").asString())
        .isEqualTo("amount: -5 is not positive; send an amount above zero.");
    assertThat(results.path(5).path("detail").asString())
        .contains("reference: is missing", "amount");
    assertThat(results.path(5).path("reference").isNull()).isTrue();
    assertThat(results.path(0).path("id").asString()).hasSize(36);
    assertThat(results.path(0).has("hit")).isFalse();
    assertThat(reply.header("Ledger-Position")).isPresent();
  }

  @Test
  void makes_a_reference_once() {
    from.post(PATH, each(item("once", "1"), item("poor", "5000"))).expect(200);
    long events = server.events();
    Reply again = from.post(PATH, each(item("once", "1.00"), item("poor", "5000"))).expect(200);
    JsonNode results = again.json().path("results");
    assertThat(results.path(0).path("hit").asBoolean()).isTrue();
    assertThat(results.path(0).path("status").asString()).isEqualTo("completed");
    assertThat(results.path(1).path("hit").asBoolean()).isTrue();
    assertThat(server.events()).isEqualTo(events);
    JsonNode reused = from.post(PATH, each(item("once", "2"))).expect(200).json().path("results");
    assertThat(reused.path(0).path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void treats_a_reference_sent_twice_at_once_as_a_repeat() {
    JsonNode results =
        from.post(PATH, each(item("twin", "1"), item("twin", "1"), item("twin", "2")))
            .expect(200)
            .json()
            .path("results");
    assertThat(results.path(0).path("id")).isEqualTo(results.path(1).path("id"));
    assertThat(results.path(0).has("hit")).isFalse();
    assertThat(results.path(1).path("hit").asBoolean()).isTrue();
    assertThat(results.path(2).path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void answers_a_repeated_request_as_the_first_time() {
    from.post(PATH, each(item("before", "1"))).expect(200);
    String body = each(item("before", "1"), item("new", "1"), item("bad", "0"));
    Reply first = from.post(PATH, body, "Idempotency-Key", "whole").expect(200);
    assertThat(first.json().path("results").path(0).path("hit").asBoolean()).isTrue();
    assertThat(first.json().path("results").path(1).has("hit")).isFalse();
    assertThat(first.hit()).isFalse();
    Reply again = from.post(PATH, body, "Idempotency-Key", "whole").expect(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.hit()).isTrue();
    Reply another = from.post(PATH, each(item("z", "1")), "Idempotency-Key", "whole");
    assertThat(another.expect(422).text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void moves_nothing_for_another_request_under_a_key_in_use(boolean allOrNone) {
    for (int round = 0; round < 5; round++) {
      String key = "shared-%s-%d".formatted(allOrNone, round);
      long events = server.events();
      List<Integer> statuses =
          Stream.of("left", "right")
              .map(side -> items(key + side))
              .map(items -> allOrNone ? atomic(items) : each(items))
              .map(
                  body ->
                      CompletableFuture.supplyAsync(
                          () -> from.post(PATH, body, "Idempotency-Key", key).status()))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(statuses).containsExactlyInAnyOrder(allOrNone ? 201 : 200, 422);
      assertThat(server.events() - events).isEqualTo(3 * ITEMS);
    }
  }

  @Test
  void makes_all_or_none() {
    Reply made = from.post(PATH, atomic(item("x", "1"), item("y", "2"))).expect(201);
    assertThat(made.json().path("accepted").asInt()).isEqualTo(2);
    long events = server.events();
    Reply refused =
        from.post(PATH, atomic(item("p", "1"), item("q", "5000")))
            .expectProblem(422, "INSUFFICIENT_AVAILABLE_FUNDS", "transfers[1].amount");
    assertThat(refused.json().path("index").asInt()).isEqualTo(1);
    Reply malformed =
        from.post(PATH, atomic(item("p", "1"), item("q", "-1"), "{}"))
            .expectProblem(400, "INVALID_FIELD", "transfers[1].amount");
    assertThat(malformed.json().path("index").asInt()).isEqualTo(1);
    assertThat(malformed.body()).contains("transfers[2].reference");
    assertThat(server.events()).isEqualTo(events);
    from.post(PATH, each(item("p", "1"))).expect(200);
    assertThat(server.events()).isGreaterThan(events);
  }

  @Test
  void answers_a_repeated_request_of_all_or_none_as_the_first_time() {
    String good = atomic(item("g1", "1"), item("g2", "1"));
    Reply first = from.post(PATH, good, "Idempotency-Key", "good").expect(201);
    Reply again = from.post(PATH, good, "Idempotency-Key", "good").expect(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.hit()).isTrue();
    String bad = atomic(item("b1", "1"), item("b2", "5000"));
    Reply refused = from.post(PATH, bad, "Idempotency-Key", "bad").expect(422);
    Reply still = from.post(PATH, bad, "Idempotency-Key", "bad").expect(422);
    assertThat(still.body()).isEqualTo(refused.body());
    assertThat(still.hit()).isTrue();
  }

  @Test
  void refuses_a_request_that_is_no_list_of_transfers() {
    from.post(PATH, "{}").expectProblem(400, "MISSING_FIELD", "transfers");
    from.post(PATH, "{\"transfers\":{}}").expectProblem(400, "INVALID_FIELD", "transfers");
    from.post(PATH, "{\"transfers\":[]}").expectProblem(400, "INVALID_FIELD", "transfers");
    from.post(PATH, "{\"transfers\":[{},5]}").expectProblem(400, "INVALID_FIELD", "transfers[1]");
    from.post(PATH, "{\"atomic\":\"true\",\"transfers\":[{}]}")
        .expectProblem(400, "INVALID_FIELD", "atomic");
    String tooMany =
        IntStream.rangeClosed(0, BulkTransfers.MOST_TRANSFERS)
            .mapToObj(index -> "{}")
            .collect(Collectors.joining(",", "{\"transfers\":[", "]}"));
    from.post(PATH, tooMany).expectProblem(400, "INVALID_FIELD", "transfers");
  }

  @Test
  void keeps_what_is_for_admins_from_others() {
    String settlement = item("s", "1").replace(mine.toString(), "settlement:paysim:ETB");
    String dated = item("t", "1").replace("}", ",\"effective_at\":\"2026-01-01\"}");
    String kind = item("u", "1").replace("}", ",\"kind\":\"adjustment\"}");
    long events = server.events();
    from.post(PATH, each(item("ok", "1"), settlement))
        .expectProblem(403, "ROLE_REQUIRED", "transfers[1].from_wallet");
    from.post(PATH, each(dated)).expectProblem(403, "ROLE_REQUIRED", "transfers[0].effective_at");
    from.post(PATH, each(kind)).expectProblem(403, "ROLE_REQUIRED", "transfers[0].kind");
    assertThat(server.events()).isEqualTo(events);
  }

  @Test
  void lets_an_admin_move_between_any_accounts() {
    Client admin = server.admin();
    server.ledger().forget();
    JsonNode results =
        admin
            .post(
                PATH,
                each(
                    item("1", "1").replace(mine.toString(), "settlement:paysim:ETB"),
                    item("2", "1").replace(other.toString(), "settlement:paysim"),
                    item("3", "1")
                        .replace("}", ",\"kind\":\"adjustment\",\"effective_at\":\"2026-01-01\"}"),
                    item("4", "1").replace("}", ",\"effective_at\":\"2100-01-01\"}"),
                    item("5", "1").replace("}", ",\"kind\":\"gift\"}"),
                    item("6", "1").replace("}", ",\"currency\":\"XOF\"}"),
                    item("7", "1").replace(mine.toString(), "treasury:x")))
            .expect(200)
            .json()
            .path("results");
    assertThat(results.findValuesAsString("status").subList(0, 3)).containsOnly("completed");
    assertThat(results.findValuesAsString("code"))
        .containsExactly(
            "EFFECTIVE_AT_IN_FUTURE", "INVALID_FIELD", "CURRENCY_MISMATCH", "INVALID_FIELD");
    Transfer adjustment = (Transfer) server.ledger().sent().get(2).command();
    assertThat(adjustment.kind()).isEqualTo(EntryKind.ADJUSTMENT);
    assertThat(adjustment.effectiveAt()).hasToString("2025-12-31T21:00:00Z");
  }

  @Test
  void takes_five_thousand_transfers_at_once() {
    String[] items =
        IntStream.range(0, BulkTransfers.MOST_TRANSFERS)
            .mapToObj(index -> item("n" + index, index % 2 == 0 ? "0.01" : "-1"))
            .toArray(String[]::new);
    Reply reply = from.post(PATH, each(items)).expect(200);
    assertThat(reply.json().path("accepted").asInt()).isEqualTo(2500);
    assertThat(reply.json().path("results").size()).isEqualTo(5000);
  }

  private String[] items(String name) {
    return IntStream.range(0, ITEMS)
        .mapToObj(index -> item(name + index, "0.01"))
        .toArray(String[]::new);
  }

  private String item(String reference, String amount) {
    return "{\"reference\":\"%s\",\"from_wallet\":\"%s\",\"to_wallet\":\"%s\",\"amount\":%s}"
        .formatted(reference, mine, other, amount);
  }

  private String foreign(String reference) {
    return "{\"reference\":\"%s\",\"from_wallet\":\"%s\",\"to_wallet\":\"%s\",\"amount\":1}"
        .formatted(reference, other, mine);
  }

  private static String each(String... items) {
    return "{\"transfers\":[" + String.join(",", items) + "]}";
  }

  private static String atomic(String... items) {
    return "{\"atomic\":true,\"transfers\":[" + String.join(",", items) + "]}";
  }
}
