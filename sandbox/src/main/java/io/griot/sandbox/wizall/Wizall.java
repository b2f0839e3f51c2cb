package io.griot.sandbox.wizall;

import io.griot.sandbox.effect.Effect;
import io.griot.sandbox.effect.Effects;
import io.griot.sandbox.exchange.Call;
import io.griot.sandbox.exchange.Json;
import io.griot.sandbox.exchange.Recognised;
import io.griot.sandbox.exchange.Recognised.Answered;
import io.griot.sandbox.exchange.Recognised.Asked;
import io.griot.sandbox.exchange.Reply;
import io.griot.sandbox.exchange.Site;
import io.griot.sandbox.operation.Operation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Wizall's bill-payment gateway, as "Wizall Payment Gateway" describes it. */
public final class Wizall implements Site {
  private static final String AUTHORIZATION = "Authorization";
  private static final String SCHEME = "Token ";

  private static final String ALREADY_PAID = "BILL_ALREADY_PAID";
  private static final String INSUFFICIENT_BALANCE = "INSUFFICIENT_BALANCE";
  private static final String INVALID_PINCODE = "INVALID_PINCODE";
  private static final String BILL_NOT_FOUND = "BILL_NOT_FOUND";
  private static final String AMOUNT_MISMATCH = "AMOUNT_MISMATCH";

