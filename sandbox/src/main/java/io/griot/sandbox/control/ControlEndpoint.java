package io.griot.sandbox.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.griot.sandbox.catalogue.Catalogue;
import io.griot.sandbox.catalogue.SpecialReference;
import io.griot.sandbox.effect.Effect;
import io.griot.sandbox.exchange.Call;
import io.griot.sandbox.exchange.Json;
import io.griot.sandbox.exchange.Reply;
import io.griot.sandbox.fault.OrderedFault;
import io.griot.sandbox.fault.Script;
import io.griot.sandbox.operation.Operation;
import io.griot.sandbox.operation.Provider;
import io.griot.sandbox.regideso.RegidesoBill;
import io.griot.sandbox.wizall.SdeBill;
import io.griot.sandbox.wizall.SenelecBill;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What stands under {@code /_sandbox} on both listeners; it shows no secret and takes none. */
public final class ControlEndpoint implements HttpHandler {
  /** An answer, and what is done once it is sent: a listener that dies could not send it. */
  private record Outcome(Reply reply, Runnable afterwards) {}

  private final Controls controls;

  public ControlEndpoint(Controls controls) {
    this.controls = controls;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Outcome outcome;
    try (exchange) {
      outcome = answer(Call.read(exchange));
      outcome.reply().send(exchange);
    }
    outcome.afterwards().run();
  }

  private Outcome answer(Call call) {
    String asked =
        call.method() + " " + call.path().stream().skip(1).collect(Collectors.joining("/"));
    try {
      return switch (asked) {
        case "GET effects" -> shown(effects(call.query("reference")));
        case "GET catalogue" -> shown(catalogue());
        case "GET faults" -> shown(faults());
        case "POST faults" -> done(() -> order(body(call)));
        case "DELETE faults" -> done(() -> controls.faults().off(call.query("reference")));
        case "POST latency" -> done(() -> latency(body(call)));
        case "POST float" ->
            done(() -> controls.wizall().floatBalance(amount(body(call)).longValueExact()));
        case "POST bills/senelec" -> done(() -> controls.wizall().add(senelec(body(call))));
        case "POST bills/sde" -> done(() -> controls.wizall().add(sde(body(call))));
        case "POST bills/regideso" -> done(() -> controls.regideso().add(regideso(body(call))));
        case "POST reset" -> done(controls::reset);
        case "POST dead" -> {
          Provider provider = provider(body(call));
          yield new Outcome(acknowledged(), () -> controls.die(provider));
        }
        case "POST alive" -> done(() -> controls.revive(provider(body(call))));
        default -> new Outcome(detail(404, "There is no such control."), ControlEndpoint::nothing);
      };
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      return new Outcome(detail(400, String.valueOf(e.getMessage())), ControlEndpoint::nothing);
    }
  }

  private ArrayNode effects(String reference) {
    ArrayNode list = Json.array();
    List<Effect> effects = reference.isEmpty() ? controls.effects() : controls.effects(reference);
    for (Effect effect : effects) {
      list.addObject()
          .put("operation", effect.operation().name())
          .put("customer", effect.customer())
          .put("bill", effect.bill())
          .put("amount", effect.amount())
          .put("transaction", effect.transaction())
          .put("at", effect.at().toString());
    }
    return list;
  }

  private static ArrayNode catalogue() {
    ArrayNode list = Json.array();
    for (SpecialReference special : Catalogue.special()) {
      list.addObject()
          .put("operation", special.operation().name())
          .put("reference", special.reference())
          .put("description", special.description());
    }
    return list;
  }

  private ArrayNode faults() {
    ArrayNode list = Json.array();
    for (Script script : controls.faults().ordered()) {
      ObjectNode node =
          list.addObject()
              .put("reference", script.reference())
              .put("fault", script.fault().toString())
              .put("effect", script.fault().fault().effectTakesPlace());
      if (script.times() != Script.FOR_EVER) {
        node.put("times", script.times());
      }
      ArrayNode operations = node.putArray("operations");
      script.operations().stream().map(Operation::name).sorted().forEach(operations::add);
    }
    return list;
  }

