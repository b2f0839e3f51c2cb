package io.griot.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.command.CommandServer;
import io.griot.command.CommandServer.Client;
import io.griot.command.Reply;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpeningWalletsTest {

  private static final String PATH = "/wallets/wallets/";
  private static final String BULK = "/wallets/wallets/bulk/";

  private final CommandServer server = CommandServer.started();
  private final Client admin = server.admin();
  private final String unique = UUID.randomUUID().toString();

  @Test
  void opens_one_wallet_in_each_currency_for_its_owner() {
    Client person = server.person();
    Reply opened = person.post(PATH, "{\"currency\":\"XOF\"}").expect(201);
    assertThat(opened.text("wallet_type")).isEqualTo("user");
    assertThat(opened.text("currency")).isEqualTo("XOF");
    Reply again = person.post(PATH, "{\"currency\":\"XOF\"}").expect(200);
    assertThat(again.id()).isEqualTo(opened.id());
    Reply first = person.post(PATH, "{\"currency\":\"ETB\"}").expect(200);
    assertThat(first.id()).isEqualTo(server.firstWallet(person));
  }

  @Test
  void opens_a_wallet_for_an_enterprise() {
    Reply opened = server.enterprise().post(PATH, "{\"currency\":\"ETB\"}").expect(201);
    assertThat(opened.text("wallet_type")).isEqualTo("enterprise");
    assertThat(opened.json().path("user").isNull()).isTrue();
  }

  @Test
  void opens_a_wallet_without_a_user_for_an_admin() {
    String body = "{\"external_reference\":\"" + unique + "\",\"currency\":\"ETB\"}";
    Reply opened = admin.post(PATH, body).expect(201);
    assertThat(opened.text("external_reference")).isEqualTo(unique);
    assertThat(admin.post(PATH, body).expect(200).id()).isEqualTo(opened.id());
    admin
        .post(PATH, body.replace("ETB", "XOF"))
        .expectProblem(409, "EXTERNAL_REFERENCE_TAKEN", "external_reference");
    server.person().post(PATH, body).expectProblem(403, "ROLE_REQUIRED", "external_reference");
  }

  @Test
  void opens_many_each_with_its_balance() {
    String body =
        """
        [{"external_reference":"a-%1$s","currency":"ETB","opening":10.50,"from":"settlement:paysim"},
         {"external_reference":"b-%1$s","currency":"ETB","opening":0},
         {"external_reference":"c-%1$s","currency":"XOF","opening":"7","from":"settlement:paysim:XOF"},
         {"external_reference":"a-%1$s","currency":"ETB"},
         {"external_reference":"a-%1$s","currency":"XOF"},
         {"external_reference":"d-%1$s","currency":"ETB","opening":1},
         {"external_reference":"e-%1$s","currency":"ETB","opening":1,"from":"settlement:x:XOF"},
         {"external_reference":"f-%1$s","currency":"ETB","opening":1.001,"from":"settlement:x"},
         {"external_reference":"g-%1$s","currency":"ETB","opening":-1,"from":"revenue:fees"},
         {"currency":"nope"}]"""
            .formatted(unique);
    Reply reply = admin.post(BULK, body).expect(200);
    JsonNode results = reply.json().path("results");
    assertThat(results.findValuesAsString("status"))
        .containsExactly(
            "opened",
            "opened",
            "opened",
            "existing",
            "rejected",
            "rejected",
            "rejected",
            "rejected",
            "rejected",
            "rejected");
    assertThat(reply.json().path("opened").asInt()).isEqualTo(3);
    assertThat(reply.json().path("existing").asInt()).isEqualTo(1);
    assertThat(reply.json().path("rejected").asInt()).isEqualTo(6);
    assertThat(results.findValuesAsString("code"))
        .containsExactly(
            "EXTERNAL_REFERENCE_TAKEN",
            "MISSING_FIELD",
            "INVALID_FIELD",
            "AMOUNT_TOO_PRECISE",
            "INVALID_FIELD",
            "INVALID_FIELD");
    assertThat(results.path(3).path("id")).isEqualTo(results.path(0).path("id"));
    assertThat(results.path(8).path("detail").asString()).contains("opening: -1", "from: ");
    assertThat(reply.header("Ledger-Position")).isPresent();
    long events = server.events();
    JsonNode again = admin.post(BULK, body).expect(200).json();
    assertThat(again.path("opened").asInt()).isZero();
    assertThat(again.path("existing").asInt()).isEqualTo(4);
    assertThat(server.events()).isEqualTo(events);
  }

  @Test
  void fills_a_wallet_that_then_can_be_spent_from() {
    UUID wallet =
        UUID.fromString(
            admin
                .post(
                    BULK,
                    """
                    [{"external_reference":"%s","currency":"ETB","opening":100,
                      "from":"settlement:paysim:ETB"}]"""
                        .formatted(unique))
                .expect(200)
                .json()
                .path("results")
                .path(0)
                .path("id")
                .asString());
    String transfer =
        """
        {"transfers":[{"reference":"%s","from_wallet":"%s","to_wallet":"settlement:paysim",
                       "amount":%s}]}""";
    assertThat(
            admin
                .post("/wallets/send/bulk/", transfer.formatted("1" + unique, wallet, "100.01"))
                .json()
                .path("rejected")
                .asInt())
        .isEqualTo(1);
    assertThat(
            admin
                .post("/wallets/send/bulk/", transfer.formatted("2" + unique, wallet, "100"))
                .json()
                .path("accepted")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void refuses_what_is_no_list_of_wallets() {
    admin.post(BULK, "{}").expectProblem(400, "INVALID_FIELD", "body");
    admin.post(BULK, "[]").expectProblem(400, "INVALID_FIELD", "body");
    admin.post(BULK, "[{},null]").expectProblem(400, "INVALID_FIELD", "[1]");
    admin
        .post(
            BULK,
            IntStream.rangeClosed(0, BulkOpening.MOST_WALLETS)
                .mapToObj(index -> "{}")
                .collect(Collectors.joining(",", "[", "]")))
        .expectProblem(400, "INVALID_FIELD", "body");
    server.person().post(BULK, "[{}]").expect(403);
  }

  @Test
  void refuses_a_path_id_that_is_none() {
    admin.post("/wallets/abc/restrict/", "").expectProblem(400, "INVALID_FIELD", "id");
  }
}
