package io.griot.connector;

import static io.griot.connector.Fixture.AIRTIME;
import static io.griot.connector.Fixture.REGIDESO;
import static io.griot.connector.Fixture.SENELEC;
import static io.griot.connector.Fixture.WOYOFAL;
import static io.griot.connector.Fixture.cdf;
import static io.griot.connector.Fixture.order;
import static io.griot.connector.Fixture.xof;
import static io.griot.connector.ScriptedProvider.after;
import static io.griot.connector.ScriptedProvider.answer;
import static io.griot.connector.ScriptedProvider.cut;
import static io.griot.connector.ScriptedProvider.cutAfter;
import static io.griot.connector.ScriptedProvider.json;
import static io.griot.connector.ScriptedProvider.thenClose;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.connector.Outcome.Confirmed;
import io.griot.connector.Outcome.NotSent;
import io.griot.connector.Outcome.Rejected;
import io.griot.connector.Outcome.Unknown;
import io.griot.connector.call.CallLimits;
import io.griot.core.bill.Confirmation;
import io.griot.core.utility.Carrier;
import io.griot.core.utility.Payee;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer, and each missing one, proves about a payment. */
class PayingTest {

  private static final String PAID =
      """
      {"PAYMENT_TRANSACTION_NUMBER": "55354a218", "police": "1061103482", "montant": "18590",
       "numfacture": "5589110", "statuspayment": true}""";

  private static final String ACKNOWLEDGED =
      """
      {"success": true, "bills": [{"fae_id": "108776771", "montant_payer": "100.00 ",
       "num_acquit": "A-1"}]}""";

  private final ScriptedProvider provider = new ScriptedProvider();
  private final Fixture fixture = new Fixture();
  private final Connector wizall = fixture.wizall(provider);
  private final Connector regideso = fixture.regideso(provider);

  @AfterEach
  void close() {
    fixture.close();
    provider.close();
  }

  private Outcome wizallPaysAfter(ScriptedProvider.Reaction reaction) {
    provider.then(reaction);
    return wizall.pay(order(SENELEC, xof(18590)));
  }

  private Outcome regidesoPaysAfter(ScriptedProvider.Reaction reaction) {
    provider.then(reaction);
    return regideso.pay(order(REGIDESO, cdf("100")));
  }

  static Stream<ScriptedProvider.Reaction> answersThatProveNothing() {
    return Stream.of(
        cut(),
        cutAfter("{\"PAYMENT_TRANSACTION_NUMBER\": \"553"),
        json(200, ""),
        json(200, "   "),
        json(200, "{\"PAYMENT_TRANSACTION_NUMBER\": \"553"),
        json(200, "[]"),
        json(200, "{}"),
        json(200, "\"paid\""),
        json(200, "{\"success\": true, \"success\": false}"),
        json(200, "{} {}"),
        answer(200, "text/html", "<html>Gateway</html>"),
        answer(502, "text/html", "<html>Bad gateway</html>"),
        answer(500, "text/plain", "oops"),
        answer(302, "text/html", ""),
        answer(404, "text/html", "<html>Not found</html>"),
        answer(200, "application/json", new byte[1024 * 1024 + 1]),
        json(500, "{}"),
        json(503, "{\"detail\": \"overloaded\"}"));
  }

  @ParameterizedTest
  @MethodSource("answersThatProveNothing")
  void an_answer_that_proves_nothing_leaves_the_outcome_unknown(
      ScriptedProvider.Reaction reaction) {
    assertThat(wizallPaysAfter(reaction)).isInstanceOf(Unknown.class);
    assertThat(regidesoPaysAfter(reaction)).isInstanceOf(Unknown.class);
    assertThat(provider.received()).as("each was sent once").hasSize(2);
  }

  @Test
  void blank_bodies_pages_and_broken_ones_are_told_apart() {
    assertThat(wizallPaysAfter(json(200, "")))
        .isEqualTo(new Unknown("Wizall answered with nothing."));
    assertThat(wizallPaysAfter(answer(200, "text/html", " <html>")))
        .isEqualTo(new Unknown("Wizall answered with a web page."));
    assertThat(regidesoPaysAfter(json(200, "{\"success\"")))
        .isEqualTo(new Unknown("REGIDESO's answer is broken."));
    assertThat(regidesoPaysAfter(answer(502, "text/html", "<html>")))
        .isEqualTo(new Unknown("REGIDESO answered with a web page and an error (502)."));
    assertThat(wizallPaysAfter(json(500, "{}")))
        .isEqualTo(new Unknown("Wizall answered with an error (500)."));
    assertThat(wizallPaysAfter(cut()))
        .isEqualTo(new Unknown("Wizall took the call and did not answer it."));
  }