  /** {@code {"reference", "fault", "times"?, "operations"?}}. */
  private void order(ObjectNode body) {
    String times = Json.text(body, "times");
    controls
        .faults()
        .script(
            new Script(
                required(body, "reference"),
                OrderedFault.parse(required(body, "fault")),
                operations(Json.text(body, "operations")),
                times.isEmpty() ? Script.FOR_EVER : Integer.parseInt(times)));
  }

  /** "paying" where nothing is said; else "reading", "any", or names with commas between. */
  private static Set<Operation> operations(String text) {
    Set<Operation> chosen = EnumSet.noneOf(Operation.class);
    for (String name : text.isEmpty() ? List.of("paying") : List.of(text.split(",", -1))) {
      chosen.addAll(
          switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "paying" -> Operation.of(Operation.Kind.PAYING);
            case "reading" -> Operation.of(Operation.Kind.READING);
            case "any" -> EnumSet.allOf(Operation.class);
            default -> EnumSet.of(constant(Operation.class, name));
          });
    }
    return chosen;
  }

  /** {@code {"provider"?, "milliseconds"}}; without a provider, both. */
  private void latency(ObjectNode body) {
    Duration latency = Duration.ofMillis(Long.parseLong(required(body, "milliseconds")));
    if (latency.isNegative()) {
      throw new IllegalArgumentException("A latency is not negative.");
    }
    Set<Provider> providers =
        body.has("provider") ? EnumSet.of(provider(body)) : EnumSet.allOf(Provider.class);
    providers.forEach(provider -> controls.latency(provider, latency));
  }

  private static SenelecBill senelec(ObjectNode body) {
    return new SenelecBill(
        required(body, "police"),
        required(body, "numfacture"),
        required(body, "client"),
        montant(body, "montant").longValueExact(),
        LocalDate.parse(required(body, "dateecheance")));
  }

  private static SdeBill sde(ObjectNode body) {
    return new SdeBill(
        required(body, "reference_client"),
        required(body, "reference_facture"),
        required(body, "nom"),
        required(body, "prenom"),
        montant(body, "montant").longValueExact(),
        LocalDate.parse(required(body, "date_echeance")));
  }

  private static RegidesoBill regideso(ObjectNode body) {
    return new RegidesoBill(
        required(body, "fae_id"),
        required(body, "ref_client"),
        required(body, "nom_client"),
        required(body, "numero_fac"),
        LocalDate.parse(required(body, "date_fac")),
        required(body, "ref_agence"),
        required(body, "ref_province"),
        montant(body, "montant_fac"));
  }

  private static BigDecimal amount(ObjectNode body) {
    return montant(body, "amount");
  }

  private static BigDecimal montant(ObjectNode body, String field) {
    return new BigDecimal(required(body, field));
  }

  private static Provider provider(ObjectNode body) {
    return constant(Provider.class, required(body, "provider"));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Enum.valueOf(type, name.strip().toUpperCase(Locale.ROOT));
  }

  private static ObjectNode body(Call call) {
    return call.json()
        .orElseThrow(() -> new IllegalArgumentException("The body is not a JSON object."));
  }

  private static String required(ObjectNode body, String field) {
    String text = Json.text(body, field);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("The field " + field + " is missing.");
    }
    return text;
  }

  private static Outcome shown(JsonNode body) {
    return new Outcome(Reply.json(200, body), ControlEndpoint::nothing);
  }

  private static Outcome done(Runnable action) {
    action.run();
    return new Outcome(acknowledged(), ControlEndpoint::nothing);
  }

  private static Reply acknowledged() {
    return Reply.json(200, Json.object().put("done", true));
  }

  private static Reply detail(int status, String detail) {
    return Reply.json(status, Json.object().put("detail", detail));
  }

  private static void nothing() {}
}
