package io.griot.command.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.command.CommandServer;
import io.griot.command.CommandServer.Client;
import io.griot.command.Reply;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.id.Owner;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RegisteringTest {

  private final CommandServer server = CommandServer.started();

  @Test
  void answers_the_person_and_opens_a_wallet() {
    String phone = server.newPhone();
    server.ledger().forget();
    Reply reply =
        server
            .post(
                "/accounts/register/",
                """
                {"first_name":"Almaz","last_name":"Tesfaye","phone_number":"%s",
                 "password":"correct horse"}"""
                    .formatted("0" + phone.substring(4)))
            .expect(201);
    assertThat(reply.json().propertyNames())
        .containsExactly("id", "first_name", "last_name", "phone_number", "date_joined");
    assertThat(reply.text("phone_number")).isEqualTo(phone);
    assertThat(reply.text("date_joined")).endsWith("Z");
    assertThat(reply.header("Ledger-Position")).isPresent();
    assertThat(server.ledger().sent())
        .singleElement()
        .satisfies(
            sent -> {
              OpenWallet open = (OpenWallet) sent.command();
              assertThat(open.owner()).isEqualTo(new Owner.User(reply.id()));
              assertThat(open.currency().getCurrencyCode()).isEqualTo("ETB");
              assertThat(sent.requester().actor()).isEqualTo("user:" + reply.id());
            });
  }

  @Test
  void opens_the_first_wallet_in_the_currency_of_the_phones_country() {
    server.ledger().forget();
    server
        .post(
            "/accounts/register",
            """
            {"phone_number":"+221770000001","password":"correct horse"}""")
        .expect(201);
    assertThat(((OpenWallet) server.ledger().sent().getFirst().command()).currency())
        .hasToString("XOF");
  }

  @Test
  void refuses_a_phone_that_is_taken() {
    Client person = server.person();
    server
        .post(
            "/accounts/register/",
            """
            {"phone_number":"%s","password":"another horse"}"""
                .formatted(person.phone()))
        .expectProblem(409, "PHONE_TAKEN", "phone_number");
  }

  @Test
  void names_a_password_that_is_too_short() {
    String body = "{\"phone_number\":\"" + server.newPhone() + "\",\"password\":\"1234567\"}";
    Reply reply =
        server.post("/accounts/register/", body).expectProblem(400, "INVALID_FIELD", "password");
    assertThat(reply.body()).contains("is 7 characters long; send at least 8");
    server.post("/accounts/register/", body.replace("1234567", "12345678")).expect(201);
  }

  @Test
  void opens_the_wallet_at_login_if_the_ledger_was_away() {
    String phone = server.newPhone();
    String body = "{\"phone_number\":\"" + phone + "\",\"password\":\"correct horse\"}";
    server
        .ledger()
        .whileAway(
            () -> {
              Reply registered = server.post("/accounts/register/", body).expect(201);
              assertThat(registered.header("Ledger-Position")).isEmpty();
              server.post("/accounts/login/", body).expect(200);
            });
    server.ledger().forget();
    server.post("/accounts/login/", body).expect(200);
    assertThat(server.ledger().sent())
        .singleElement()
        .extracting("command")
        .isInstanceOf(OpenWallet.class);
    server.ledger().forget();
    server.post("/accounts/login/", body).expect(200);
    assertThat(server.ledger().sent()).isEmpty();
  }

  @Test
  void opens_the_wallet_at_first_use_if_the_ledger_was_away() {
    String phone = server.newPhone();
    server
        .ledger()
        .whileAway(
            () ->
                server
                    .post(
                        "/accounts/register/",
                        "{\"phone_number\":\"" + phone + "\",\"password\":\"correct horse\"}")
                    .expect(201));
    UUID id =
        server
            .enterprise()
            .post(
                "/wallets/receive/external/",
                "{\"phone_number\":\"" + phone + "\",\"amount\":10,\"remarks\":\"first\"}")
            .expect(201)
            .id();
    assertThat(id.version()).isEqualTo(7);
  }
}
