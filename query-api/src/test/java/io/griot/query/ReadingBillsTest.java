package io.griot.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.money.Money;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import io.griot.query.QueryServer.Reply;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingBillsTest {

  private static final Currency XOF = Currency.getInstance("XOF");
  private static final Currency CDF = Currency.getInstance("CDF");
  private static final String SENEGALESE = "person:" + UUID.randomUUID() + ":user:+221771234567";
  private static final String CONGOLESE = "person:" + UUID.randomUUID() + ":user:+243812345678";
  private static final String ETHIOPIAN = "person:" + UUID.randomUUID() + ":user:+251911234567";
  private static final String ENTERPRISE = "enterprise:" + UUID.randomUUID();

  private final QueryServer server = QueryServer.started();
  private final FakeInquiry utilities = server.inquiry();

  @BeforeEach
  void forget() {
    utilities.forget();
  }

  private static OwedBill bill(Payee payee, Money due, boolean paid) {
    return new OwedBill(
        payee,
        "CISSE BABACAR",
        due,
        due,
        Money.zero(due.currency()),
        null,
        LocalDate.of(2017, 8, 5),
        paid,
        false);
  }

  private static List<String> members(Reply reply, String name) {
    return reply.body().findValuesAsString(name);
  }

  @Test
  void lists_the_utilities_that_can_be_paid() {
    Reply reply = server.get(ETHIOPIAN, "/bills/utilities/");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(members(reply, "code"))
        .containsExactly("SENELEC", "SDE", "WOYOFAL", "AIRTIME", "REGIDESO");
    assertThat(reply.body().get(0))
        .hasToString(
            "{\"code\":\"SENELEC\",\"name\":\"The SENELEC\",\"country\":\"SN\","
                + "\"currency\":\"XOF\",\"kind\":\"bill\"}");
    assertThat(members(reply, "kind"))
        .containsExactly("bill", "bill", "prepaid", "airtime", "bill");
    assertThat(server.get("", "/bills/utilities/").status()).isEqualTo(401);
  }

  @Test
  void shows_what_is_due_as_the_provider_says_it() {
    utilities.behave(
        Utility.SENELEC,
        (customer, _) ->
            List.of(
                bill(new Payee.SenelecBill(customer, "1"), new Money(18_590, XOF), false),
                bill(new Payee.SenelecBill(customer, "2"), new Money(10, XOF), true),
                bill(new Payee.SenelecBill(customer, "3"), new Money(0, XOF), false)));
    Reply reply = server.get(SENEGALESE, "/bills/unpaid/1061103482/");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .hasToString(
            "[{\"number\":\"SENELEC/1061103482/1\",\"utility\":\"SENELEC\","
                + "\"customer\":\"CISSE BABACAR\",\"amount\":18590,\"currency\":\"XOF\","
                + "\"due_date\":\"2017-08-05\",\"issue_date\":null,\"billed\":18590,\"paid\":0,"
                + "\"part_payments\":false}]");
  }

  @Test
  void asks_the_utilities_of_the_callers_country_or_the_one_that_is_named() {
    utilities.behave(
        Utility.SENELEC,
        (customer, _) ->
            List.of(bill(new Payee.SenelecBill(customer, "1"), new Money(1, XOF), false)));
    utilities.behave(
        Utility.SDE,
        (customer, _) -> List.of(bill(new Payee.SdeBill(customer, "1"), new Money(1, XOF), false)));
    utilities.behave(
        Utility.REGIDESO,
        (customer, province) ->
            List.of(
                bill(
                    new Payee.RegidesoBill(province == null ? "KIN" : province, customer, "1"),
                    new Money(100, CDF),
                    false)));
    utilities.behave(
        Utility.WOYOFAL,
        (_, _) -> {
          throw new IllegalStateException("It sends no bills");
        });
    assertThat(members(server.get(SENEGALESE, "/bills/unpaid/7/"), "number"))
        .containsExactly("SENELEC/7/1", "SDE/7/1");
    assertThat(members(server.get(CONGOLESE, "/bills/unpaid/7/?province=KC"), "number"))
        .containsExactly("REGIDESO/KC/7/1");
    assertThat(members(server.get(ETHIOPIAN, "/bills/unpaid/7/"), "number")).isEmpty();
    assertThat(members(server.get(ETHIOPIAN, "/bills/unpaid/7/?utility=SDE"), "number"))
        .containsExactly("SDE/7/1");
    assertThat(members(server.get(ENTERPRISE, "/bills/unpaid/7/"), "number"))
        .containsExactly("SENELEC/7/1", "SDE/7/1", "REGIDESO/KIN/7/1");
  }

  @Test
  void names_a_utility_that_fails_in_the_place_of_its_bills() {
    utilities.behave(
        Utility.SENELEC,
        (_, _) -> {
          throw new ProviderUnavailable(Utility.SENELEC, "SENELEC does not answer.");
        });
    utilities.behave(
        Utility.SDE,
        (_, _) -> {
          throw new IllegalStateException("secret of ours");
        });
    utilities.behave(
        Utility.REGIDESO,
        (customer, _) ->
            List.of(bill(new Payee.RegidesoBill("KIN", customer, "1"), new Money(50, CDF), false)));
    Reply reply = server.get(ENTERPRISE, "/bills/unpaid/7/");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().get(0))
        .hasToString(
            "{\"utility\":\"SENELEC\",\"code\":\"PROVIDER_UNAVAILABLE\","
                + "\"detail\":\"SENELEC does not answer.\"}");
    assertThat(reply.body().get(1).path("utility").asString()).isEqualTo("SDE");
    assertThat(reply.body().toString()).doesNotContain("secret");
    assertThat(reply.body().get(2).path("number").asString()).isEqualTo("REGIDESO/KIN/7/1");
  }

  @Test
  void asks_all_of_them_at_once() {
    CountDownLatch bothAsked = new CountDownLatch(2);
    for (Utility utility : List.of(Utility.SENELEC, Utility.SDE)) {
      utilities.behave(
          utility,
          (_, _) -> {
            bothAsked.countDown();
            try {
              if (!bothAsked.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The other one was not asked");
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return List.of();
          });
    }
    assertThat(server.get(SENEGALESE, "/bills/unpaid/7/").body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bills/unpaid/10%2061/",
        "/bills/unpaid/7/?utility=WOYOFAL",
        "/bills/unpaid/7/?utility=ENEO",
        "/bills/unpaid/7/?province=K%20C"
      })
  void refuses_what_cannot_be_asked(String path) {
    assertThat(server.get(SENEGALESE, path).status()).isEqualTo(400);
  }
}
