package io.griot.sandbox.regideso;

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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * REGIDESO's interface for bills, as "Documentation de l'API de REGIDESO S.A." describes it. A
 * refusal is answered with the status 200: the field {@code success} decides.
 */
public final class Regideso implements Site {

  /** The provinces' codes, in the document's order. */
  public static final List<String> PROVINCES = List.of("KIN", "KC", "KAT", "NK", "SK", "MB", "KAN");

  private static final String KEY = "x-api-key";
  private static final String DEFAULT_PROVINCE = "KIN";
  private static final String UNKNOWN_OPERATOR = "INCONNU";
  private static final String PHONE = "1001";
  private static final ZoneId ZONE = ZoneId.of("Africa/Kinshasa");

  private static final String NO_SUCH_CLIENT = "Ce client n'existe pas dans la base de données.";
  private static final String NOTHING_UNPAID = "Aucune facture impayée pour ce client!";
  private static final String WRONG_AMOUNT = "Le montant est incorrect!";
  private static final String TOO_MUCH = "Le montant dépasse le solde des factures!";

  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,2})?0*");
  private static final DateTimeFormatter PAID_BILL =
      DateTimeFormatter.ofPattern("dd-MM-uuuu", Locale.ROOT);
  private static final DateTimeFormatter RECEIPT =
      DateTimeFormatter.ofPattern("dd-MM-uu", Locale.ROOT);

  private record ClientKey(String province, String refClient) {}

  private record Part(RegidesoBill bill, BigDecimal amount) {}

  private final String apiKey;
  private final Effects effects;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private final Object lock = new Object();
  private final Map<ClientKey, Client> clients = new HashMap<>();
  private final Map<String, BigDecimal> payments = new HashMap<>();
  private final Map<String, Transaction> transactions = new LinkedHashMap<>();

  public Regideso(String apiKey, Effects effects, Clock clock) {
    this.apiKey = apiKey;
    this.effects = effects;
    this.clock = clock;
    reset();
  }

  /** Adds a bill without payments, and its client if there is none yet. */
  public void add(RegidesoBill bill) {
    if (!PROVINCES.contains(bill.refProvince()) || bill.montantFac().scale() > 2) {
      throw new IllegalArgumentException("A bill stands in one of the provinces, in centimes.");
    }
    synchronized (lock) {
      List<RegidesoBill> bills = client(bill).bills();
      bills.removeIf(other -> other.faeId().equals(bill.faeId()));
      bills.add(bill);
      payments.remove(bill.faeId());
    }
  }

  /** The catalogue as it was at the start. */
  public void reset() {
    synchronized (lock) {
      clients.clear();
      payments.clear();
      transactions.clear();
      catalogue();
    }
  }

  private Client client(RegidesoBill bill) {
    return clients.computeIfAbsent(
        new ClientKey(bill.refProvince(), bill.refClient()),
        key -> new Client(key.province(), key.refClient(), bill.nomClient(), new ArrayList<>()));
  }

  private void catalogue() {
    RegidesoBill first =
        new RegidesoBill(
            "108776771",
            "83262",
            "MUKEBA MUKEBA ",
            "8326224601541",
            LocalDate.of(2024, 3, 31),
            "MONT-NGAFULA",
            "KIN",
            new BigDecimal("17865.57"));
    add(first);
    // With the first and less the 100 of the document's payment, its debt: nine bills, 634206.32.
    for (int month = 1; month <= 8; month++) {
      add(
          new RegidesoBill(
              "10877678" + month,
              first.refClient(),
              first.nomClient(),
              "832622460155" + month,
              first.dateFac().minusMonths(month),
              first.refAgence(),
              first.refProvince(),
              new BigDecimal(month == 8 ? "77055.12" : "77055.09")));
    }
    add(
        new RegidesoBill(
            "208776772",
            "01234-X",
            "KANDA MUKOSA",
            "0123424601541",
            LocalDate.of(2024, 3, 31),
            "MATADI",
            "KC",
            new BigDecimal("9500.00")));

    RegidesoBill paid = RegidesoBill.generated(DEFAULT_PROVINCE, "800090");
    add(paid);
    payments.put(paid.faeId(), paid.montantFac());
    RegidesoBill one = RegidesoBill.generated(DEFAULT_PROVINCE, "800091");
    add(one);
    add(
        new RegidesoBill(
            "1100800091",
            one.refClient(),
            one.nomClient(),
            "80009124701541",
            one.dateFac().plusMonths(1),
            one.refAgence(),
            one.refProvince(),
            new BigDecimal("7777.77")));
    RegidesoBill none = RegidesoBill.generated(DEFAULT_PROVINCE, "800092");
    client(none);
  }

  @Override
  public Recognised recognise(Call call) {
    Optional<String> key = call.header(KEY).filter(this::isGood);
    if (key.isEmpty()) {
      return new Answered(unauthorized());
    }
    return switch (call.method() + " " + String.join("/", call.path())) {
      case "GET api/factures" -> reading(call.query("ref_client"), province(call));
      case "POST api/factures" -> {
        Optional<ObjectNode> body = call.json();
        yield body.isPresent()
            ? posted(body.get())
            : new Answered(Reply.json(400, failure("Requête invalide.")));
      }
      case "GET api/transactionId" -> transaction(call.query("num_acquit"), province(call));
      default -> new Answered(Reply.json(404, failure("Page introuvable.")));
    };
  }

  @Override
  public Reply refusal(Asked asked, String reason) {
    String message =
        switch (asked.operation().kind()) {
          case PAYING -> NOTHING_UNPAID;
          case READING, KEEPING, SIGNING_IN -> NO_SUCH_CLIENT;
        };
    return Reply.json(200, noBills(reason.isEmpty() ? message : reason));
  }

  @Override
  public Reply alreadyPaid(Asked asked) {
    return Reply.json(200, noBills(NOTHING_UNPAID));
  }

  @Override
  public Reply unauthorized() {
    return Reply.json(401, failure("Clé API manquante ou invalide."));
  }

  /** A key is not renewed. */
  @Override
  public boolean revoke(Asked asked) {
    return true;
  }

  private Recognised posted(ObjectNode body) {
    String refClient = Json.text(body, "ref_client");
    String province = province(Json.text(body, "province"));
    if (!body.has("amount")) {
      // The document asks for a client's bills in this way too.
      return reading(refClient, province);
    }
    String amount = Json.text(body, "amount");
    List<String> faeIds = new ArrayList<>();
    for (JsonNode bill : body.path("bills")) {
      faeIds.add(Json.text(bill, "fae_id"));
    }
    Set<String> references = new HashSet<>(faeIds);
    references.add(refClient);
    LocalDate paidOn = paidOn(Json.text(body, "date_payement"));
    String operator = Json.text(body, "opérateur");
    return new Asked(
        Operation.REGIDESO_PAYMENT,
        Set.copyOf(references),
        amount,
        "",
        () ->
            pay(
                province,
                refClient,
                faeIds,
                amount,
                paidOn,
                operator.isEmpty() ? UNKNOWN_OPERATOR : operator));
  }

  private Recognised reading(String refClient, String province) {
    return new Asked(
        Operation.REGIDESO_BILLS, Set.of(refClient), "", "", () -> bills(province, refClient));
  }

  private Reply bills(String province, String refClient) {
    synchronized (lock) {
      Optional<Client> client = find(province, refClient);
      if (client.isEmpty()) {
        return Reply.json(200, noBills(NO_SUCH_CLIENT));
      }
      ObjectNode answer = Json.object().put("success", true).put("message", "Vos données");
      ArrayNode data = answer.putArray("data");
      for (RegidesoBill bill : client.get().bills()) {
        data.addObject()
            .put("fae_id", bill.faeId())
            .put("ref_client", bill.refClient())
            .put("nom_client", bill.nomClient())
            .put("numero_fac", bill.numeroFac())
            .put("date_fac", bill.dateFac() + " 00:00:00")
            .put("ref_agence", bill.refAgence())
            .put("ref_province", bill.refProvince())
            .put("montant_fac", plain(bill.montantFac()))
            .put("solde_fac", plain(bill.montantFac()))
            .put("payments", plain(paid(bill)))
            .put("solde", plain(due(bill)));
      }
      return Reply.json(200, answer);
    }
  }

  private Reply pay(
      String province,
      String refClient,
      List<String> faeIds,
      String amount,
      LocalDate paidOn,
      String operator) {
    synchronized (lock) {
      Optional<Client> found = find(province, refClient);
      if (found.isEmpty()) {
        return Reply.json(200, noBills(NO_SUCH_CLIENT));
      }
      Client client = found.get();
      if (!client.bills().stream().map(RegidesoBill::faeId).toList().containsAll(faeIds)) {
        return refused(
            "Les factures suivantes n'existent pas pour le client "
                + client.name().strip()
                + " ("
                + refClient
                + ")");
      }
      List<RegidesoBill> unpaid = unpaid(client, faeIds);
      if (unpaid.isEmpty()) {
        return Reply.json(200, noBills(NOTHING_UNPAID));
      }
      if (!AMOUNT.matcher(amount).matches() || new BigDecimal(amount).signum() == 0) {
        return refused(WRONG_AMOUNT);
      }
      BigDecimal total = new BigDecimal(amount);
      List<Part> parts = fill(unpaid, total);
      if (parts.stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add).compareTo(total)
          < 0) {
        return refused(TOO_MUCH);
      }
      Instant at = clock.instant();
      String numAcquit = numAcquit(paidOn, operator, refClient);
      transactions.put(
          numAcquit,
          new Transaction(numAcquit, province, refClient, client.name(), total, paidOn, operator));
      for (Part part : parts) {
        payments.merge(part.bill().faeId(), part.amount(), BigDecimal::add);
        effects.add(
            new Effect(
                Operation.REGIDESO_PAYMENT,
                refClient,
                part.bill().faeId(),
                part.amount(),
                numAcquit,
                at));
      }
      return Reply.paid(receipt(client, parts, numAcquit, paidOn));
    }
  }

  /** Those named, in the order in which they are named; all of the client's where none is. */
  private List<RegidesoBill> unpaid(Client client, List<String> faeIds) {
    List<RegidesoBill> chosen =
        faeIds.isEmpty()
            ? client.bills()
            : faeIds.stream()
                .distinct()
                .flatMap(
                    faeId -> client.bills().stream().filter(bill -> bill.faeId().equals(faeId)))
                .toList();
    return chosen.stream().filter(bill -> due(bill).signum() > 0).toList();
  }

  private List<Part> fill(List<RegidesoBill> unpaid, BigDecimal total) {
    List<Part> parts = new ArrayList<>();
    BigDecimal left = total;
    for (RegidesoBill bill : unpaid) {
      BigDecimal part = left.min(due(bill));
      if (part.signum() > 0) {
        parts.add(new Part(bill, part));
        left = left.subtract(part);
      }
    }
    return parts;
  }

  private ObjectNode receipt(Client client, List<Part> parts, String numAcquit, LocalDate paidOn) {
    List<RegidesoBill> unpaid = unpaid(client, List.of());
    BigDecimal debt = unpaid.stream().map(this::due).reduce(BigDecimal.ZERO, BigDecimal::add);
    ObjectNode answer =
        Json.object().put("success", true).put("message", "Paiement enregistré avec succès");
    ArrayNode bills = answer.putArray("bills");
    for (Part part : parts) {
      RegidesoBill bill = part.bill();
      bills
          .addObject()
          .put("fae_id", bill.faeId())
          .put("ref_client", bill.refClient())
          .put("nom_client", bill.nomClient())
          .put("numero_fac", bill.numeroFac())
          .put("date_fac", PAID_BILL.format(bill.dateFac()))
          .put("ref_agence", bill.refAgence())
          .put("ref_province", bill.refProvince())
          .put("montant_fac", plain(bill.montantFac()))
          .put("payments", plain(paid(bill)))
          .put("solde", number(due(bill)))
          .put("montant_payer", number(part.amount()))
          .put("num_acquit", numAcquit)
          .put("cle", numAcquit)
          .put("phone", PHONE)
          .put("nombre_factures_impayees", Integer.toString(unpaid.size()))
          .put("montant_total_de_la_dette", plain(debt))
          .put("date_payement", paidOn.toString());
    }
    return answer;
  }

  private Recognised transaction(String numAcquit, String province) {
    return new Asked(
        Operation.REGIDESO_TRANSACTION,
        Set.of(numAcquit),
        "",
        "",
        () -> {
          synchronized (lock) {
            return Optional.ofNullable(transactions.get(numAcquit))
                .filter(transaction -> transaction.province().equals(province))
                .map(Regideso::verified)
                .orElseGet(() -> Reply.json(200, unverified(numAcquit)));
          }
        });
  }

  private static Reply verified(Transaction transaction) {
    ObjectNode answer =
        Json.object()
            .put("success", true)
            .put("status", "succès")
            .put("message", "Détails des paiements pour la transaction " + transaction.numAcquit());
    answer
        .putArray("data")
        .addObject()
        .put("ref_client", transaction.refClient())
        .put("nom_client", transaction.nomClient())
        .put("total_payments", plain(transaction.total()))
        .put("nbre_transactions", "1")
        .put("date_payement", transaction.paidOn() + " 00:00:00")
        .put("opérateur", transaction.operator());
    return Reply.json(200, answer);
  }

  private static ObjectNode unverified(String numAcquit) {
    ObjectNode answer =
        Json.object()
            .put("success", false)
            .put("status", "échec")
            .put("message", "Aucun paiement pour la transaction " + numAcquit);
    answer.putArray("data");
    return answer;
  }

  private Optional<Client> find(String province, String refClient) {
    Client written = clients.get(new ClientKey(province, refClient));
    if (written == null && PROVINCES.contains(province) && RegidesoBill.isGenerated(refClient)) {
      RegidesoBill bill = RegidesoBill.generated(province, refClient);
      return Optional.of(new Client(province, refClient, bill.nomClient(), List.of(bill)));
    }
    return Optional.ofNullable(written);
  }

  private BigDecimal paid(RegidesoBill bill) {
    return payments.getOrDefault(bill.faeId(), BigDecimal.ZERO);
  }

  private BigDecimal due(RegidesoBill bill) {
    return bill.montantFac().subtract(paid(bill));
  }

  private String numAcquit(LocalDate paidOn, String operator, String refClient) {
    String number;
    do {
      number =
          RECEIPT.format(paidOn)
              + operator
              + "-"
              + refClient
              + "-"
              + "%05x".formatted(random.nextInt(1 << 20));
    } while (transactions.containsKey(number));
    return number;
  }

  /** The day of "2025-01-29 10:42:58", today where there is none. */
  private LocalDate paidOn(String text) {
    try {
      return LocalDate.parse(text.substring(0, Math.min(text.length(), 10)));
    } catch (DateTimeException e) {
      return LocalDate.ofInstant(clock.instant(), ZONE);
    }
  }

  private boolean isGood(String key) {
    return MessageDigest.isEqual(
        key.getBytes(StandardCharsets.UTF_8), apiKey.getBytes(StandardCharsets.UTF_8));
  }

  private static String province(Call call) {
    return province(call.query("province"));
  }

  private static String province(String given) {
    return given.isEmpty() ? DEFAULT_PROVINCE : given;
  }

  private static Reply refused(String message) {
    ObjectNode answer =
        Json.object().put("success", false).put("status", "échec").put("message", message);
    answer.putArray("bills");
    return Reply.json(200, answer);
  }

  private static ObjectNode noBills(String message) {
    ObjectNode answer = Json.object().put("message", message).put("success", false);
    answer.putArray("bills");
    return answer;
  }

  private static ObjectNode failure(String message) {
    return Json.object().put("success", false).put("message", message);
  }

  private static String plain(BigDecimal amount) {
    return number(amount).toPlainString();
  }

  /** Without the zeros behind the point that it does not need. */
  private static BigDecimal number(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
