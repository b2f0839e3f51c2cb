package io.griot.server.importing;

import io.griot.server.importing.Row.Party;
import java.math.BigDecimal;
import java.util.List;

/**
 * PaySim's format: simulated mobile money between names that open as they turn up.
 *
 * @param sha256 of the file, which with a row's number makes the row's key
 */
record PaysimRows(String sha256) implements RowFormat {

  static final String CURRENCY = "ETB";

  /** Where all of its money comes from and goes to. */
  static final String SETTLEMENT = "settlement:paysim";

  private static final Party OUTSIDE = new Party.Account(SETTLEMENT + ":" + CURRENCY);

  @Override
  public Row.Transfer read(Columns.Fields fields, long number) throws MalformedRow {
    String type = fields.required("type");
    var origin = named(fields, "nameOrig", "oldbalanceOrg");
    var destination = named(fields, "nameDest", "oldbalanceDest");
    BigDecimal amount = Amount.read("amount", fields.required("amount"));
    Movement movement =
        switch (type) {
          case "CASH_IN" -> new Movement("receive-external", OUTSIDE, origin);
          case "CASH_OUT", "DEBIT" -> new Movement("send-external", origin, OUTSIDE);
          case "PAYMENT", "TRANSFER" -> new Movement("p2p", origin, destination);
          default ->
              throw new MalformedRow("has \"" + type + "\" as type, which PaySim does not know");
        };
    return new Row.Transfer(
        number,
        sha256 + ":" + number,
        movement.kind,
        movement.from,
        movement.to,
        amount,
        CURRENCY,
        // Two types share a kind: which it was stays readable.
        type,
        null,
        List.of(origin, destination));
  }

  private static Party.Named named(Columns.Fields fields, String name, String opening)
      throws MalformedRow {
    return new Party.Named(
        fields.required(name),
        Amount.roundedOpening(Amount.read(opening, fields.required(opening))));
  }

  private record Movement(String kind, Party from, Party to) {}
}