  private static final long FLOAT = 1_000_000_000_000L;
  private static final BigDecimal PRICE_OF_A_KILOWATT_HOUR = new BigDecimal("91.17");
  private static final Set<String> CARRIERS = Set.of("ORANGE", "TIGO", "EXPRESSO");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}");
  private static final Pattern MOBILE = Pattern.compile("(\\+?221)?7[05678][0-9]{7}");
  private static final Pattern METER = Pattern.compile("[789]([0-9]{7}|[0-9]{10})");

  /** Whose sample calls pay with these; the document uses two PINs for one number. */
  private static final Set<List<String>> PAYERS_OF_THE_DOCUMENT =
      Set.of(List.of("771234567", "1234"), List.of("771234567", "1001"));

  private final WizallCredentials credentials;
  private final Effects effects;
  private final Clock clock;
  private final Tokens tokens = new Tokens();
  private final SecureRandom random = new SecureRandom();

  private final Object lock = new Object();
  private final BillBook<SenelecBill> senelec =
      new BillBook<>(SenelecBill::isGenerated, SenelecBill::generated);
  private final BillBook<SdeBill> sde = new BillBook<>(SdeBill::isGenerated, SdeBill::generated);
  private final Set<String> meters = new HashSet<>();
  private final Set<String> transactionNumbers = new HashSet<>();
  private final SavedReferences policies = SavedReferences.ofSenelec();
  private final SavedReferences references = SavedReferences.ofSde();
  private final SavedReferences savedMeters = SavedReferences.ofWoyofal();
  private long floatBalance;

  public Wizall(WizallCredentials credentials, Effects effects, Clock clock) {
    this.credentials = credentials;
    this.effects = effects;
    this.clock = clock;
    reset();
  }

  /** Adds a bill of SENELEC, unpaid. */
  public void add(SenelecBill bill) {
    synchronized (lock) {
      senelec.add(bill);
    }
  }

  /** Adds a bill of SDE, unpaid. */
  public void add(SdeBill bill) {
    synchronized (lock) {
      sde.add(bill);
    }
  }

  public void addMeter(String compteur) {
    synchronized (lock) {
      meters.add(compteur);
    }
  }

  /** What is left to pay from, in XOF; below a bill's amount its payment is refused. */
  public void floatBalance(long balance) {
    synchronized (lock) {
      floatBalance = balance;
    }
  }

  public long floatBalance() {
    synchronized (lock) {
      return floatBalance;
    }
  }

  /** The catalogue as it was at the start; tokens stay good. */
  public void reset() {
    synchronized (lock) {
      floatBalance = FLOAT;
      tokens.forgetRevocations();
      senelec.clear();
      sde.clear();
      meters.clear();
      policies.clear();
      references.clear();
      savedMeters.clear();
      catalogue();
    }
  }

  private void catalogue() {
    senelec.add(
        new SenelecBill(
            "1061103482", "5589110", "CISSE BABACAR", 18_590, LocalDate.of(2017, 8, 5)));
    for (String police : List.of("106A250566", "1101107740", "4109900642")) {
      senelec.add(
          new SenelecBill(police, "5600001", "NDIAYE FATOU", 12_345, LocalDate.of(2026, 12, 20)));
    }
    sde.add(
        new SdeBill(
            "735034654215",
            "10073503465421502051701",
            "M.SALIOU",
            "DIEYE",
            2_828,
            LocalDate.of(2017, 6, 15)));
    sde.add(SdeBill.generated("735034938607"));
    meters.add("58469823");
    meters.add("14567634");

    SenelecBill paid = SenelecBill.generated("8000000090");
    senelec.add(paid);
    senelec.pay(paid, "0000a0090");
    SenelecBill first = SenelecBill.generated("8000000091");
    senelec.add(first);
    senelec.add(
        new SenelecBill(
            first.police(), "5000000191", first.client(), 7_777, LocalDate.of(2027, 1, 5)));
    senelec.customer("8000000092");
    SdeBill settled = SdeBill.generated("800000000090");
    sde.add(settled);
    sde.pay(settled, "0000b0090");
    SdeBill earlier = SdeBill.generated("800000000091");
    sde.add(earlier);
    sde.add(
        new SdeBill(
            earlier.referenceClient(),
            "10080000000009102051801",
            earlier.nom(),
            earlier.prenom(),
            3_333,
            LocalDate.of(2027, 1, 15)));
    sde.customer("800000000092");

    for (SavedReferences saved : List.of(policies, references)) {
      saved.keep(29, "Sweet Home", 771234567, "106A250566");
      saved.keep(30, "Test", 771234567, "1101107740");
    }
    savedMeters.keep(22, "Maison", 771234567, "14567634");
  }

  @Override
  public Recognised recognise(Call call) {
    List<String> path = call.path();
    if (path.isEmpty() || path.size() > 2) {
      return notFound();
    }
    String verb = call.method() + " " + path.getFirst() + (path.size() == 2 ? "/…" : "");
    if (verb.equals("POST token")) {
      return withBody(call, this::token);
    }
    Optional<String> token =
        call.header(AUTHORIZATION)
            .filter(value -> value.startsWith(SCHEME))
            .map(value -> value.substring(SCHEME.length()).strip())
            .filter(tokens::isGood);
    if (token.isEmpty()) {
      return new Answered(unauthorized());
    }
    String credential = token.get();
    String last = path.getLast();
    return switch (verb) {
      case "GET senelecfactures/…" ->
          reading(Operation.SENELEC_BILLS, last, credential, () -> bills(senelec, last));
      case "GET sde/…" -> reading(Operation.SDE_BILLS, last, credential, () -> bills(sde, last));
      case "POST senelecfactures" ->
          withBody(
              call,
              body ->
                  paying(
                      Operation.SENELEC_PAYMENT,
                      body,
                      "police",
                      "numfacture",
                      credential,
                      senelec));
      case "POST sde" ->
          withBody(
              call,
              body ->
                  paying(
                      Operation.SDE_PAYMENT,
                      body,
                      "reference_client",
                      "reference_facture",
                      credential,
                      sde));
      case "POST achatwoyofal" -> withBody(call, body -> woyofal(body, credential));
      case "POST airtime" -> withBody(call, body -> airtime(body, credential));
      case "GET senelecpolice/…" -> saved(policies, last, credential);
      case "GET sdereference/…" -> saved(references, last, credential);
      case "GET compteurwoyofal/…" -> saved(savedMeters, last, credential);
      case "POST senelecpolice" -> withBody(call, body -> save(policies, body, credential));
      case "POST sdereference" -> withBody(call, body -> save(references, body, credential));
      case "POST compteurwoyofal" -> withBody(call, body -> save(savedMeters, body, credential));
      case "DELETE deletepolice/…" -> remove(policies, last, credential);
      case "DELETE deleteref/…" -> remove(references, last, credential);
      case "DELETE deletewoyofal/…" -> remove(savedMeters, last, credential);
      default -> notFound();
    };
  }

  @Override
  public Reply refusal(Asked asked, String reason) {
    if (asked.operation() == Operation.WIZALL_TOKEN) {
      return badLogin();
    }
    return error(reason.isEmpty() ? INSUFFICIENT_BALANCE : reason);
  }

  @Override
  public Reply alreadyPaid(Asked asked) {
    return error(ALREADY_PAID);
  }

  @Override
  public Reply unauthorized() {
    return Reply.json(
        401, Json.object().put("detail", "Authentication credentials were not provided."));
  }

  @Override
  public boolean revoke(Asked asked) {
    return tokens.revoke(asked.credential(), String.join(" ", asked.references()));
  }

  private Recognised token(ObjectNode body) {
    String username = Json.text(body, "username");
    String password = Json.text(body, "password");
    return new Asked(
        Operation.WIZALL_TOKEN,
        Set.of(username),
        "",
        "",
        () ->
            same(username, credentials.username()) && same(password, credentials.password())
                ? Reply.json(200, Json.object().put("token", tokens.give()))
                : badLogin());
  }

  private static Recognised reading(
      Operation operation, String customer, String credential, Supplier<Reply> carryOut) {
    return new Asked(operation, Set.of(customer), "", credential, carryOut);
  }

  private <B extends WizallBill> Reply bills(BillBook<B> book, String customer) {
    ArrayNode list = Json.array();
    synchronized (lock) {
      book.of(customer).forEach(bill -> list.add(bill.listed(book.state(bill))));
    }
    return Reply.json(200, list);
  }

  private <B extends WizallBill> Recognised paying(
      Operation operation,
      ObjectNode body,
      String customerField,
      String numberField,
      String credential,
      BillBook<B> book) {
    String customer = Json.text(body, customerField);
    String number = Json.text(body, numberField);
    String montant = Json.text(body, "montant");
    boolean proved = proves(body);
    return new Asked(
        operation,
        names(customer, number),
        montant,
        credential,
        () -> pay(operation, book, customer, number, montant, proved));
  }

  private <B extends WizallBill> Reply pay(
      Operation operation,
      BillBook<B> book,
      String customer,
      String number,
      String montant,
      boolean proved) {
    synchronized (lock) {
      if (!proved) {
        return error(INVALID_PINCODE);
      }
      Optional<B> found = book.find(customer, number);
      if (found.isEmpty()) {
        return error(BILL_NOT_FOUND);
      }
      B bill = found.get();
      if (book.state(bill).isPaid()) {
        return error(ALREADY_PAID);
      }
      if (!isAmount(montant) || Long.parseLong(montant) != bill.montant()) {
        return error(AMOUNT_MISMATCH);
      }
      if (floatBalance < bill.montant()) {
        return error(INSUFFICIENT_BALANCE);
      }
      String transaction = takePlace(operation, customer, number, bill.montant());
      return Reply.paid(bill.paid(book.pay(bill, transaction)));
    }
  }

  private Recognised woyofal(ObjectNode body, String credential) {
    String compteur = Json.text(body, "compteur");
    String amount = Json.text(body, "amount");
    boolean proved = proves(body);
    return new Asked(
        Operation.WOYOFAL_PURCHASE,
        Set.of(compteur),
        amount,
        credential,
        () -> {
          synchronized (lock) {
            if (!proved) {
              return error(INVALID_PINCODE);
            }
            if (!meters.contains(compteur) && !METER.matcher(compteur).matches()) {
              return error(BILL_NOT_FOUND);
            }
            return topUp(Operation.WOYOFAL_PURCHASE, "compteur", compteur, amount);
          }
        });
  }

  private Recognised airtime(ObjectNode body, String credential) {
    String receiver = Json.text(body, "receveurmsisdn");
    String amount = Json.text(body, "amount");
    String carrier = Json.text(body, "reseau");
    return new Asked(
        Operation.AIRTIME_PURCHASE,
        Set.of(receiver),
        amount,
        credential,
        () -> {
          synchronized (lock) {
            // Numbers move between carriers, so that any carrier may have any of them.
            if (!MOBILE.matcher(receiver).matches() || !CARRIERS.contains(carrier)) {
              return error(BILL_NOT_FOUND);
            }
            return topUp(Operation.AIRTIME_PURCHASE, "receveurmsisdn", receiver, amount);
          }
        });
  }

  private Reply topUp(Operation operation, String field, String customer, String amount) {
    if (!isAmount(amount) || Long.parseLong(amount) == 0) {
      return error(AMOUNT_MISMATCH);
    }
    long francs = Long.parseLong(amount);
    if (floatBalance < francs) {
      return error(INSUFFICIENT_BALANCE);
    }
    ObjectNode answer =
        Json.object()
            .put("PAYMENT_TRANSACTION_NUMBER", takePlace(operation, customer, "", francs))
            .put(field, customer)
            .put("montant", amount);
    if (operation == Operation.WOYOFAL_PURCHASE) {
      answer
          .put("token", "%010d%010d".formatted(tenDigits(), tenDigits()))
          .put(
              "kwh",
              BigDecimal.valueOf(francs)
                  .divide(PRICE_OF_A_KILOWATT_HOUR, 1, RoundingMode.HALF_UP)
                  .toPlainString());
    }
    return Reply.paid(answer.put("statuspayment", true));
  }

  /** Counts the effect and takes it from the float. */
  private String takePlace(Operation operation, String customer, String bill, long francs) {
    String transaction = transactionNumber();
    floatBalance -= francs;
    effects.add(
        new Effect(
            operation, customer, bill, BigDecimal.valueOf(francs), transaction, clock.instant()));
    return transaction;
  }

  private String transactionNumber() {
    String number;
    do {
      number = "%09x".formatted(random.nextLong(1L << 36));
    } while (!transactionNumbers.add(number));
    return number;
  }

  private long tenDigits() {
    return random.nextLong(10_000_000_000L);
  }

  private Recognised saved(SavedReferences kept, String phone, String credential) {
    return keeping(
        phone,
        credential,
        () -> {
          synchronized (lock) {
            return Reply.json(200, isPhone(phone) ? kept.list(phoneNumber(phone)) : Json.array());
          }
        });
  }

  private Recognised save(SavedReferences kept, ObjectNode body, String credential) {
    String alias = Json.text(body, "alias");
    String phone = Json.text(body, "msisdn");
    String reference = Json.text(body, kept.sentAs());
    return keeping(
        reference,
        credential,
        () -> {
          synchronized (lock) {
            return alias.isEmpty() || !isPhone(phone) || reference.isEmpty()
                ? Reply.empty(404)
                : Reply.json(200, kept.add(alias, phoneNumber(phone), reference));
          }
        });
  }

  private Recognised remove(SavedReferences kept, String id, String credential) {
    return keeping(
        id,
        credential,
        () -> {
          synchronized (lock) {
            return Reply.empty(kept.remove(id) ? 200 : 404);
          }
        });
  }

  private static Recognised keeping(String reference, String credential, Supplier<Reply> carryOut) {
    return new Asked(Operation.SAVED_REFERENCES, Set.of(reference), "", credential, carryOut);
  }

  private boolean proves(ObjectNode body) {
    String msisdn = Json.text(body, "msisdn");
    String pincode = Json.text(body, "pincode");
    return (same(msisdn, credentials.msisdn()) && same(pincode, credentials.pincode()))
        || PAYERS_OF_THE_DOCUMENT.contains(List.of(msisdn, pincode));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isAmount(String text) {
    return AMOUNT.matcher(text).matches();
  }

  private static boolean isPhone(String text) {
    return text.matches("\\+?[0-9]{7,15}");
  }

  private static long phoneNumber(String text) {
    return Long.parseLong(text.replace("+", ""));
  }

  private static Set<String> names(String customer, String number) {
    return customer.equals(number) ? Set.of(customer) : Set.of(customer, number);
  }

  private static Recognised withBody(Call call, Function<ObjectNode, Recognised> recognise) {
    Optional<ObjectNode> body = call.json();
    return body.isPresent()
        ? recognise.apply(body.get())
        : new Answered(Reply.json(400, Json.object().put("detail", "JSON parse error")));
  }

  private static Reply badLogin() {
    ObjectNode body = Json.object();
    body.putArray("non_field_errors").add("Unable to log in with provided credentials.");
    return Reply.json(400, body);
  }

  private static Recognised notFound() {
    return new Answered(Reply.json(404, Json.object().put("detail", "Not found.")));
  }

  private static Reply error(String code) {
    return Reply.json(400, Json.object().put("code", "400").put("error", code));
  }
}
