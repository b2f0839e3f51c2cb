package io.griot.connector.wizall;

import io.griot.connector.Connector;
import io.griot.connector.Credential;
import io.griot.connector.Finding;
import io.griot.connector.Outcome;
import io.griot.connector.PaymentOrder;
import io.griot.connector.call.Answer;
import io.griot.connector.call.CallFailed;
import io.griot.connector.call.CircuitBreakers;
import io.griot.connector.call.Exchange;
import io.griot.connector.call.ProviderCalls;
import io.griot.connector.call.Request;
import io.griot.connector.reading.Reading;
import io.griot.connector.reading.Unreadable;
import io.griot.core.bill.BillPayment;
import io.griot.core.bill.Confirmation;
import io.griot.core.money.Money;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Provider;
import io.griot.core.utility.Utility;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** SENELEC, SDE, Woyofal and airtime, through Wizall ({@code wizall-payment-gateway.md}). */
public final class WizallConnector implements Connector, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WizallConnector.class);

  private static final String NAME = "Wizall";
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final String SENEGAL = "+221";

  // What may stand in a header.
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,4096}");

  // No digits: neither a phone nor a PIN.
  private static final Pattern ERROR_CODE = Pattern.compile("[A-Z][A-Z_]{2,63}");

  private final WizallAccess access;
  private final ProviderCalls calls;
  private final Tokens tokens;

  public WizallConnector(WizallAccess access, CircuitBreakers breakers, MeterRegistry meters) {
    this.access = access;
    this.calls =
        new ProviderCalls(
            Provider.WIZALL, NAME, access.address(), access.limits(), breakers, meters);
    this.tokens = new Tokens(() -> calls.prepare(this::signIn));
  }

  @Override
  public Provider provider() {
    return Provider.WIZALL;
  }

  @Override
  public List<OwedBill> inquire(Utility utility, String customer, @Nullable String province) {
    return switch (utility) {
      case SENELEC, SDE ->
          Reading.isReference(customer)
              ? calls.inquire(utility, exchange -> bills(exchange, utility, customer))
              : List.of();
      case WOYOFAL, AIRTIME, REGIDESO ->
          throw new IllegalArgumentException(NAME + " has no bills of " + utility);
    };
  }

  @Override
  public @Nullable Money paidBefore(Payee payee) {
    return null;
  }

  @Override
  public Outcome pay(PaymentOrder order) {
    if (!order.amount().currency().equals(access.currency()) || !order.amount().isPositive()) {
      return new Outcome.NotSent(NAME + " takes amounts of " + access.currency() + " alone.");
    }
    String amount = Reading.written(order.amount());
    return switch (order.payee()) {
      case Payee.SenelecBill bill -> paySenelec(bill, order.amount(), amount);
      case Payee.SdeBill bill -> paySde(bill, order.amount(), amount);
      case Payee.WoyofalMeter(String meter) -> payWoyofal(meter, order.amount(), amount);
      case Payee.AirtimePhone phone -> buyAirtime(phone, order.amount(), amount);
      case Payee.RegidesoBill _ -> new Outcome.NotSent(NAME + " does not serve REGIDESO.");
    };
  }

  private Outcome paySenelec(Payee.SenelecBill bill, Money due, String amount) {
    return calls.pay(
        Utility.SENELEC,
        exchange -> {
          Answer answer =
              send(
                  exchange,
                  "/senelecfactures/",
                  new WizallWire.SenelecPayment(
                      access.msisdn(), bill.policy(), bill.bill(), amount, access.pincode()));
          return outcome(
              answer,
              WizallWire.SenelecBill.class,
              paid ->
                  new Receipt(
                      paid.transactionNumber(),
                      paid.statuspayment(),
                      echoes(bill.policy(), paid.police())
                          && echoes(bill.bill(), paid.numfacture())
                          && echoes(due, paid.montant()),
                      Map.of()));
        });
  }

  private Outcome paySde(Payee.SdeBill bill, Money due, String amount) {
    return calls.pay(
        Utility.SDE,
        exchange -> {
          Answer answer =
              send(
                  exchange,
                  "/sde/",
                  new WizallWire.SdePayment(
                      access.msisdn(), bill.customer(), bill.bill(), amount, access.pincode()));
          return outcome(
              answer,
              WizallWire.SdeBill.class,
              paid ->
                  new Receipt(
                      paid.transactionNumber(),
                      paid.statuspayment(),
                      echoes(bill.customer(), paid.customer())
                          && echoes(bill.bill(), paid.bill())
                          && echoes(due, paid.montant()),
                      Map.of()));
        });
  }

  private Outcome payWoyofal(String meter, Money due, String amount) {
    return calls.pay(
        Utility.WOYOFAL,
        exchange -> {
          Answer answer =
              send(
                  exchange,
                  "/achatwoyofal/",
                  new WizallWire.WoyofalPayment(access.msisdn(), meter, amount, access.pincode()));
          return outcome(
              answer,
              WizallWire.TopUp.class,
              paid ->
                  new Receipt(
                      paid.transactionNumber(),
                      paid.statuspayment(),
                      echoes(meter, paid.compteur()) && echoes(due, paid.montant()),
                      vouchers(paid)));
        });
  }

  private Outcome buyAirtime(Payee.AirtimePhone phone, Money due, String amount) {
    if (!phone.phone().startsWith(SENEGAL)) {
      return new Outcome.NotSent(NAME + " sells airtime for phones of Senegal alone.");
    }
    String national = phone.phone().substring(SENEGAL.length());
    return calls.pay(
        Utility.AIRTIME,
        exchange -> {
          Answer answer =
              send(
                  exchange,
                  "/airtime/",
                  new WizallWire.AirtimePurchase(
                      access.msisdn(), national, amount, phone.carrier().name()));
          return outcome(
              answer,
              WizallWire.TopUp.class,
              paid ->
                  new Receipt(
                      paid.transactionNumber(),
                      paid.statuspayment(),
                      (echoes(national, paid.receveurmsisdn())
                              || echoes(phone.phone(), paid.receveurmsisdn()))
                          && echoes(due, paid.montant()),
                      Map.of()));
        });
  }

  /**
   * What an answer says of a payment.
   *
   * @param echoed whether it names what was asked for, as far as it names anything
   */
  private record Receipt(
      @Nullable String transactionNumber,
      @Nullable Boolean paid,
      boolean echoed,
      Map<String, String> vouchers) {}

  /** How an answer of one shape is understood. */
  @FunctionalInterface
  private interface Understood<T> {
    Receipt receipt(T answered);
  }

  private static <T> Outcome outcome(Answer answer, Class<T> shape, Understood<T> understood)
      throws CallFailed {
    JsonNode body = answer.json();
    if (answer.status() == BAD_REQUEST) {
      return new Outcome.Rejected(refusal(answer, body));
    }
    if (answer.status() != OK && answer.status() != CREATED) {
      throw answer.unexpected();
    }
    Receipt receipt = understood.receipt(answer.read(body, shape));
    String number = Reading.text(receipt.transactionNumber());
    if (number == null) {
      return new Outcome.Unknown(NAME + " answered without a transaction number.");
    }
    if (Boolean.FALSE.equals(receipt.paid())) {
      return new Outcome.Unknown(NAME + " answered with a number, and that it is not paid.");
    }
    if (!receipt.echoed()) {
      return new Outcome.Unknown(NAME + " answered for something else than it was asked.");
    }
    return new Outcome.Confirmed(new Confirmation(number, receipt.vouchers()));
  }

  private static String refusal(Answer answer, JsonNode body) throws CallFailed {
    WizallWire.Refusal refusal = answer.read(body, WizallWire.Refusal.class);
    String error = Reading.text(refusal.error());
    if (!"400".equals(Reading.text(refusal.code())) || error == null) {
      throw answer.unexpected();
    }
    if (error.equals("BILL_ALREADY_PAID")) {
      return BillPayment.PAID_ALREADY;
    }
    return ERROR_CODE.matcher(error).matches()
        ? NAME + " refused: " + error + "."
        : NAME + " refused, for a reason that it has no code for.";
  }

  private static boolean echoes(String asked, @Nullable String answered) {
    String text = Reading.text(answered);
    return text == null || text.equals(asked);
  }

  private static boolean echoes(Money asked, @Nullable String answered) {
    if (Reading.text(answered) == null) {
      return true;
    }
    try {
      return Reading.amount("montant", answered, asked.currency()).equals(asked);
    } catch (Unreadable amount) {
      return false;
    }
  }

  private static Map<String, String> vouchers(WizallWire.TopUp paid) {
    Map<String, String> vouchers = new LinkedHashMap<>();
    String token = Reading.text(paid.token());
    if (token != null) {
      vouchers.put("token", token);
    }
    String kwh = Reading.text(paid.kwh());
    if (kwh != null) {
      vouchers.put("kwh", kwh);
    }
    return vouchers;
  }

  @Override
  public Finding findOutcome(PaymentOrder order) {
    return switch (order.payee()) {
      case Payee.SenelecBill bill -> find(bill, bill.policy());
      case Payee.SdeBill bill -> find(bill, bill.customer());
      case Payee.WoyofalMeter _, Payee.AirtimePhone _ ->
          new Finding.CannotBeAsked(NAME + " cannot be asked about units and airtime.");
      case Payee.RegidesoBill _ -> new Finding.CannotBeAsked(NAME + " does not serve REGIDESO.");
    };
  }

  private Finding find(Payee payee, String customer) {
    return calls.find(
        payee.utility(),
        exchange -> {
          for (Shown shown : shown(exchange, payee.utility(), customer)) {
            if (shown.bill().payee().equals(payee)) {
              return shown.bill().paid()
                  ? new Finding.Paid(new Confirmation(shown.transactionNumber(), Map.of()))
                  : new Finding.Unpaid(NAME + " shows the bill as unpaid.");
            }
          }
          return new Finding.Unclear(NAME + " does not show the bill any more.");
        });
  }

  private List<OwedBill> bills(Exchange exchange, Utility utility, String customer)
      throws CallFailed {
    return shown(exchange, utility, customer).stream().map(Shown::bill).toList();
  }

  /** A bill, and the number of its payment if there was one. */
  private record Shown(OwedBill bill, @Nullable String transactionNumber) {}

  private List<Shown> shown(Exchange exchange, Utility utility, String customer) throws CallFailed {
    String path = utility == Utility.SENELEC ? "/senelecfactures/" : "/sde/";
    Answer answer = send(exchange, path + Request.encode(customer) + "/", null);
    JsonNode body = answer.json();
    if (isUnknownCustomer(answer, body)) {
      return List.of();
    }
    if (isRefusal(answer.status())) {
      // An answer all the same: whoever asks for odd things does not break the others' way.
      throw new CallFailed(NAME + " refused to answer.", CallFailed.Remedy.WAIT);
    }
    if (answer.status() != OK || !body.isArray()) {
      throw answer.unexpected();
    }
    List<Shown> shown = new ArrayList<>();
    for (JsonNode each : body) {
      try {
        shown.add(utility == Utility.SENELEC ? senelec(answer, each) : sde(answer, each));
      } catch (Unreadable | CallFailed part) {
        LOG.warn("A bill of {} is passed over: {}", utility, part.getMessage());
      }
    }
    if (shown.isEmpty() && !body.isEmpty()) {
      throw answer.unexpected();
    }
    return List.copyOf(shown);
  }

  private static boolean isRefusal(int status) {
    return status == BAD_REQUEST || status == NOT_FOUND || status == UNPROCESSABLE;
  }

  private static boolean isUnknownCustomer(Answer answer, JsonNode body) throws CallFailed {
    return answer.status() == BAD_REQUEST
        && body.isObject()
        && "BILL_NOT_FOUND"
            .equals(Reading.text(answer.read(body, WizallWire.Refusal.class).error()));
  }

  private Shown senelec(Answer answer, JsonNode each) throws CallFailed, Unreadable {
    var bill = answer.read(each, WizallWire.SenelecBill.class);
    return shown(
        new Payee.SenelecBill(
            Reading.reference("police", bill.police()),
            Reading.reference("numfacture", bill.numfacture())),
        Reading.text(bill.client()),
        bill.montant(),
        bill.dateecheance(),
        bill.statuspayment(),
        bill.transactionNumber());
  }

  private Shown sde(Answer answer, JsonNode each) throws CallFailed, Unreadable {
    var bill = answer.read(each, WizallWire.SdeBill.class);
    String name =
        Stream.of(bill.nom(), bill.prenom())
            .map(Reading::text)
            .filter(part -> part != null)
            .collect(Collectors.joining(" "));
    return shown(
        new Payee.SdeBill(
            Reading.reference("reference_client", bill.customer()),
            Reading.reference("reference_facture", bill.bill())),
        Reading.text(name),
        bill.montant(),
        bill.dueOn(),
        bill.statuspayment(),
        bill.transactionNumber());
  }

  private Shown shown(
      Payee payee,
      @Nullable String name,
      @Nullable String amount,
      @Nullable String dueOn,
      @Nullable Boolean paid,
      @Nullable String transactionNumber)
      throws Unreadable {
    Money billed = Reading.amount("montant", amount, access.currency());
    if (paid == null) {
      throw new Unreadable("statuspayment");
    }
    Money nothing = Money.zero(access.currency());
    return new Shown(
        new OwedBill(
            payee,
            name,
            billed,
            paid ? nothing : billed,
            paid ? billed : nothing,
            null,
            Reading.date(dueOn),
            paid,
            false),
        Reading.text(transactionNumber));
  }

  /** Sends with our token; a refused token is renewed, once, whatever others renew meanwhile. */
  private Answer send(Exchange exchange, String path, @Nullable Object body) throws CallFailed {
    Credential token = tokens.current();
    boolean renewed = false;
    while (true) {
      Answer answer = exchange.send(request(path, token, body));
      if (answer.status() != UNAUTHORIZED) {
        return answer;
      }
      exchange.turnedAway();
      if (renewed) {
        throw new CallFailed(NAME + " refuses a new token.", CallFailed.Remedy.NONE);
      }
      Tokens.Another another = tokens.insteadOf(token);
      token = another.token();
      renewed = another.renewed();
    }
  }

  private static Request request(String path, Credential token, @Nullable Object body) {
    return new Request(path, "Authorization", new Credential("Token " + token.value()), body);
  }

  private Credential signIn(Exchange exchange) throws CallFailed {
    Answer answer =
        exchange.send(
            Request.post(
                "/token/",
                null,
                null,
                new WizallWire.SignIn(access.username(), access.password())));
    if (answer.status() == BAD_REQUEST || answer.status() == UNAUTHORIZED) {
      throw new CallFailed(NAME + " refuses our user name or password.", CallFailed.Remedy.NONE);
    }
    JsonNode body = answer.json();
    if (answer.status() != OK && answer.status() != CREATED) {
      throw answer.unexpected();
    }
    String token = Reading.text(answer.read(body, WizallWire.SignedIn.class).token());
    if (token == null || !TOKEN.matcher(token).matches()) {
      throw answer.unexpected();
    }
    return new Credential(token);
  }

  @Override
  public void close() {
    calls.close();
  }
}
