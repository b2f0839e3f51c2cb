package io.griot.sandbox.regideso;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * A bill of REGIDESO in the document's words.
 *
 * @param faeId the bill's own identifier, one over all provinces
 * @param refProvince one of the seven codes
 * @param montantFac in CDF, at most two decimals
 */
public record RegidesoBill(
    String faeId,
    String refClient,
    String nomClient,
    String numeroFac,
    LocalDate dateFac,
    String refAgence,
    String refProvince,
    BigDecimal montantFac) {

  private static final Pattern GENERATED = Pattern.compile("[789][0-9]{5,8}");
  private static final long LEAST_CENTIMES = 500_000;
  private static final long STEP = 103;
  private static final long STEPS = 40_000;

  /**
   * Whether a client has a bill without having been added: six to nine digits from 7, 8 or 9 on, in
   * any province.
   */
  public static boolean isGenerated(String refClient) {
    return GENERATED.matcher(refClient).matches();
  }

  /**
   * The one bill of such a client, from 5,000.00 to 46,198.97 CDF: its identifier is the province's
   * number from 1 to 7 and the client's reference in nine digits.
   */
  public static RegidesoBill generated(String province, String refClient) {
    long number = Long.parseLong(refClient);
    return new RegidesoBill(
        "%d%09d".formatted(Regideso.PROVINCES.indexOf(province) + 1, number),
        refClient,
        "KABONGO ILUNGA ",
        refClient + "24601541",
        LocalDate.of(2026, 9, 30),
        "AGENCE " + province,
        province,
        BigDecimal.valueOf(LEAST_CENTIMES + STEP * (number % STEPS), 2));
  }
}
