package io.griot.query;

import static io.griot.query.QueryServer.ADMIN;
import static io.griot.query.QueryServer.AUDITOR;
import static io.griot.query.QueryServer.XOF;
import static io.griot.query.QueryServer.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReferBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentCommand.ResolveBillPayment;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.bill.Confirmation;
import io.griot.core.bill.Mandate;
import io.griot.core.bill.Quote;
import io.griot.core.bill.Resolution;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.MajorUnits;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.utility.Payee;
import io.griot.identity.person.Person;
import io.griot.query.QueryServer.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadingBillPaymentsTest {

  private static final Payee METER = new Payee.WoyofalMeter("58469823");

  private final QueryServer server = QueryServer.started();
  private final Person payer = server.person("Awa", "Diop");
  private final WalletId wallet =
      server.openWallet(new Owner.User(payer.id()), XOF, null, "100000");

  private BillPaymentId pay(WalletId from, Payee payee, String amount) {
    BillPaymentId paymentId = new BillPaymentId(UUID.randomUUID());
    server.send(
        new RequestBillPayment(
            paymentId,
            entry(),
            from,
            payee,
            new Quote.Open(XOF),
            new MajorUnits(new BigDecimal(amount)),
            "light",
            new Mandate.ByOwner(new Authority.Staff())));
    return paymentId;
  }

  private BillPaymentId unknown(WalletId from) {
    BillPaymentId paymentId = pay(from, METER, "500");
    server.send(
        new SubmitBillPayment(paymentId, new AttemptId(UUID.randomUUID()), new Money(7, XOF)));
    server.send(new ReportUnknownOutcome(paymentId, "no answer"));
    return paymentId;
  }

  private static EntryId entry() {
    return new EntryId(UUID.randomUUID());
  }

  private Reply one(String as, BillPaymentId paymentId) {
    return server.get(as, "/bills/payments/" + paymentId.uuid() + "/");
  }

  private static List<String> ids(Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    return reply.body().valueStream().map(each -> each.path("id").asString()).toList();
  }

  private static String id(BillPaymentId paymentId) {
    return paymentId.uuid().toString();
  }

  @Test
  void shows_a_confirmed_payment_with_its_steps_its_attempt_and_how_long_they_took() {
    BillPaymentId paymentId = pay(wallet, METER, "500");
    AttemptId attemptId = new AttemptId(UUID.randomUUID());
    server.send(new SubmitBillPayment(paymentId, attemptId, null));
    EntryId settlementId = entry();
    server.send(
        new ConfirmBillPayment(
            paymentId,
            settlementId,
            new Confirmation("029a67f9f", Map.of("token", "1234", "kwh", "12.5"))));

    JsonNode shown = one(as(payer), paymentId).body();
    assertThat(shown.path("number").asString()).isEqualTo("WOYOFAL/58469823");
    assertThat(shown.path("status").asString()).isEqualTo("confirmed");
    assertThat(shown.path("amount").toString()).isEqualTo("500");
    assertThat(shown.path("currency").asString()).isEqualTo("XOF");
    assertThat(shown.path("provider").asString()).isEqualTo("wizall");
    assertThat(shown.path("provider_reference").asString()).isEqualTo("029a67f9f");
    assertThat(shown.path("vouchers")).hasToString("{\"kwh\":\"12.5\",\"token\":\"1234\"}");
    assertThat(shown.path("remarks").asString()).isEqualTo("light");
    assertThat(shown.path("waits_for").isNull()).isTrue();
    assertThat(shown.path("age").isNull()).isTrue();
    assertThat(shown.path("transactions").path("settlement").asString())
        .isEqualTo(settlementId.uuid().toString());
    assertThat(shown.path("transactions").path("refund").isNull()).isTrue();
    assertThat(shown.path("steps").findValuesAsString("kind"))
        .containsExactly("requested", "funded", "submitted", "confirmed", "settled");
    assertThat(shown.path("attempts").size()).isEqualTo(1);
    JsonNode attempt = shown.path("attempts").get(0);
    assertThat(attempt.path("id").asString()).isEqualTo(attemptId.uuid().toString());
    assertThat(attempt.path("outcome").asString()).isEqualTo("confirmed");
    assertThat(attempt.path("milliseconds").isIntegralNumber()).isTrue();
    assertThat(shown.path("timings").path("total").asLong())
        .isGreaterThanOrEqualTo(shown.path("timings").path("until_answered").asLong());
    assertThat(shown.path("timings").path("unknown").isNull()).isTrue();

    JsonNode transaction =
        server
            .get(
                as(payer),
                "/wallets/transactions/"
                    + shown.path("transactions").path("payment").asString()
                    + "/")
            .body();
    assertThat(transaction.path("status").asString()).isEqualTo("completed");
    assertThat(transaction.path("kind").asString()).isEqualTo("bill-payment");
  }

  @Test
  void shows_nobody_what_is_not_theirs() {
    BillPaymentId paymentId = pay(wallet, METER, "500");
    Person other = server.person("Ibra", "Fall");
    Reply foreign = one(as(other), paymentId);
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.body().path("code").asString()).isEqualTo("BILL_PAYMENT_NOT_FOUND");
    assertThat(one(ADMIN, paymentId).status()).isEqualTo(200);
    assertThat(one(AUDITOR, paymentId).status()).isEqualTo(200);
    assertThat(one(as(payer), new BillPaymentId(UUID.randomUUID())).status()).isEqualTo(404);
    assertThat(ids(server.get(as(other), "/bills/payments/"))).isEmpty();
    assertThat(ids(server.get(as(payer), "/bills/payments/"))).containsExactly(id(paymentId));
    assertThat(ids(server.get(AUDITOR, "/bills/payments/"))).contains(id(paymentId));
  }

  @Test
  void the_work_list_tells_for_how_long_and_for_whom_a_payment_waits() {
    BillPaymentId waiting = unknown(wallet);
    BillPaymentId referred = unknown(wallet);
    server.send(new ReferBillPayment(referred, "the window is over"));
    BillPaymentId funded = pay(wallet, METER, "5");

    Reply all = server.get(ADMIN, "/bills/payments/?status=unknown");
    assertThat(ids(all)).contains(id(waiting), id(referred)).doesNotContain(id(funded));
    Reply list = server.get(as(payer), "/bills/payments/?status=unknown&utility=WOYOFAL");
    assertThat(ids(list)).containsExactly(id(referred), id(waiting));
    assertThat(list.body().findValuesAsString("waits_for")).containsExactly("person", "provider");
    assertThat(list.body().get(0).path("age").isIntegralNumber()).isTrue();
    assertThat(list.body().get(0).has("steps")).isFalse();
    assertThat(ids(server.get(as(payer), "/bills/payments/?unknown_before=2020-01-01"))).isEmpty();
    assertThat(ids(server.get(as(payer), "/bills/payments/?unknown_before=2999-01-01"))).hasSize(2);
    assertThat(server.get(as(payer), "/bills/payments/?status=paid").status()).isEqualTo(400);
    assertThat(server.get(as(payer), "/bills/payments/?utility=ENEO").status()).isEqualTo(400);

    Reply page = server.get(as(payer), "/bills/payments/?limit=2");
    assertThat(ids(page)).containsExactly(id(funded), id(referred));
    String link = page.header("Link");
    String next = link.substring(link.indexOf("/bills/"), link.indexOf('>'));
    assertThat(ids(server.get(as(payer), next))).containsExactly(id(waiting));
  }

  @Test
  void tells_the_staff_who_resolved_it_and_the_payer_that_the_staff_did() {
    BillPaymentId paymentId = unknown(wallet);
    server.send(
        new ResolveBillPayment(
            paymentId, entry(), Resolution.REFUNDED, null, "their list", new Authority.Staff()));

    JsonNode staffs = resolved(one(AUDITOR, paymentId));
    assertThat(staffs.path("by").asString()).isEqualTo("user:test");
    assertThat(staffs.path("outcome").asString()).isEqualTo("refunded");
    assertThat(staffs.path("detail").asString()).isEqualTo("their list");
    assertThat(resolved(one(as(payer), paymentId)).path("by").asString()).isEqualTo("staff");
    JsonNode attempt = one(ADMIN, paymentId).body().path("attempts").get(0);
    assertThat(attempt.path("outcome").asString()).isEqualTo("outcome_unknown");
    assertThat(attempt.path("paid_before").toString()).isEqualTo("7");
  }

  private static JsonNode resolved(Reply reply) {
    return reply
        .body()
        .path("steps")
        .valueStream()
        .filter(step -> step.path("kind").asString().equals("resolved"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_pending_payment_is_a_pending_transaction() {
    BillPaymentId paymentId = pay(wallet, METER, "500");
    String transaction =
        one(as(payer), paymentId).body().path("transactions").path("payment").asString();
    assertThat(
            server
                .get(as(payer), "/wallets/transactions/" + transaction + "/")
                .body()
                .path("status")
                .asString())
        .isEqualTo("pending");
  }
}
