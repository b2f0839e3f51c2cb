package io.griot.sandbox.wizall;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bill of SDE in the document's words.
 *
 * @param montant in XOF
 */
public record SdeBill(
    String referenceClient,
    String referenceFacture,
    String nom,
    String prenom,
    long montant,
    LocalDate dateEcheance)
    implements WizallBill {

  private static final Pattern GENERATED = Pattern.compile("[789][0-9]{11}");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

  /** Whether a reference has a bill without having been added: twelve digits from 7, 8 or 9 on. */
  public static boolean isGenerated(String referenceClient) {
    return GENERATED.matcher(referenceClient).matches();
  }

  /** The one bill of such a reference: its number is the reference between 100 and 02051701. */
  public static SdeBill generated(String referenceClient) {
    return new SdeBill(
        referenceClient,
        "100" + referenceClient + "02051701",
        "A.FALL",
        "NDEYE",
        Generated.montant(referenceClient),
        LocalDate.of(2026, 12, 15));
  }

  @Override
  public String customer() {
    return referenceClient;
  }

  @Override
  public String number() {
    return referenceFacture;
  }

  @Override
  public ObjectNode listed(BillState state) {
    return state
        .begin()
        .put("reference_client", referenceClient)
        .put("reference_facture", referenceFacture)
        .put("nom", nom)
        .put("prenom", prenom)
        .put("montant", Long.toString(montant))
        .put("date_echeance", DATE.format(dateEcheance))
        .put("statuspayment", state.isPaid());
  }

  @Override
  public ObjectNode paid(BillState state) {
    return listed(state);
  }
}
