package io.griot.sandbox.wizall;

import java.time.LocalDate;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bill of SENELEC in the document's words.
 *
 * @param montant in XOF
 */
public record SenelecBill(
    String police, String numfacture, String client, long montant, LocalDate dateecheance)
    implements WizallBill {

  private static final Pattern GENERATED = Pattern.compile("[789][0-9]{9}");
  private static final int LISTED_WIDTH = 20;

  /** Whether a policy number has a bill without having been added: ten digits from 7, 8 or 9 on. */
  public static boolean isGenerated(String police) {
    return GENERATED.matcher(police).matches();
  }

  /** The one bill of such a policy: its number is the policy's last nine digits behind a 5. */
  public static SenelecBill generated(String police) {
    return new SenelecBill(
        police,
        "5" + police.substring(1),
        "DIOP AWA",
        Generated.montant(police),
        LocalDate.of(2026, 12, 5));
  }

  @Override
  public String customer() {
    return police;
  }

  @Override
  public String number() {
    return numfacture;
  }

  @Override
  public ObjectNode listed(BillState state) {
    return shown(state, client + " ".repeat(Math.max(0, LISTED_WIDTH - client.length())));
  }

  @Override
  public ObjectNode paid(BillState state) {
    return shown(state, client);
  }

  private ObjectNode shown(BillState state, String name) {
    return state
        .begin()
        .put("police", police)
        .put("numfacture", numfacture)
        .put("client", name)
        .put("montant", Long.toString(montant))
        .put("dateecheance", dateecheance.toString())
        .put("statuspayment", state.isPaid());
  }
}