  @Test
  void an_answer_that_comes_too_late_leaves_the_outcome_unknown() {
    Connector impatient =
        fixture.wizall(provider.address(), Fixture.limits(Duration.ofMillis(1500)));
    provider.then(after(3000, json(200, PAID)));

    assertThat(impatient.pay(order(SENELEC, xof(18590))))
        .isEqualTo(new Unknown("Wizall did not answer in time."));
  }

  @Test
  void the_time_limit_is_on_the_whole_of_an_answer_that_trickles_in() {
    Connector impatient =
        fixture.wizall(provider.address(), Fixture.limits(Duration.ofMillis(1500)));
    provider.then(
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
          for (int each = 0; each < 1000; each++) {
            out.write(' ');
            out.flush();
            Thread.sleep(100);
          }
          return true;
        });

    assertThat(impatient.pay(order(SENELEC, xof(18590))))
        .isEqualTo(new Unknown("Wizall did not answer in time."));
  }

  @Test
  void wizall_confirms_by_a_transaction_number() {
    assertThat(wizallPaysAfter(json(200, PAID)))
        .isEqualTo(new Confirmed(new Confirmation("55354a218", Map.of())));
    assertThat(wizallPaysAfter(json(200, PAID.replace("\"18590\"", " 18590.0 "))))
        .isInstanceOf(Confirmed.class);
    assertThat(
            wizallPaysAfter(json(200, "{\"PAYMENT_TRANSACTION_NUMBER\": 55354218, \"new\": []}")))
        .isEqualTo(new Confirmed(new Confirmation("55354218", Map.of())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"PAYMENT_TRANSACTION_NUMBER\": null, \"statuspayment\": true}",
        "{\"PAYMENT_TRANSACTION_NUMBER\": \" \", \"statuspayment\": true}",
        "{\"PAYMENT_TRANSACTION_NUMBER\": \"1\", \"statuspayment\": false}",
        "{\"PAYMENT_TRANSACTION_NUMBER\": \"1\", \"police\": \"1061103483\"}",
        "{\"PAYMENT_TRANSACTION_NUMBER\": \"1\", \"numfacture\": \"5589111\"}",
        "{\"PAYMENT_TRANSACTION_NUMBER\": \"1\", \"montant\": \"18591\"}",
        "{\"code\": \"400\", \"error\": \"BILL_ALREADY_PAID\"}"
      })
  void a_number_missing_or_for_something_else_proves_nothing(String body) {
    assertThat(wizallPaysAfter(json(200, body))).isInstanceOf(Unknown.class);
  }

  @Test
  void a_payment_that_wizall_only_accepted_is_unknown() {
    assertThat(wizallPaysAfter(json(202, PAID))).isInstanceOf(Unknown.class);
  }

  @Test
  void wizall_rejects_by_an_error_code() {
    assertThat(wizallPaysAfter(json(400, "{\"code\": \"400\", \"error\": \"BILL_ALREADY_PAID\"}")))
        .isEqualTo(new Rejected("The provider says that the bill is paid already."));
    assertThat(wizallPaysAfter(json(400, "{\"code\": 400, \"error\": \"INSUFFICIENT_BALANCE\"}")))
        .isEqualTo(new Rejected("Wizall refused: INSUFFICIENT_BALANCE."));
    assertThat(wizallPaysAfter(json(400, "{\"code\": \"400\", \"error\": \"PIN 1234 is wrong\"}")))
        .isEqualTo(new Rejected("Wizall refused, for a reason that it has no code for."));
    assertThat(wizallPaysAfter(json(400, "{\"detail\": \"Malformed\"}")))
        .isInstanceOf(Unknown.class);
    assertThat(wizallPaysAfter(json(500, "{\"code\": \"400\", \"error\": \"BILL_ALREADY_PAID\"}")))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void a_blank_answer_for_units_and_airtime_is_unknown_and_one_with_a_number_confirms() {
    for (Payee payee : List.of(WOYOFAL, AIRTIME)) {
      provider.then(json(200, ""));
      assertThat(wizall.pay(order(payee, xof(1000)))).isInstanceOf(Unknown.class);
    }
    provider.then(json(200, "{\"PAYMENT_TRANSACTION_NUMBER\": \"1\", \"compteur\": \"9\"}"));
    assertThat(wizall.pay(order(WOYOFAL, xof(1000)))).isInstanceOf(Unknown.class);
    provider.then(
        json(
            200, "{\"PAYMENT_TRANSACTION_NUMBER\": \"1\", \"receveurmsisdn\": \"+221771234567\"}"));
    assertThat(wizall.pay(order(AIRTIME, xof(1000)))).isInstanceOf(Confirmed.class);
  }

  @Test
  void regideso_confirms_by_the_receipt_of_the_very_bill_whatever_the_status() {
    assertThat(regidesoPaysAfter(json(200, ACKNOWLEDGED)))
        .isEqualTo(new Confirmed(new Confirmation("A-1", Map.of())));
    assertThat(regidesoPaysAfter(json(500, ACKNOWLEDGED.replace("bills", "data"))))
        .isEqualTo(new Confirmed(new Confirmation("A-1", Map.of())));
    assertThat(regidesoPaysAfter(json(200, ACKNOWLEDGED.replace("108776771", "108776772"))))
        .isInstanceOf(Unknown.class);
    assertThat(regidesoPaysAfter(json(200, ACKNOWLEDGED.replace("A-1", " "))))
        .isInstanceOf(Unknown.class);
    assertThat(regidesoPaysAfter(json(200, ACKNOWLEDGED.replace("100.00", "99"))))
        .isInstanceOf(Unknown.class);
    assertThat(regidesoPaysAfter(json(200, "{\"success\": true, \"bills\": []}")))
        .isInstanceOf(Unknown.class);
    assertThat(regidesoPaysAfter(json(200, "{\"success\": true}"))).isInstanceOf(Unknown.class);
  }

  @Test
  void
      regideso_rejects_without_success_unless_an_error_of_its_own_may_have_come_after_the_effect() {
    String refused = "{\"success\": false, \"message\": \"%s\", \"bills\": []}";
    assertThat(regidesoPaysAfter(json(200, refused.formatted("Montant invalide pour MUKEBA"))))
        .isEqualTo(new Rejected("REGIDESO refused the payment."));
    assertThat(regidesoPaysAfter(json(404, refused.formatted("Montant invalide"))))
        .isInstanceOf(Rejected.class);
    assertThat(
            regidesoPaysAfter(
                json(500, refused.formatted("Aucune facture impayée pour ce client!"))))
        .isEqualTo(new Rejected("REGIDESO says that nothing is due on the bill."));
    assertThat(regidesoPaysAfter(json(500, refused.formatted("Erreur interne"))))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void a_body_in_latin_letters_of_old_is_read_as_it_says() {
    byte[] body =
        "{\"success\": false, \"message\": \"Aucune facture impayée\", \"bills\": []}"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(regidesoPaysAfter(answer(200, "application/json; charset=iso-8859-1", body)))
        .isEqualTo(new Rejected("REGIDESO says that nothing is due on the bill."));
    assertThat(regidesoPaysAfter(answer(200, "application/json; charset=nonsense", body)))
        .isInstanceOf(Rejected.class);
  }

  @Test
  void who_is_turned_away_has_sent_nothing() {
    assertThat(wizallPaysAfter(answer(429, "text/html", "<html>")))
        .isEqualTo(new NotSent("Wizall takes no more calls for a while."));
    assertThat(regidesoPaysAfter(json(429, "{}")))
        .isEqualTo(new NotSent("REGIDESO takes no more calls for a while."));
    assertThat(regidesoPaysAfter(json(401, "{\"success\": false}")))
        .isEqualTo(new NotSent("REGIDESO refuses our key."));
    provider.then(json(401, "{}"));
    assertThat(wizallPaysAfter(answer(401, "text/html", "<html>")))
        .isEqualTo(new NotSent("Wizall refuses a new token."));
  }

  @Test
  void a_refused_token_is_renewed_and_the_payment_sent_with_the_new_one() {
    provider.then(json(401, "{\"detail\": \"Invalid token.\"}"));

    assertThat(wizallPaysAfter(json(200, PAID))).isInstanceOf(Confirmed.class);
    assertThat(provider.tokenRequests()).hasSize(2);
    assertThat(provider.received()).hasSize(2);
  }

  @Test
  void what_is_lost_after_a_renewed_token_is_unknown_all_the_same() {
    provider.then(json(401, "{}"));

    assertThat(wizallPaysAfter(cut())).isInstanceOf(Unknown.class);
  }

  @Test
  void a_payment_for_which_there_is_no_token_has_not_been_sent() {
    provider.tokens(json(400, "{\"non_field_errors\": [\"USERNAME PASSWORD\"]}"));
    assertThat(wizall.pay(order(SENELEC, xof(18590))))
        .isEqualTo(new NotSent("Wizall refuses our user name or password."));
    assertThat(provider.tokenRequests()).hasSize(1);

    provider.tokens(answer(502, "text/html", "<html>"));
    assertThat(wizall.pay(order(SENELEC, xof(18590)))).isInstanceOf(NotSent.class);
    assertThat(provider.tokenRequests()).as("asked for again").hasSize(4);

    provider.tokens(json(200, "{\"token\": \"a\\nb\"}"));
    assertThat(wizall.pay(order(SENELEC, xof(18590)))).isInstanceOf(NotSent.class);
    assertThat(provider.received()).isEmpty();
  }

  @Test
  void who_cannot_be_reached_has_been_sent_nothing() throws IOException {
    int port;
    try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    CallLimits limits = Fixture.limits(Fixture.SHORT);
    for (String address :
        List.of(
            "http://127.0.0.1:" + port,
            "http://nowhere.invalid",
            // Its handshake fails: the other side does not speak TLS.
            provider.address().toString().replace("http:", "https:"))) {
      Connector unreachable = fixture.regideso(URI.create(address), "YOUR-API-KEY", limits);
      assertThat(unreachable.pay(order(REGIDESO, cdf("100"))))
          .isEqualTo(new NotSent("REGIDESO could not be reached."));
    }
    assertThat(provider.received()).isEmpty();
  }

  @Test
  void a_connection_that_the_provider_closed_meanwhile_is_not_used_again() throws Exception {
    for (int each = 0; each < 10; each++) {
      assertThat(regidesoPaysAfter(thenClose(json(200, ACKNOWLEDGED))))
          .isInstanceOf(Confirmed.class);
      Thread.sleep(20);
    }
    assertThat(provider.connections()).isEqualTo(10);
  }

  @Test
  void a_connection_that_stays_open_is_used_again() {
    for (int each = 0; each < 10; each++) {
      assertThat(regidesoPaysAfter(json(200, ACKNOWLEDGED))).isInstanceOf(Confirmed.class);
    }
    assertThat(provider.connections()).isEqualTo(1);
  }

  @Test
  void whoever_is_interrupted_learns_what_is_known() throws Exception {
    var arrived = new CountDownLatch(1);
    provider.then(
        _ -> {
          arrived.countDown();
          Thread.sleep(10_000);
          return false;
        });
    var outcomes = new ArrayBlockingQueue<Outcome>(1);
    Thread caller =
        Thread.ofVirtual().start(() -> outcomes.add(regideso.pay(order(REGIDESO, cdf("100")))));
    arrived.await();
    caller.interrupt();

    assertThat(outcomes.take()).isEqualTo(new Unknown("The call of REGIDESO was cut short."));
  }

  @Test
  void what_a_provider_does_not_take_is_not_sent() {
    for (PaymentOrder order :
        List.of(
            order(REGIDESO, cdf("100")),
            order(SENELEC, cdf("100")),
            order(SENELEC, xof(0)),
            order(new Payee.AirtimePhone(Carrier.TIGO, "+251911000000"), xof(500)))) {
      assertThat(wizall.pay(order)).isInstanceOf(NotSent.class);
    }
    assertThat(regideso.pay(order(SENELEC, xof(100)))).isInstanceOf(NotSent.class);
    assertThat(regideso.pay(order(REGIDESO, xof(100)))).isInstanceOf(NotSent.class);
    assertThat(provider.received()).isEmpty();
    assertThat(provider.tokenRequests()).isEmpty();
  }
}
