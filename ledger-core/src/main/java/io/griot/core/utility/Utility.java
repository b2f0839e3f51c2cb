package io.griot.core.utility;

import java.util.Arrays;
import java.util.Optional;

/** Who is paid: a company that bills, or one that sells units and airtime. */
public enum Utility {
  /** Electricity bills in Senegal. */
  SENELEC(Provider.WIZALL, "SN", Kind.BILL),
  /** Water bills in Senegal. */
  SDE(Provider.WIZALL, "SN", Kind.BILL),
  /** Prepaid electricity in Senegal. */
  WOYOFAL(Provider.WIZALL, "SN", Kind.PREPAID),
  /** Airtime in Senegal. */
  AIRTIME(Provider.WIZALL, "SN", Kind.AIRTIME),
  /** Water bills in the DRC, which may be paid in parts. */
  REGIDESO(Provider.REGIDESO, "CD", Kind.BILL);

  /** What is paid to a utility. */
  public enum Kind {
    /** A bill that can be asked for. */
    BILL,
    /** Units for a meter, any amount. */
    PREPAID,
    /** Airtime for a phone, any amount. */
    AIRTIME
  }

  private final Provider provider;
  private final String country;
  private final Kind kind;

  Utility(Provider provider, String country, Kind kind) {
    this.provider = provider;
    this.country = country;
    this.kind = kind;
  }

  public Provider provider() {
    return provider;
  }

  /** ISO 3166 code of the country that it serves. */
  public String country() {
    return country;
  }

  public Kind kind() {
    return kind;
  }

  /** The utility of that name, if there is one. */
  public static Optional<Utility> parse(String text) {
    return Arrays.stream(values()).filter(utility -> utility.name().equals(text)).findFirst();
  }
}
