package io.griot.core.engine;

import io.griot.core.account.ExternalReferences;
import io.griot.core.engine.copy.CopyRows;
import io.griot.core.id.WalletId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** External references in a table of the log's database, looked up and claimed once a batch. */
final class ClaimedReferences implements ExternalReferences {

  @Override
  public Optional<WalletId> find(String externalReference) {
    return Batch.current().referenced(externalReference);
  }

  @Override
  public void claim(String externalReference, WalletId walletId) {
    Batch.current().claim(externalReference, walletId);
  }

  /** Those of the references that are taken, by one query. */
  static Map<String, WalletId> find(Connection connection, Collection<String> references)
      throws SQLException {
    Map<String, WalletId> found = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT external_reference, wallet FROM ledger.external_reference
             WHERE external_reference = ANY (?)\
            """)) {
      statement.setArray(1, connection.createArrayOf("text", references.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), WalletId.parse(rows.getString(2)));
        }
      }
    }
    return found;
  }

  /** Keeps what a batch claimed, by one statement. */
  static void keep(Connection connection, Map<String, WalletId> claims) throws SQLException {
    CopyRows copy = new CopyRows(2, claims.size() * 100);
    claims.forEach((reference, wallet) -> copy.row().text(reference).text(wallet.toString()));
    copy.send(connection, "ledger.external_reference (external_reference, wallet)");
  }
}
