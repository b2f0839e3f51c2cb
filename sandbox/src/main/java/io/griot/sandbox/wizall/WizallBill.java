package io.griot.sandbox.wizall;

import tools.jackson.databind.node.ObjectNode;

/** A bill that the gateway lists and takes payments of, whole. */
sealed interface WizallBill permits SenelecBill, SdeBill {
  /** The policy number or client reference. */
  String customer();

  /** The bill's own number. */
  String number();

  /** In XOF, which has no decimals. */
  long montant();

  /** As the list of bills shows it. */
  ObjectNode listed(BillState state);

  /** As the answer to its payment shows it. */
  ObjectNode paid(BillState state);
}
