package io.griot.core.utility;

import java.util.regex.Pattern;

/**
 * What a payment to a utility is for; rendered as clients name it: {@code
 * SENELEC/1061103482/5589110}, {@code REGIDESO/KIN/83262/108776771}, {@code WOYOFAL/58469823}.
 */
public sealed interface Payee {

  Utility utility();

  /** An electricity bill of a policy. */
  record SenelecBill(String policy, String bill) implements Payee {
    public SenelecBill {
      require(policy, bill);
    }

    @Override
    public Utility utility() {
      return Utility.SENELEC;
    }

    @Override
    public String toString() {
      return render(utility(), policy, bill);
    }
  }

  /** A water bill of a customer in Senegal. */
  record SdeBill(String customer, String bill) implements Payee {
    public SdeBill {
      require(customer, bill);
    }

    @Override
    public Utility utility() {
      return Utility.SDE;
    }

    @Override
    public String toString() {
      return render(utility(), customer, bill);
    }
  }

  /**
   * A water bill of a customer in the DRC.
   *
   * @param bill the provider's {@code fae_id}
   */
  record RegidesoBill(String province, String customer, String bill) implements Payee {
    public RegidesoBill {
      require(province, customer, bill);
    }

    @Override
    public Utility utility() {
      return Utility.REGIDESO;
    }

    @Override
    public String toString() {
      return render(utility(), province, customer, bill);
    }
  }

  /** A prepaid electricity meter. */
  record WoyofalMeter(String meter) implements Payee {
    public WoyofalMeter {
      require(meter);
    }

    @Override
    public Utility utility() {
      return Utility.WOYOFAL;
    }

    @Override
    public String toString() {
      return render(utility(), meter);
    }
  }

  /**
   * A phone that gets airtime.
   *
   * @param phone in E.164
   */
  record AirtimePhone(Carrier carrier, String phone) implements Payee {
    public AirtimePhone {
      require(phone);
    }

    @Override
    public Utility utility() {
      return Utility.AIRTIME;
    }

    @Override
    public String toString() {
      return render(utility(), carrier.name(), phone);
    }
  }

  /**
   * Reads a payee as it renders itself.
   *
   * @throws IllegalArgumentException if the text names none
   */
  static Payee parse(String text) {
    String[] parts = text.split("/", -1);
    Utility utility =
        Utility.parse(parts[0])
            .orElseThrow(() -> new IllegalArgumentException("Not a utility: " + parts[0]));
    int expected =
        switch (utility) {
          case WOYOFAL -> 2;
          case SENELEC, SDE, AIRTIME -> 3;
          case REGIDESO -> 4;
        };
    if (parts.length != expected) {
      throw new IllegalArgumentException("Not a payee of " + utility + ": " + text);
    }
    return switch (utility) {
      case SENELEC -> new SenelecBill(parts[1], parts[2]);
      case SDE -> new SdeBill(parts[1], parts[2]);
      case REGIDESO -> new RegidesoBill(parts[1], parts[2], parts[3]);
      case WOYOFAL -> new WoyofalMeter(parts[1]);
      case AIRTIME -> new AirtimePhone(Carrier.valueOf(parts[1]), parts[2]);
    };
  }

  /**
   * Whether a reference can stand in a payee: letters, digits, dots, dashes and plus signs, at most
   * 64. None begins with a dot: providers are asked at addresses that end in it, and {@code ..} is
   * another address.
   */
  static boolean isReference(String text) {
    return References.ALLOWED.matcher(text).matches();
  }

  private static void require(String... references) {
    for (String reference : references) {
      if (!isReference(reference)) {
        throw new IllegalArgumentException("Not a reference: " + reference);
      }
    }
  }

  private static String render(Utility utility, String... references) {
    return utility + "/" + String.join("/", references);
  }

  /** Keeps the pattern out of what the interface shows. */
  final class References {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_+-][A-Za-z0-9._+-]{0,63}");

    private References() {}
  }
}
