package io.griot.sandbox;

import io.griot.sandbox.Wire.Seen;
import io.griot.sandbox.operation.Operation;
import io.griot.sandbox.regideso.RegidesoBill;
import io.griot.sandbox.wizall.SdeBill;
import io.griot.sandbox.wizall.SenelecBill;

/** Every way to pay, whole, what a generated reference owes. */
enum Payment {
  SENELEC(Operation.SENELEC_PAYMENT, "9000000%03d") {
    @Override
    Seen pay(Caller caller, String reference) {
      SenelecBill bill = SenelecBill.generated(reference);
      return caller.paySenelec(bill.police(), bill.numfacture(), bill.montant());
    }

    @Override
    String refusedWords() {
      return "\"INSUFFICIENT_BALANCE\"";
    }
  },
  SDE(Operation.SDE_PAYMENT, "900000000%03d") {
    @Override
    Seen pay(Caller caller, String reference) {
      SdeBill bill = SdeBill.generated(reference);
      return caller.paySde(bill.referenceClient(), bill.referenceFacture(), bill.montant());
    }

    @Override
    String refusedWords() {
      return "\"INSUFFICIENT_BALANCE\"";
    }
  },
  WOYOFAL(Operation.WOYOFAL_PURCHASE, "90000%03d") {
    @Override
    Seen pay(Caller caller, String reference) {
      return caller.woyofal(reference, 1000);
    }

    @Override
    String refusedWords() {
      return "\"INSUFFICIENT_BALANCE\"";
    }
  },
  AIRTIME(Operation.AIRTIME_PURCHASE, "769000%03d") {
    @Override
    Seen pay(Caller caller, String reference) {
      return caller.airtime(reference, 500, "TIGO");
    }

    @Override
    String refusedWords() {
      return "\"INSUFFICIENT_BALANCE\"";
    }
  },
  REGIDESO(Operation.REGIDESO_PAYMENT, "900%03d") {
    @Override
    Seen pay(Caller caller, String reference) {
      RegidesoBill bill = RegidesoBill.generated("KIN", reference);
      return caller.payRegideso(
          "KIN",
          reference,
          "\"" + bill.montantFac() + "\"",
          "[{\"fae_id\":\"" + bill.faeId() + "\"}]");
    }

    @Override
    String refusedWords() {
      return "Aucune facture impayée pour ce client!";
    }
  };

  private final Operation operation;
  private final String references;

  Payment(Operation operation, String references) {
    this.operation = operation;
    this.references = references;
  }

  abstract Seen pay(Caller caller, String reference);

  /** What a refusal says. */
  abstract String refusedWords();

  /** What the refusal of a second payment says. */
  String alreadyPaidWords() {
    return this == REGIDESO ? refusedWords() : "\"BILL_ALREADY_PAID\"";
  }

  int refusedStatus() {
    return this == REGIDESO ? 200 : 400;
  }

  Operation operation() {
    return operation;
  }

  /** A reference that behaves; n is from 100 to 999. */
  String reference(int n) {
    return references.formatted(n);
  }
}
