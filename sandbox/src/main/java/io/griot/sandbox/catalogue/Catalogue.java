package io.griot.sandbox.catalogue;

import io.griot.sandbox.fault.Fault;
import io.griot.sandbox.fault.Script;
import io.griot.sandbox.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The references that misbehave without being told. Their last two digits are the fault's number;
 * those that begin with 8 misbehave when they are paid, those that begin with 7 when their bills
 * are read.
 */
public final class Catalogue {
  private static final String PAYING = "8";
  private static final String READING = "7";

  private static final List<SpecialReference> OF_THE_DOCUMENTS =
      List.of(
          new SpecialReference(
              Operation.SENELEC_PAYMENT, "1061103482", "The document's: bill 5589110, 18590 XOF."),
          new SpecialReference(
              Operation.SDE_PAYMENT,
              "735034654215",
              "The document's: bill 10073503465421502051701, 2828 XOF."),
          new SpecialReference(
              Operation.WOYOFAL_PURCHASE, "58469823", "The document's meter, which behaves."),
          new SpecialReference(
              Operation.AIRTIME_PURCHASE, "771234567", "The document's number, which behaves."),
          new SpecialReference(
              Operation.REGIDESO_PAYMENT,
              "83262",
              "The document's, in KIN: bill 108776771, 17865.57 CDF, and eight more."),
          new SpecialReference(
              Operation.REGIDESO_PAYMENT, "01234-X", "The document's, in KC: bill 208776772."));

  private static final Map<Integer, String> STATES =
      Map.of(
          90, "Its bill is paid already.",
          91, "It has two unpaid bills.",
          92, "It has no bill.");

  private Catalogue() {}

  /**
   * The reference whose payment, or whose reading, meets a fault.
   *
   * @throws IllegalArgumentException if the operation neither pays nor reads bills by a reference
   */
  public static String reference(Operation operation, Fault fault) {
    return reference(operation, fault.number());
  }

  /** All of them, for people to read. */
  public static List<SpecialReference> special() {
    List<SpecialReference> special = new ArrayList<>(OF_THE_DOCUMENTS);
    for (Operation operation : paying()) {
      for (Fault fault : Fault.values()) {
        special.add(
            new SpecialReference(
                operation,
                reference(operation, fault),
                fault.clearName() + ": a payment " + said(fault) + "."));
      }
      if (operation != Operation.WOYOFAL_PURCHASE && operation != Operation.AIRTIME_PURCHASE) {
        STATES.keySet().stream()
            .sorted()
            .forEach(
                number ->
                    special.add(
                        new SpecialReference(
                            operation,
                            reference(operation, number),
                            STATES.getOrDefault(number, ""))));
      }
    }
    for (Operation operation : reading()) {
      for (Fault fault : Fault.values()) {
        special.add(
            new SpecialReference(
                operation,
                reference(operation, fault),
                fault.clearName() + ", when its bills are read."));
      }
    }
    return special;
  }

  /** What those that misbehave do. */
  public static List<Script> faults() {
    List<Script> scripts = new ArrayList<>();
    for (Operation operation : paying()) {
      for (Fault fault : Fault.values()) {
        scripts.add(Script.of(reference(operation, fault), fault).only(operation));
      }
    }
    for (Operation operation : reading()) {
      for (Fault fault : Fault.values()) {
        scripts.add(Script.of(reference(operation, fault), fault).only(operation));
      }
    }
    return scripts;
  }

  private static String said(Fault fault) {
    return fault == Fault.CUT_OFF_BEFORE_READING
        ? "does not take place: " + fault.description()
        : fault.description();
  }

  private static List<Operation> paying() {
    return List.of(
        Operation.SENELEC_PAYMENT,
        Operation.SDE_PAYMENT,
        Operation.WOYOFAL_PURCHASE,
        Operation.AIRTIME_PURCHASE,
        Operation.REGIDESO_PAYMENT);
  }

  private static List<Operation> reading() {
    return List.of(Operation.SENELEC_BILLS, Operation.SDE_BILLS, Operation.REGIDESO_BILLS);
  }

  private static String reference(Operation operation, int number) {
    return switch (operation) {
      case SENELEC_PAYMENT -> PAYING + "%09d".formatted(number);
      case SENELEC_BILLS -> READING + "%09d".formatted(number);
      case SDE_PAYMENT -> PAYING + "%011d".formatted(number);
      case SDE_BILLS -> READING + "%011d".formatted(number);
      case WOYOFAL_PURCHASE -> PAYING + "%07d".formatted(number);
      // A mobile number of Orange.
      case AIRTIME_PURCHASE -> "77" + PAYING + "%06d".formatted(number);
      case REGIDESO_PAYMENT -> PAYING + "%05d".formatted(number);
      case REGIDESO_BILLS -> READING + "%05d".formatted(number);
      case WIZALL_TOKEN, SAVED_REFERENCES, REGIDESO_TRANSACTION ->
          throw new IllegalArgumentException(operation + " has no references of its own.");
    };
  }
}
