package io.griot.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.command.CommandServer;
import io.griot.command.CommandServer.Client;
import io.griot.command.Reply;
import io.griot.command.gateway.FakeProvider.Manner;
import io.griot.core.LedgerRequest;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Utility;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PayingByGatewayTest {

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final String PIN = "1001";

  private final CommandServer server = CommandServer.started();
  private final FakeProvider provider = server.bean(FakeProvider.class);
  private final Client integrator = server.integrator();
  private final int number = NUMBERS.incrementAndGet();
  private final String msisdn = "77%07d".formatted(1_000_000 + number);
  private final String bill = "%07d".formatted(5_589_110 + number);
  private Client payer = server.stranger();

  @BeforeEach
  void let_somebody_owe() {
    provider.behaves(Manner.CONFIRM);
    payer = server.payer("+221" + msisdn, 50_000);
    provider.owes(new Payee.SenelecBill("1061103482", bill), "CISSE BABACAR", 18_590, "2017-08-05");
    provider.owes(new Payee.SdeBill("735034654215", bill), "M.SALIOU DIEYE", 2_828, "2017-06-15");
  }

  private String senelec(String montant, String pin) {
    return """
        {"msisdn":"%s","police": "1061103482","numfacture": "%s","montant":%s,"pincode":"%s"}"""
        .formatted(msisdn, bill, montant, pin);
  }

  private Reply paySenelec(String montant, String pin, String... headers) {
    return integrator.post("/senelecfactures/", senelec(montant, pin), headers);
  }

  private static void assertError(Reply reply, String code) {
    reply.expect(400);
    assertThat(reply.body()).isEqualTo("{\"code\":\"400\",\"error\":\"%s\"}".formatted(code));
    assertThat(reply.header("Content-Type")).hasValue("application/json");
  }

  private RequestBillPayment sent() {
    return server.ledger().sent().reversed().stream()
        .map(LedgerRequest::command)
        .filter(RequestBillPayment.class::isInstance)
        .map(RequestBillPayment.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void an_electricity_bill_is_answered_paid_as_the_document_shows() {
    Reply paid = paySenelec("\"18590\"", PIN).expect(200);
    assertThat(paid.body())
        .isEqualTo(
            """
            {"PAYMENT_TRANSACTION_NUMBER":"55354a218","police":"1061103482","numfacture":"%s",\
            "client":"CISSE BABACAR","montant":"18590","dateecheance":"2017-08-05",\
            "statuspayment":true}"""
                .formatted(bill));
    assertThat(paid.header("Ledger-Position")).isPresent();
    assertThat(sent().walletId().uuid()).isEqualTo(server.firstWallet(payer));
  }

  @Test
  void a_water_bill_is_answered_paid_as_the_document_shows() {
    Reply paid =
        integrator
            .post(
                "/sde",
                """
                { "reference_client":"735034654215", "reference_facture":"%s",
                  "montant":"2828",  "pincode":"1001", "msisdn":"%s"}"""
                    .formatted(bill, msisdn))
            .expect(200);
    assertThat(paid.body())
        .isEqualTo(
            """
            {"PAYMENT_TRANSACTION_NUMBER":"55354a218","reference_client":"735034654215",\
            "reference_facture":"%s","nom":"M.SALIOU","prenom":"DIEYE","montant":"2828",\
            "date_echeance":"15/06/2017","statuspayment":true}"""
                .formatted(bill));
  }

  @Test
  void units_come_with_what_the_customer_types_into_the_meter() {
    Reply bought =
        integrator
            .post(
                "/achatwoyofal/",
                """
                { "msisdn":"%s", "compteur":"58469823", "amount":"1000","pincode": "1001" }"""
                    .formatted(msisdn))
            .expect(200);
    assertThat(bought.body())
        .isEqualTo(
            """
            {"PAYMENT_TRANSACTION_NUMBER":"55354a218","compteur":"58469823","montant":"1000",\
            "statuspayment":true,"token":"1234-5678-9012","kwh":"8.3"}""");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"18590\"", "18590", "\"\\t18590\"", "\" 18590.00 \"", "18590.0"})
  void an_amount_may_be_a_string_or_a_number_with_blanks_around_it(String montant) {
    assertThat(paySenelec(montant, PIN).expect(200).text("montant")).isEqualTo("18590");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"%s\"", "%s", "\"221%s\"", "\"+221%s\"", "221%s"})
  void the_payer_may_be_written_with_or_without_a_country_code(String form) {
    String body = senelec("18590", PIN).replace("\"" + msisdn + "\"", form.formatted(msisdn));
    integrator.post("/senelecfactures/", body).expect(200);
  }

  @Test
  void a_lost_number_is_replaced_by_the_payments_own() {
    provider.behaves(Manner.CONFIRM_WITHOUT_NUMBER);
    Reply paid = paySenelec("18590", PIN).expect(200);
    assertThat(paid.text("PAYMENT_TRANSACTION_NUMBER"))
        .isEqualTo(sent().paymentId().uuid().toString());
    assertThat(paid.json().path("statuspayment").asBoolean()).isTrue();
  }

  @Test
  void a_paid_bill_is_not_paid_again() {
    paySenelec("18590", PIN).expect(200);
    assertError(paySenelec("18590", PIN), "BILL_ALREADY_PAID");
  }

  @Test
  void the_ledgers_refusals_have_the_documents_names() {
    assertError(paySenelec("18589", PIN), "AMOUNT_MISMATCH");
    assertError(paySenelec("18590.5", PIN), "AMOUNT_TOO_PRECISE");
    assertError(
        integrator.post("/senelecfactures/", senelec("18590", PIN).replace(bill, "no-such-bill")),
        "BILL_NOT_FOUND");
    assertError(
        integrator.post(
            "/achatwoyofal/",
            """
            {"msisdn":"%s","compteur":"58469823","amount":"50001","pincode":"1001"}"""
                .formatted(msisdn)),
        "INSUFFICIENT_BALANCE");
  }

  @Test
  void a_payer_without_a_wallet_of_the_utilitys_currency_is_told_so() {
    String ethiopian = server.newPhone();
    server.payer(ethiopian, 100_000);
    assertError(
        integrator.post("/senelecfactures/", senelec("18590", PIN).replace(msisdn, ethiopian)),
        "WALLET_NOT_FOUND");
  }

  @Test
  void a_payment_that_the_provider_refuses_is_given_back() {
    provider.behaves(Manner.REFUSE);
    Reply refused = paySenelec("18590", PIN, "Idempotency-Key", "refused " + number);
    assertError(refused, "PAYMENT_REFUSED");
    assertThat(refused.header("Ledger-Position")).isPresent();
    Reply again = paySenelec("18590", PIN, "Idempotency-Key", "refused " + number);
    assertError(again, "PAYMENT_REFUSED");
    assertThat(again.hit()).isTrue();
    provider.behaves(Manner.CONFIRM);
    paySenelec("18590", PIN).expect(200);
  }

  @Test
  void an_unknown_outcome_is_202_with_the_payments_id_and_a_repeat_asks_for_it_again() {
    provider.behaves(Manner.KEEP_SILENT);
    String key = "silent " + number;
    Reply unknown = paySenelec("18590", PIN, "Idempotency-Key", key).expect(202);
    assertThat(unknown.json().path("PAYMENT_TRANSACTION_NUMBER").isNull()).isTrue();
    assertThat(unknown.json().path("statuspayment").asBoolean(true)).isFalse();
    assertThat(unknown.text("client")).isEqualTo("CISSE BABACAR");
    UUID id = unknown.id();
    assertThat(id).isEqualTo(sent().paymentId().uuid());
    provider.resolve(sent().paymentId());
    Reply known = paySenelec("18590", PIN, "Idempotency-Key", key).expect(200);
    assertThat(known.hit()).isTrue();
    assertThat(known.text("PAYMENT_TRANSACTION_NUMBER")).isEqualTo("55354a218");
    assertThat(known.json().has("id")).isFalse();
  }

  @Test
  void a_repeat_pays_nothing_and_needs_no_provider_but_the_pin() {
    String key = "twice " + number;
    Reply first = paySenelec("18590", PIN, "Idempotency-Key", key).expect(200);
    assertThat(first.hit()).isFalse();
    provider.whileDown(
        Utility.SENELEC,
        () -> {
          Reply again = paySenelec("18590", PIN, "Idempotency-Key", key).expect(200);
          assertThat(again.hit()).isTrue();
          assertThat(again.text("PAYMENT_TRANSACTION_NUMBER")).isEqualTo("55354a218");
          assertThat(again.text("montant")).isEqualTo("18590");
        });
    assertError(paySenelec("18590", "1002", "Idempotency-Key", key), "INVALID_PINCODE");
    paySenelec("18591", PIN, "Idempotency-Key", key).expect(422);
  }

  @Test
  void a_provider_that_does_not_answer_is_no_refusal_and_moves_nothing() {
    long events = server.events();
    provider.whileDown(
        Utility.SENELEC,
        () -> {
          Reply down = paySenelec("18590", PIN).expect(503);
          assertThat(down.body())
              .isEqualTo("{\"detail\":\"SENELEC has not answered for a while.\"}");
          assertThat(down.header("Retry-After")).isPresent();
        });
    assertThat(server.events()).isEqualTo(events);
  }

  @Test
  void a_wrong_pin_and_an_unknown_phone_are_answered_alike_before_anybody_is_asked() {
    String bare = server.person().phone();
    int asked = provider.inquiries();
    long events = server.events();
    Reply wrong = paySenelec("18590", "1002");
    Reply unknown =
        integrator.post("/senelecfactures/", senelec("18590", PIN).replace(msisdn, "779999999"));
    Reply withoutPin =
        integrator.post("/senelecfactures/", senelec("18590", PIN).replace(msisdn, bare));
    for (Reply reply : List.of(wrong, unknown, withoutPin)) {
      assertError(reply, "INVALID_PINCODE");
    }
    assertThat(names(wrong)).isEqualTo(names(unknown)).isEqualTo(names(withoutPin));
    assertThat(provider.inquiries()).isEqualTo(asked);
    assertThat(server.events()).isEqualTo(events);
  }

  @Test
  void five_wrong_pins_lock_the_right_one_for_a_phone_known_or_not() {
    for (String phone : List.of(msisdn, "7788%05d".formatted(number))) {
      List<Reply> replies = new ArrayList<>();
      for (int attempt = 0; attempt < 5; attempt++) {
        replies.add(
            integrator.post("/senelecfactures/", senelec("18590", "0000").replace(msisdn, phone)));
      }
      assertThat(replies)
          .allSatisfy(reply -> assertThat(reply.header("Retry-After")).isEmpty())
          .allSatisfy(reply -> assertError(reply, "INVALID_PINCODE"));
      Reply locked =
          integrator.post("/senelecfactures/", senelec("18590", PIN).replace(msisdn, phone));
      assertError(locked, "INVALID_PINCODE");
      assertThat(locked.header("Retry-After")).isPresent();
    }
    int asked = provider.inquiries();
    assertError(paySenelec("18590", PIN), "INVALID_PINCODE");
    assertThat(provider.inquiries()).isEqualTo(asked);
  }

  @Test
  void the_pin_is_neither_in_the_log_nor_in_what_is_kept_of_the_request() {
    String pin = "824193";
    payer
        .post(
            "/accounts/pin/",
            """
            {"pin":"%s","password":"%s"}"""
                .formatted(pin, CommandServer.PASSWORD))
        .expect(200);
    String key = "canary " + number;
    paySenelec("18590", pin, "Idempotency-Key", key).expect(200);
    String fingerprint =
        server.ledger().sent().reversed().stream()
            .filter(request -> request.command() instanceof RequestBillPayment)
            .map(LedgerRequest::key)
            .map(String::valueOf)
            .findFirst()
            .orElseThrow();
    assertThat(server.ledger().sent().toString()).doesNotContain("pincode", pin);
    // Of a hash over the PIN too, the PIN could be found by trying.
    payer
        .post(
            "/accounts/pin/",
            """
            {"pin":"1357","password":"%s"}"""
                .formatted(CommandServer.PASSWORD))
        .expect(200);
    assertThat(paySenelec("18590", "1357", "Idempotency-Key", key).expect(200).hit()).isTrue();
    assertThat(fingerprint).contains(key);
    long found =
        server
            .database()
            .sql(
                """
                SELECT count(*) FROM ledger.event
                 WHERE position(:pin IN convert_from(payload, 'UTF8')) > 0
                    OR position(:pin IN convert_from(metadata, 'UTF8')) > 0\
                """)
            .param("pin", pin)
            .query(Long.class)
            .single();
    assertThat(found).isZero();
  }

  @Test
  void the_log_names_the_integrators_enterprise_and_that_the_pin_was_given() {
    paySenelec("18590", PIN).expect(200);
    assertThat(
            server.ledger().sent().reversed().stream()
                .filter(request -> request.command() instanceof RequestBillPayment)
                .map(LedgerRequest::requester)
                .findFirst())
        .hasValueSatisfying(
            requester -> {
              assertThat(requester.actor()).startsWith("enterprise:");
              assertThat(requester.authenticatedBy()).isEqualTo("token+pin");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "/senelecfactures/,msisdn police numfacture montant pincode",
    "/sde/,msisdn reference_client reference_facture montant pincode",
    "/achatwoyofal/,msisdn compteur amount pincode",
    "/airtime/,msisdn receveurmsisdn amount reseau"
  })
  void what_is_missing_or_wrong_is_named(String path, String fields) {
    List<String> names = List.of(fields.split(" "));
    Reply empty = integrator.post(path, "{}").expect(400);
    assertThat(empty.text("code")).isEqualTo("400");
    assertThat(empty.text("error")).isEqualTo("MISSING_FIELD");
    assertThat(empty.json().path("errors").findValuesAsString("field")).isEqualTo(names);
    String wrong =
        names.stream()
            .map(name -> "\"%s\":[]".formatted(name))
            .collect(Collectors.joining(",", "{", "}"));
    Reply reply = integrator.post(path, wrong).expect(400);
    assertThat(reply.text("error")).isEqualTo("INVALID_FIELD");
    assertThat(reply.json().path("errors").findValuesAsString("field")).isEqualTo(names);
  }

  @Test
  void airtime_is_bought_only_from_who_granted_it_and_up_to_the_cap_in_sum() {
    Granting granting = new Granting(server);
    assertError(granting.airtime(msisdn, "500"), "GRANT_NOT_FOUND");
    assertError(granting.airtime("779999998", "500"), "GRANT_NOT_FOUND");
    UUID grant = granting.asked(msisdn, 1200);
    provider.granted(granting.person(payer), new GrantId(grant));
    assertError(granting.airtime(msisdn, "500"), "GRANT_NOT_APPROVED");
    granting.answered(payer, grant, "approved");
    assertThat(granting.airtime(msisdn, "500").expect(200).body())
        .isEqualTo(
            """
            {"PAYMENT_TRANSACTION_NUMBER":"55354a218","receveurmsisdn":"771234567",\
            "montant":"500","statuspayment":true}""");
    granting.airtime(msisdn, "700").expect(200);
    assertError(granting.airtime(msisdn, "1"), "GRANT_EXHAUSTED");
    granting.answered(payer, grant, "suspended");
    assertError(granting.airtime(msisdn, "1"), "GRANT_NOT_APPROVED");
  }

  @Test
  void another_integrator_has_nothing_of_a_grant() {
    Granting granting = new Granting(server);
    UUID grant = granting.asked(msisdn, 1000);
    granting.answered(payer, grant, "approved");
    provider.granted(granting.person(payer), new GrantId(grant));
    assertError(new Granting(server).airtime(msisdn, "500"), "GRANT_NOT_FOUND");
    granting.airtime(msisdn, "500").expect(200);
  }

  @Test
  void airtime_is_for_the_networks_of_the_document_in_whatever_case() {
    Granting granting = new Granting(server);
    UUID grant = granting.asked(msisdn, 1000);
    granting.answered(payer, grant, "approved");
    provider.granted(granting.person(payer), new GrantId(grant));
    for (String network : List.of("ORANGE", "tigo", " Expresso ")) {
      granting.airtime(msisdn, "100", network).expect(200);
    }
    Reply other = granting.airtime(msisdn, "100", "MTN").expect(400);
    assertThat(other.json().path("errors").findValuesAsString("field")).containsExactly("reseau");
  }

  @Test
  void two_requests_at_once_for_one_bill_pay_it_once() throws Exception {
    List<Object> statuses = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var replies =
          IntStream.range(0, 4)
              .mapToObj(_ -> threads.submit(() -> paySenelec("18590", PIN)))
              .toList();
      for (var reply : replies) {
        statuses.add(reply.get().status());
      }
    }
    assertThat(statuses.stream().filter(status -> status.equals(200))).hasSize(1);
    assertThat(statuses.stream().filter(status -> status.equals(400))).hasSize(3);
  }

  private static List<String> names(Reply reply) {
    return reply.response().headers().map().keySet().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  /** An integrator that asks people for grants by an access key of its enterprise. */
  private static final class Granting {

    private final CommandServer server;
    private final Client key;
    private final Client token;

    Granting(CommandServer server) {
      this.server = server;
      String username = "granted" + NUMBERS.incrementAndGet();
      Client admin = server.admin();
      String enterprise =
          admin
              .post(
                  "/gateway/integrators/",
                  """
                  {"name":"Kiosk","username":"%s","password":"%s"}"""
                      .formatted(username, CommandServer.PASSWORD))
              .expect(201)
              .text("enterprise");
      Reply issued =
          admin
              .post("/apis/enterprises/access-grants/", "{\"enterprise\":\"" + enterprise + "\"}")
              .expect(201);
      key =
          new Client(
              server,
              List.of(
                  "X-Access-Id", issued.text("access_id"),
                  "X-Access-Secret", issued.text("access_secret")),
              enterprise);
      token =
          new Client(
              server,
              List.of(
                  "Authorization",
                  "Token "
                      + server
                          .post(
                              "/token/",
                              """
                              {"username":"%s","password":"%s"}"""
                                  .formatted(username, CommandServer.PASSWORD))
                          .expect(200)
                          .text("token")),
              enterprise);
    }

    UUID asked(String msisdn, int most) {
      return key.post(
              "/apis/enterprises/enterprises-grants/",
              """
              {"phone_number":"+221%s","max_amount":%d,"enterprise":"%s"}"""
                  .formatted(msisdn, most, key.phone()))
          .expect(201)
          .id();
    }

    void answered(Client person, UUID grant, String status) {
      person
          .send(
              "PATCH",
              "/apis/enterprises/users-grants/" + grant + "/",
              "{\"grant_status\":\"" + status + "\"}")
          .expect(200);
    }

    Reply airtime(String msisdn, String amount) {
      return airtime(msisdn, amount, "ORANGE");
    }

    Reply airtime(String msisdn, String amount, String network) {
      return token.post(
          "/airtime/",
          """
          {"msisdn": "%s","receveurmsisdn": "771234567","amount": "%s","reseau": "%s"}"""
              .formatted(msisdn, amount, network));
    }

    Owner person(Client payer) {
      return new Owner.User(
          server
              .database()
              .sql("SELECT id FROM identity.person WHERE phone_number = :phone")
              .param("phone", payer.phone())
              .query(UUID.class)
              .single());
    }
  }
}
