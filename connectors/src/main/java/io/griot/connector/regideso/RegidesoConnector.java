package io.griot.connector.regideso;

import io.griot.connector.Connector;
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
import io.griot.core.bill.Confirmation;
import io.griot.core.money.Money;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Provider;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Water bills of REGIDESO ({@code regideso-bills.md}). Not the status but {@code success} says how
 * a call went, and bills stand in {@code data} or in {@code bills}.
 */
public final class RegidesoConnector implements Connector, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RegidesoConnector.class);

  private static final String NAME = "REGIDESO";
  private static final String PATH = "/api/factures";
  private static final String KEY = "x-api-key";
  private static final String DEFAULT_PROVINCE = "KIN";
  private static final int UNAUTHORIZED = 401;

  private static final DateTimeFormatter PAID_AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.of("Africa/Kinshasa"));

  /** The refusals of the document, by words of their messages, which may name the customer. */
  private enum Refusal {
    UNKNOWN_CUSTOMER("client n'existe pas", "knows no such customer"),
    NOTHING_DUE("aucune facture impayée", "says that nothing is due on the bill"),
    FOREIGN_BILL("n'existent pas pour le client", "has no such bill of this customer");

    private final String words;
    private final String meaning;

    Refusal(String words, String meaning) {
      this.words = words;
      this.meaning = meaning;
    }

    static Optional<Refusal> of(@Nullable String message) {
      String said = message == null ? "" : message.toLowerCase(Locale.FRENCH).replace('’', '\'');
      for (Refusal refusal : values()) {
        if (said.contains(refusal.words)) {
          return Optional.of(refusal);
        }
      }
      return Optional.empty();
    }
  }

  private final RegidesoAccess access;
  private final ProviderCalls calls;

  public RegidesoConnector(RegidesoAccess access, CircuitBreakers breakers, MeterRegistry meters) {
    this.access = access;
    this.calls =
        new ProviderCalls(
            Provider.REGIDESO, NAME, access.address(), access.limits(), breakers, meters);
  }

  @Override
  public Provider provider() {
    return Provider.REGIDESO;
  }

  @Override
  public List<OwedBill> inquire(Utility utility, String customer, @Nullable String province) {
    if (utility != Utility.REGIDESO) {
      throw new IllegalArgumentException(NAME + " has no bills of " + utility);
    }
    if (!Reading.isReference(customer) || (province != null && !Reading.isReference(province))) {
      return List.of();
    }
    return calls.inquire(utility, exchange -> bills(exchange, customer, province));
  }

  @Override
  public Money paidBefore(Payee payee) {
    if (!(payee instanceof Payee.RegidesoBill bill)) {
      throw new IllegalArgumentException(NAME + " does not serve " + payee.utility());
    }
    return calls
        .inquire(Utility.REGIDESO, exchange -> bill(exchange, bill))
        .map(OwedBill::paidBefore)
        .orElseThrow(
            () -> new ProviderUnavailable(Utility.REGIDESO, NAME + " does not show the bill."));
  }

  @Override
  public Outcome pay(PaymentOrder order) {
    if (!(order.payee() instanceof Payee.RegidesoBill bill)) {
      return new Outcome.NotSent(NAME + " does not serve " + order.payee().utility() + ".");
    }
    if (!order.amount().currency().equals(access.currency()) || !order.amount().isPositive()) {
      return new Outcome.NotSent(NAME + " takes amounts of " + access.currency() + " alone.");
    }
    var payment =
        new RegidesoWire.Payment(
            bill.customer(),
            Reading.written(order.amount()),
            PAID_AT.format(order.at()),
            bill.province(),
            access.operator(),
            List.of(new RegidesoWire.PaidBill(bill.bill())));
    return calls.pay(
        Utility.REGIDESO,
        exchange -> {
          Answer answer = send(exchange, Request.post(PATH, KEY, access.apiKey(), payment));
          return outcome(answer, bill, order.amount());
        });
  }

  private static Outcome outcome(Answer answer, Payee.RegidesoBill asked, Money amount)
      throws CallFailed {
    var envelope = answer.read(answer.json(), RegidesoWire.Envelope.class);
    if (envelope.success() == null) {
      throw answer.unexpected();
    }
    if (!envelope.success()) {
      Optional<Refusal> refusal = Refusal.of(envelope.message());
      // An error of no known kind may have come after the effect.
      if (refusal.isEmpty() && answer.isFault()) {
        throw answer.unexpected();
      }
      return new Outcome.Rejected(
          NAME + " " + refusal.map(known -> known.meaning).orElse("refused the payment") + ".");
    }
    for (JsonNode each : list(answer, envelope)) {
      var bill = answer.read(each, RegidesoWire.Bill.class);
      if (!asked.bill().equals(Reading.text(bill.bill()))) {
        continue;
      }
      String receipt = Reading.text(bill.receipt());
      if (receipt == null) {
        return new Outcome.Unknown(NAME + " answered without a receipt number.");
      }
      if (!echoes(amount, bill.paid())) {
        return new Outcome.Unknown(NAME + " answered with another amount than it was asked for.");
      }
      return new Outcome.Confirmed(new Confirmation(receipt, Map.of()));
    }
    return new Outcome.Unknown(NAME + " answered without the bill that it was asked to take.");
  }

  private static boolean echoes(Money asked, @Nullable String answered) {
    if (Reading.text(answered) == null) {
      return true;
    }
    try {
      return Reading.amount("montant_payer", answered, asked.currency()).equals(asked);
    } catch (Unreadable amount) {
      return false;
    }
  }

  @Override
  public Finding findOutcome(PaymentOrder order) {
    if (!(order.payee() instanceof Payee.RegidesoBill bill)) {
      return new Finding.CannotBeAsked(NAME + " does not serve " + order.payee().utility() + ".");
    }
    Money before = order.paidBefore();
    if (before == null || !before.currency().equals(order.amount().currency())) {
      return new Finding.CannotBeAsked("What was paid before was not noted.");
    }
    return calls.find(
        Utility.REGIDESO,
        exchange ->
            bill(exchange, bill)
                .map(shown -> finding(before, shown.paidBefore(), order.amount()))
                .orElseGet(() -> new Finding.Unclear(NAME + " does not show the bill any more.")));
  }

  private static Finding finding(Money before, Money now, Money amount) {
    if (!now.currency().equals(before.currency())) {
      return new Finding.Unclear(NAME + " is read in another currency since.");
    }
    Money risen = now.minus(before);
    if (risen.equals(amount)) {
      return new Finding.Paid(new Confirmation(null, Map.of()));
    }
    return risen.equals(Money.zero(risen.currency()))
        ? new Finding.Unpaid(NAME + " has noted no payment since.")
        : new Finding.Unclear(
            "%s has noted %s more than before, not %s.".formatted(NAME, risen, amount));
  }

  private Optional<OwedBill> bill(Exchange exchange, Payee.RegidesoBill bill) throws CallFailed {
    return bills(exchange, bill.customer(), bill.province()).stream()
        .filter(shown -> shown.payee().equals(bill))
        .findFirst();
  }

  private List<OwedBill> bills(Exchange exchange, String customer, @Nullable String province)
      throws CallFailed {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("ref_client", customer);
    if (province != null) {
      query.put("province", province);
    }
    Answer answer = send(exchange, Request.get(PATH + Request.query(query), KEY, access.apiKey()));
    var envelope = answer.read(answer.json(), RegidesoWire.Envelope.class);
    if (envelope.success() == null) {
      throw answer.unexpected();
    }
    if (!envelope.success()) {
      if (Refusal.of(envelope.message()).isEmpty()) {
        // An answer all the same: whoever asks for odd things does not break the others' way.
        throw new CallFailed(NAME + " refused to answer.", CallFailed.Remedy.WAIT);
      }
      return List.of();
    }
    JsonNode list = list(answer, envelope);
    List<OwedBill> bills = new ArrayList<>();
    for (JsonNode each : list) {
      try {
        bills.add(bill(answer.read(each, RegidesoWire.Bill.class), customer, province));
      } catch (Unreadable | CallFailed part) {
        LOG.warn("A bill of {} is passed over: {}", NAME, part.getMessage());
      }
    }
    if (bills.isEmpty() && !list.isEmpty()) {
      throw answer.unexpected();
    }
    return List.copyOf(bills);
  }

  private static JsonNode list(Answer answer, RegidesoWire.Envelope envelope) throws CallFailed {
    for (JsonNode list : new JsonNode[] {envelope.data(), envelope.bills()}) {
      if (list != null && list.isArray()) {
        return list;
      }
    }
    throw answer.unexpected();
  }

  private OwedBill bill(
      RegidesoWire.Bill bill, String askedCustomer, @Nullable String askedProvince)
      throws Unreadable {
    String customer = Reading.text(bill.customer());
    Money due = Reading.amount("solde", bill.due(), access.currency());
    return new OwedBill(
        new Payee.RegidesoBill(
            province(bill, askedProvince),
            customer == null ? askedCustomer : Reading.reference("ref_client", customer),
            Reading.reference("fae_id", bill.bill())),
        Reading.text(bill.customerName()),
        Reading.amount("montant_fac", bill.billed(), access.currency()),
        due,
        Reading.amount("payments", bill.payments(), access.currency()),
        Reading.date(bill.issuedOn()),
        null,
        !due.isPositive(),
        true);
  }

  // Asked for again under the same name, the bill is found again.
  private static String province(RegidesoWire.Bill bill, @Nullable String asked) {
    if (asked != null) {
      return asked;
    }
    String shown = Reading.text(bill.province());
    return shown != null && Reading.isReference(shown) ? shown : DEFAULT_PROVINCE;
  }

  private static Answer send(Exchange exchange, Request request) throws CallFailed {
    Answer answer = exchange.send(request);
    if (answer.status() == UNAUTHORIZED) {
      exchange.turnedAway();
      throw new CallFailed(NAME + " refuses our key.", CallFailed.Remedy.NONE);
    }
    return answer;
  }

  @Override
  public void close() {
    calls.close();
  }
}
