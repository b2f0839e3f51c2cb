package io.griot.server.importing;

import io.griot.server.importing.Row.Party;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Griot's own format: each row one transfer between accounts that the ledger knows. */
final class GriotRows implements RowFormat {

  private static final Pattern REFERENCE = Pattern.compile("[\\x20-\\x7E]{1,255}");
  private static final String WALLET_PREFIX = "wallet:";

  @Override
  public Row.Transfer read(Columns.Fields fields, long number) throws MalformedRow {
    String reference = fields.required("reference");
    if (!REFERENCE.matcher(reference).matches()) {
      throw new MalformedRow("has a reference that is not 1 to 255 printable ASCII characters");
    }
    return new Row.Transfer(
        number,
        reference,
        given(fields, "kind"),
        account(fields.required("from")),
        account(fields.required("to")),
        Amount.read("amount", fields.required("amount")),
        given(fields, "currency"),
        given(fields, "remarks"),
        given(fields, "effective_at"),
        List.of());
  }

  // The wire names a wallet by its uuid alone.
  private static Party account(String name) {
    return new Party.Account(
        name.startsWith(WALLET_PREFIX) ? name.substring(WALLET_PREFIX.length()) : name);
  }

  private static @Nullable String given(Columns.Fields fields, String column) {
    String value = fields.get(column);
    return value.isEmpty() ? null : value;
  }
}
