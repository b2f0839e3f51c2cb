package io.griot.command.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.command.CommandServer;
import io.griot.command.CommandServer.Client;
import io.griot.command.Reply;
import io.griot.core.transfer.TransferCommand.ReceiveExternal;
import io.griot.core.transfer.TransferCommand.SendExternal;
import io.griot.identity.person.Role;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SendingMoneyTest {

  private static final String UNKNOWN = "0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3";

  private final CommandServer server = CommandServer.started();

  @Test
  void moves_money_between_wallets_and_echoes() {
    Client from = server.personWith(1000);
    Client to = server.person();
    Reply reply =
        from.post("/wallets/send/p2p/", p2p(wallet(from), wallet(to), "10.50")).expect(201);
    assertThat(reply.body())
        .isEqualTo(
            "{\"from_wallet\":\"%s\",\"to_wallet\":\"%s\",\"amount\":10.50,\"remarks\":\"lunch\","
                    .formatted(wallet(from), wallet(to))
                + "\"id\":\"%s\",\"status\":\"completed\",\"balance\":989.50,\"currency\":\"ETB\"}"
                    .formatted(reply.id()));
    assertThat(reply.header("Ledger-Position")).isPresent();
    assertThat(reply.hit()).isFalse();
  }

  @Test
  void answers_a_repeat_as_the_first_time() {
    Client from = server.personWith(1000);
    String body = p2p(wallet(from), wallet(server.person()), "10.50");
    Reply first = from.post("/wallets/send/p2p/", body, "Idempotency-Key", "a").expect(201);
    long events = server.events();
    Reply again =
        from.post("/wallets/send/p2p", body.replace("10.50", "10.5"), "Idempotency-Key", "a")
            .expect(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.hit()).isTrue();
    assertThat(again.header("Ledger-Position")).isEqualTo(first.header("Ledger-Position"));
    assertThat(server.events()).isEqualTo(events);
    Reply other =
        from.post("/wallets/send/p2p/", body.replace("10.50", "11"), "Idempotency-Key", "a");
    assertThat(other.expect(422).text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void keeps_a_refusal_like_a_success() {
    Client from = server.personWith(10);
    String body = p2p(wallet(from), wallet(server.person()), "11");
    from.post("/wallets/send/p2p/", body, "Idempotency-Key", "r")
        .expectProblem(422, "INSUFFICIENT_AVAILABLE_FUNDS", "amount");
    Reply again = from.post("/wallets/send/p2p/", body, "Idempotency-Key", "r").expect(422);
    assertThat(again.hit()).isTrue();
  }

  @Test
  void takes_the_same_key_of_two_people_for_two_keys() {
    Client to = server.person();
    for (Client from : new Client[] {server.personWith(100), server.personWith(100)}) {
      Reply reply =
          from.post(
                  "/wallets/send/p2p/",
                  p2p(wallet(from), wallet(to), "10"),
                  "Idempotency-Key",
                  "shared")
              .expect(201);
      assertThat(reply.hit()).isFalse();
    }
  }

  @Test
  void hides_a_foreign_wallet_like_an_unknown_one() {
    Client mine = server.personWith(1000);
    Client foreign = server.personWith(1000);
    Reply taken =
        mine.post("/wallets/send/p2p/", p2p(wallet(foreign), wallet(mine), "10"))
            .expectProblem(404, "WALLET_NOT_FOUND", "from_wallet");
    Reply unknown =
        mine.post("/wallets/send/p2p/", p2p(UUID.fromString(UNKNOWN), wallet(mine), "10"))
            .expectProblem(404, "WALLET_NOT_FOUND", "from_wallet");
    assertThat(taken.body()).isEqualTo(unknown.body());
    mine.post("/wallets/send/p2p/", p2p(wallet(mine), UUID.fromString(UNKNOWN), "10"))
        .expectProblem(404, "WALLET_NOT_FOUND", "to_wallet");
  }

  @Test
  void names_the_field_of_each_refusal() {
    Client from = server.personWith(100);
    UUID to = wallet(server.person());
    from.post("/wallets/send/p2p/", p2p(wallet(from), wallet(from), "10"))
        .expectProblem(422, "SAME_ACCOUNT", "to_wallet");
    from.post("/wallets/send/p2p/", p2p(wallet(from), to, "10.123"))
        .expectProblem(400, "AMOUNT_TOO_PRECISE", "amount");
    from.post("/wallets/send/p2p/", p2p(wallet(from), to, "100.01"))
        .expectProblem(422, "INSUFFICIENT_AVAILABLE_FUNDS", "amount");
    from.post("/wallets/send/p2p/", p2p(wallet(from), to, "1000000000000000"))
        .expectProblem(400, "AMOUNT_TOO_LARGE", "amount");
    UUID francs =
        server.person().post("/wallets/wallets/", "{\"currency\":\"XOF\"}").expect(201).id();
    from.post("/wallets/send/p2p/", p2p(wallet(from), francs, "10"))
        .expectProblem(422, "CURRENCY_MISMATCH", "to_wallet");
  }

  @Test
  void moves_nothing_to_or_from_a_restricted_wallet() {
    Client from = server.personWith(100);
    Client to = server.person();
    Client admin = server.admin();
    Reply restricted =
        admin.post("/wallets/" + wallet(to) + "/restrict/", "{\"remarks\":\"fraud\"}").expect(200);
    assertThat(restricted.body())
        .isEqualTo("{\"id\":\"" + wallet(to) + "\",\"is_restricted\":true}");
    from.post("/wallets/send/p2p/", p2p(wallet(from), wallet(to), "10"))
        .expectProblem(422, "WALLET_RESTRICTED", "to_wallet");
    admin.post("/wallets/" + wallet(to) + "/unrestrict/", "").expect(200);
    from.post("/wallets/send/p2p/", p2p(wallet(from), wallet(to), "10")).expect(201);
    admin
        .post("/wallets/" + UNKNOWN + "/restrict/", "")
        .expectProblem(404, "WALLET_NOT_FOUND", "id");
    from.post("/wallets/" + wallet(from) + "/restrict/", "").expect(403);
  }

  @Test
  void sends_from_a_wallet_of_ones_business() {
    Client owner = server.person();
    owner
        .post("/accounts/business/", "{\"name\":\"Buna\",\"contact_email\":\"b@example.com\"}")
        .expect(201);
    UUID business =
        server
            .database()
            .sql(
                """
                SELECT w.wallet_id FROM identity.owned_wallet w
                JOIN identity.business b ON b.id = w.owner_id
                JOIN identity.person p ON p.id = b.owner_id WHERE p.phone_number = :phone
                """)
            .param("phone", owner.phone())
            .query(UUID.class)
            .single();
    Client payer = server.personWith(100);
    payer.post("/wallets/send/p2p/", p2p(wallet(payer), business, "50")).expect(201);
    owner.post("/wallets/send/p2p/", p2p(business, wallet(payer), "50")).expect(201);
    payer
        .post("/wallets/send/p2p/", p2p(business, wallet(payer), "50"))
        .expectProblem(404, "WALLET_NOT_FOUND", "from_wallet");
  }

  @Test
  void sends_money_to_a_banks_settlement_account() {
    Client from = server.personWith(100);
    server.ledger().forget();
    Reply reply =
        from.post("/wallets/send/external/", bank(wallet(from), "  Bank of  Abyssinia ", "10"))
            .expect(201);
    assertThat(reply.text("bank")).isEqualTo("Bank of  Abyssinia");
    assertThat(reply.body()).contains("\"balance\":90.00,");
    SendExternal command = (SendExternal) server.ledger().sent().getLast().command();
    assertThat(command.settlement()).isEqualTo("Bank-of-Abyssinia");
    from.post("/wallets/send/external/", bank(wallet(from), "Bank: of", "10"))
        .expectProblem(400, "INVALID_FIELD", "bank");
    // The settlement accounts of enterprises are named like this.
    from.post("/wallets/send/external/", bank(wallet(from), wallet(from).toString(), "10"))
        .expectProblem(400, "INVALID_FIELD", "bank");
  }

  @Test
  void takes_in_what_an_enterprise_received() {
    Client person = server.person();
    Client enterprise = server.enterprise();
    server.ledger().forget();
    Reply reply =
        enterprise
            .post(
                "/wallets/receive/external/",
                "{\"phone_number\":\"%s\",\"amount\":\"25.50\",\"remarks\":\"salary\"}"
                    .formatted("0" + person.phone().substring(4)))
            .expect(201);
    assertThat(reply.json().propertyNames())
        .containsExactly("amount", "remarks", "details", "id", "status", "currency");
    assertThat(reply.body()).contains("\"amount\":25.50,");
    ReceiveExternal command = (ReceiveExternal) server.ledger().sent().getLast().command();
    assertThat(command.settlement()).isEqualTo(enterprise.phone());
    assertThat(command.walletId().uuid()).isEqualTo(wallet(person));
  }

  @Test
  void pays_into_the_wallet_of_the_currency_named() {
    Client person = server.person();
    UUID francs = person.post("/wallets/wallets/", "{\"currency\":\"XOF\"}").expect(201).id();
    server.ledger().forget();
    String body = "{\"phone_number\":\"%s\",\"amount\":10,\"remarks\":\"x\",\"currency\":\"%s\"}";
    Client enterprise = server.enterprise();
    enterprise
        .post("/wallets/receive/external/", body.formatted(person.phone(), "XOF"))
        .expect(201);
    ReceiveExternal command = (ReceiveExternal) server.ledger().sent().getLast().command();
    assertThat(command.walletId().uuid()).isEqualTo(francs);
    enterprise
        .post("/wallets/receive/external/", body.formatted(person.phone(), "USD"))
        .expectProblem(404, "WALLET_NOT_FOUND", "currency");
    enterprise
        .post("/wallets/receive/external/", body.formatted(server.newPhone(), "ETB"))
        .expectProblem(404, "PERSON_NOT_FOUND", "phone_number");
    person.post("/wallets/receive/external/", body.formatted(person.phone(), "ETB")).expect(403);
    server
        .admin()
        .post("/wallets/receive/external/", body.formatted(person.phone(), "ETB"))
        .expect(403);
  }

  @Test
  void lets_watchers_move_nothing() {
    for (Role role : new Role[] {Role.AUDITOR, Role.RECON}) {
      Client watcher = server.staff(role);
      watcher
          .post("/wallets/send/p2p/", p2p(wallet(watcher), wallet(server.person()), "10"))
          .expect(403);
    }
  }

  @Test
  void says_when_the_ledger_is_away() {
    Client from = server.personWith(100);
    String body = p2p(wallet(from), wallet(server.person()), "10");
    server
        .ledger()
        .whileAway(
            () -> {
              Reply reply = from.post("/wallets/send/p2p/", body).expect(503);
              assertThat(reply.header("Retry-After")).isPresent();
            });
  }

  private UUID wallet(Client person) {
    return server.firstWallet(person);
  }

  private static String p2p(UUID from, UUID to, String amount) {
    return "{\"from_wallet\":\"%s\",\"to_wallet\":\"%s\",\"amount\":%s,\"remarks\":\"lunch\"}"
        .formatted(from, to, amount);
  }

  private static String bank(UUID from, String bank, String amount) {
    return ("{\"from_wallet\":\"%s\",\"bank\":\"%s\",\"account_number\":\"1000\","
            + "\"amount\":%s,\"remarks\":\"rent\"}")
        .formatted(from, bank, amount);
  }
}
