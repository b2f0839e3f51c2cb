package io.griot.command.bill;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.command.CommandServer;
import io.griot.command.CommandServer.Client;
import io.griot.command.FakeProviders;
import io.griot.command.Reply;
import io.griot.core.LedgerCommand;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.money.Money;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Utility;
import java.util.Currency;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayingBillsTest {

  private static final AtomicInteger BILLS = new AtomicInteger(5_000_000);
  private static final Currency XOF = Currency.getInstance("XOF");
  private static final Currency CDF = Currency.getInstance("CDF");

  private final CommandServer server = CommandServer.started();
  private final FakeProviders providers = server.bean(FakeProviders.class);

  /** A bill of SENELEC over so much. */
  private String senelec(long amount) {
    Payee.SenelecBill payee =
        new Payee.SenelecBill("1061103482", Integer.toString(BILLS.incrementAndGet()));
    owe(payee, new Money(amount, XOF), false, false);
    return payee.toString();
  }

  private void owe(Payee payee, Money due, boolean paid, boolean partPayments) {
    providers.know(
        new OwedBill(
            payee,
            "CISSE BABACAR",
            due,
            due,
            Money.zero(due.currency()),
            null,
            null,
            paid,
            partPayments));
  }

  private record Payer(Client client, UUID wallet) {

    Reply pay(String number, String amount, String... headers) {
      return client.post("/bills/pay-bills/", bill(number, amount), headers);
    }
  }

  private static String bill(String number, String amount) {
    return "{\"number\":\"%s\",\"amount\":%s}".formatted(number, amount);
  }

  /** Somebody with so much in a currency that is not that of their first wallet. */
  private Payer payer(Currency currency, int amount) {
    Client client = server.person();
    UUID wallet =
        client.post("/wallets/wallets/", "{\"currency\":\"%s\"}".formatted(currency)).id();
    server
        .enterprise()
        .post(
            "/wallets/receive/external/",
            """
            {"phone_number":"%s","amount":%d,"remarks":"salary","currency":"%s"}"""
                .formatted(client.phone(), amount, currency))
        .expect(201);
    return new Payer(client, wallet);
  }

  @Test
  void takes_the_money_and_answers_that_it_is_on_its_way() {
    Payer payer = payer(XOF, 20_000);
    String number = senelec(18_590);
    Reply reply = payer.pay(number, "18590").expect(202);
    assertThat(reply.body())
        .isEqualTo(
            """
            {"detail":"18590 XOF are on their way to %s.","id":"%s","status":"funded",\
            "number":"%s","amount":18590,"currency":"XOF","from_wallet":"%s",\
            "provider_reference":null}"""
                .formatted(number, reply.id(), number, payer.wallet()));
    assertThat(reply.header("Ledger-Position")).isPresent();
    payer.pay(number, "18590").expectProblem(409, "BILL_IN_FLIGHT", "number");
  }

  @Test
  void answers_a_repeat_as_the_first_time_without_asking_the_provider() {
    Payer payer = payer(XOF, 20_000);
    String number = senelec(10_000);
    Reply first = payer.pay(number, "10000", "Idempotency-Key", "b").expect(202);
    owe(Payee.parse(number), new Money(0, XOF), true, false);
    int inquiries = providers.inquiries();
    long events = server.events();

    providers.whileBroken(
        Utility.SENELEC,
        () -> {
          Reply again = payer.pay(number, "10000.0", "Idempotency-Key", "b").expect(202);
          assertThat(again.body()).isEqualTo(first.body());
          assertThat(again.hit()).isTrue();
          assertThat(again.header("Ledger-Position")).isEqualTo(first.header("Ledger-Position"));
          assertThat(payer.pay(number, "9000", "Idempotency-Key", "b").expect(422).text("code"))
              .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        });
    assertThat(providers.inquiries()).isEqualTo(inquiries);
    assertThat(server.events()).isEqualTo(events);
  }

  @Test
  void keeps_a_refusal_under_its_key() {
    Payer payer = payer(XOF, 20_000);
    String number = senelec(10_000);
    payer
        .pay(number, "9999", "Idempotency-Key", "m")
        .expectProblem(422, "AMOUNT_MISMATCH", "amount");
    Reply again =
        payer
            .pay(number, "9999", "Idempotency-Key", "m")
            .expectProblem(422, "AMOUNT_MISMATCH", "amount");
    assertThat(again.hit()).isTrue();
  }

  @Test
  void moves_nothing_while_the_provider_is_away_and_keeps_nothing_under_the_key() {
    Payer payer = payer(XOF, 20_000);
    String number = senelec(10_000);
    long events = server.events();
    Runnable refused =
        () -> {
          Reply reply = payer.pay(number, "10000", "Idempotency-Key", "u").expect(503);
          assertThat(reply.text("code")).isEqualTo("PROVIDER_UNAVAILABLE");
          assertThat(reply.text("utility")).isEqualTo("SENELEC");
          assertThat(reply.header("Retry-After")).hasValue("30");
          assertThat(reply.hit()).isFalse();
        };
    int inquiries = providers.inquiries();
    providers.whileBroken(Utility.SENELEC, refused);
    assertThat(providers.inquiries()).as("behind an open breaker").isEqualTo(inquiries);
    providers.whileSilent(Utility.SENELEC, refused);
    assertThat(server.events()).isEqualTo(events);
    assertThat(payer.pay(number, "10000", "Idempotency-Key", "u").expect(202).hit()).isFalse();
  }

  @Test
  void refuses_what_is_not_to_be_paid() {
    Payer payer = payer(XOF, 20_000);
    payer.pay("SENELEC/1061103482/1", "10").expectProblem(404, "BILL_NOT_FOUND", "number");
    Payee paid = Payee.parse(senelec(10));
    owe(paid, new Money(10, XOF), true, false);
    payer.pay(paid.toString(), "10").expectProblem(409, "BILL_ALREADY_PAID", "number");
    payer
        .pay(senelec(30_000), "30000")
        .expectProblem(422, "INSUFFICIENT_AVAILABLE_FUNDS", "amount");
    payer.pay(senelec(10), "10.5").expectProblem(400, "AMOUNT_TOO_PRECISE", "amount");
  }

  @Test
  void takes_a_part_of_a_bill_where_the_utility_does() {
    Payer payer = payer(CDF, 20_000);
    Payee bill = new Payee.RegidesoBill("KIN", "83262", Integer.toString(BILLS.incrementAndGet()));
    owe(bill, new Money(17_865_57, CDF), false, true);
    payer.pay(bill.toString(), "17865.58").expectProblem(422, "AMOUNT_ABOVE_BILL", "amount");
    Reply reply = payer.pay(bill.toString(), "100.50").expect(202);
    assertThat(reply.text("currency")).isEqualTo("CDF");
    assertThat(reply.body()).contains("\"amount\":100.50,");
  }

  @Test
  void pays_from_the_wallet_that_is_named_and_the_callers_own_alone() {
    Payer payer = payer(XOF, 20_000);
    Payer other = payer(XOF, 20_000);
    String number = senelec(10_000);
    String body =
        "{\"number\":\"%s\",\"amount\":10000,\"from_wallet\":\"%s\"}"
            .formatted(number, payer.wallet());
    int inquiries = providers.inquiries();
    other
        .client()
        .post("/bills/pay-bills/", body)
        .expectProblem(404, "WALLET_NOT_FOUND", "from_wallet");
    assertThat(providers.inquiries()).isEqualTo(inquiries);
    payer.client().post("/bills/pay-bills/", body).expect(202);
    String inBirr =
        body.replace(payer.wallet().toString(), server.firstWallet(payer.client()).toString());
    payer
        .client()
        .post("/bills/pay-bills/", inBirr.replace(number, senelec(10_000)))
        .expectProblem(422, "CURRENCY_MISMATCH", "from_wallet");
    server
        .person()
        .post("/bills/pay-bills/", bill(number, "10000"))
        .expectProblem(404, "WALLET_NOT_FOUND", "from_wallet");
  }

  @ParameterizedTest
  @CsvSource({
    "number, \"SENELEC/1061103482\"",
    "number, \"1061103482\"",
    "number, \"SENELEC/1061103482/558 9110\"",
    "number, \"WOYOFAL/58469823\"",
    "number, \"AIRTIME/ORANGE/+221771234567\"",
    "number, 7",
    "amount, 0",
    "amount, -5",
    "amount, 1e3",
    "amount, true",
    "from_wallet, \"mine\""
  })
  void names_the_field_that_is_bad(String field, String value) {
    String body =
        """
        {"number":"SENELEC/1061103482/5589110","amount":10,"from_wallet":null,"%s":%s}"""
            .formatted(field, value);
    String once =
        body.replace(
            field.equals("number")
                ? "\"number\":\"SENELEC/1061103482/5589110\","
                : field.equals("amount") ? "\"amount\":10," : "\"from_wallet\":null,",
            "");
    Reply reply = server.person().post("/bills/pay-bills/", once).expect(400);
    assertThat(reply.json().path("errors").findValuesAsString("field")).containsExactly(field);
  }

  @Test
  void sells_airtime_to_a_phone_in_any_usual_spelling() {
    Payer payer = payer(XOF, 20_000);
    Reply reply =
        payer
            .client()
            .post(
                "/bills/airtime/",
                "{\"phone_number\":\"77 123 45 67\",\"carrier\":\"orange\",\"amount\":500}")
            .expect(202);
    assertThat(reply.text("number")).isEqualTo("AIRTIME/ORANGE/+221771234567");
    payer
        .client()
        .post(
            "/bills/airtime/",
            "{\"phone_number\":\"+251911234567\",\"carrier\":\"ORANGE\",\"amount\":500}")
        .expectProblem(400, "INVALID_FIELD", "phone_number");
    payer
        .client()
        .post(
            "/bills/airtime/",
            "{\"phone_number\":\"771234567\",\"carrier\":\"SAFARICOM\",\"amount\":500}")
        .expectProblem(400, "INVALID_FIELD", "carrier");
    providers.whileBroken(
        Utility.AIRTIME,
        () ->
            payer
                .client()
                .post(
                    "/bills/airtime/",
                    "{\"phone_number\":\"771234567\",\"carrier\":\"TIGO\",\"amount\":500}")
                .expect(503));
  }

  @Test
  void sells_units_for_a_meter_as_often_as_somebody_wants() {
    Payer payer = payer(XOF, 20_000);
    String body = "{\"meter\":\"58469823\",\"amount\":1000}";
    Reply reply = payer.client().post("/bills/woyofal/", body).expect(202);
    assertThat(reply.text("number")).isEqualTo("WOYOFAL/58469823");
    payer.client().post("/bills/woyofal/", body).expect(202);
    payer
        .client()
        .post("/bills/woyofal/", "{\"meter\":\"58/46\",\"amount\":1000}")
        .expectProblem(400, "INVALID_FIELD", "meter");
  }

  private UUID unknownPayment() {
    UUID id =
        payer(XOF, 5_000)
            .client()
            .post("/bills/woyofal/", "{\"meter\":\"58469823\",\"amount\":1000}")
            .expect(202)
            .id();
    BillPaymentId payment = new BillPaymentId(id);
    send(new SubmitBillPayment(payment, new AttemptId(UUID.randomUUID()), null));
    send(new ReportUnknownOutcome(payment, "no answer"));
    return id;
  }

  private void send(LedgerCommand command) {
    server.ledger().send(new LedgerRequest(command, new Requester("system:saga", "system"), null));
  }

  private Reply resolve(Client as, UUID payment, String body, String... headers) {
    return as.post("/bills/payments/" + payment + "/resolve/", body, headers);
  }

  @Test
  void an_admin_decides_what_an_unknown_payment_was_on_evidence() {
    Client admin = server.admin();
    UUID payment = unknownPayment();
    String body =
        "{\"outcome\":\"confirmed\",\"evidence\":\"list of 3 May\",\"provider_reference\":\"029a67f9f\"}";
    Reply reply = resolve(admin, payment, body, "Idempotency-Key", "e").expect(200);
    assertThat(reply.text("status")).isEqualTo("confirmed");
    assertThat(reply.text("provider_reference")).isEqualTo("029a67f9f");
    assertThat(resolve(admin, payment, body, "Idempotency-Key", "e").expect(200).hit()).isTrue();
    resolve(admin, payment, body).expectProblem(409, "OUTCOME_NOT_UNKNOWN", "id");

    UUID other = unknownPayment();
    assertThat(
            resolve(admin, other, "{\"outcome\":\"refunded\",\"evidence\":\"list of 3 May\"}")
                .expect(200)
                .text("status"))
        .isEqualTo("refunded");
    resolve(admin, UUID.randomUUID(), body).expectProblem(404, "BILL_PAYMENT_NOT_FOUND", "id");
  }

  @Test
  void nobody_decides_without_evidence_or_without_the_role() {
    Client admin = server.admin();
    UUID payment = unknownPayment();
    resolve(admin, payment, "{\"outcome\":\"refunded\"}")
        .expectProblem(400, "MISSING_FIELD", "evidence");
    resolve(admin, payment, "{\"outcome\":\"refunded\",\"evidence\":\" \"}")
        .expectProblem(400, "INVALID_FIELD", "evidence");
    resolve(admin, payment, "{\"outcome\":\"paid\",\"evidence\":\"x\"}")
        .expectProblem(400, "INVALID_FIELD", "outcome");
    resolve(
            admin,
            payment,
            "{\"outcome\":\"refunded\",\"evidence\":\"x\",\"provider_reference\":\"7\"}")
        .expectProblem(400, "INVALID_FIELD", "provider_reference");
    resolve(server.person(), payment, "{\"outcome\":\"refunded\",\"evidence\":\"x\"}").expect(403);
  }
}
