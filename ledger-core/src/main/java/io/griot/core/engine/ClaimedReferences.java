package io.griot.core.engine;

import io.griot.core.account.ExternalReferences;
import io.griot.core.id.WalletId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** External references in a table of the log's database, in the command's transaction. */
final class ClaimedReferences implements ExternalReferences {

  private final JdbcClient jdbc;

  ClaimedReferences(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<WalletId> find(String externalReference) {
    return jdbc.sql("SELECT wallet FROM ledger.external_reference WHERE external_reference = ?")
        .param(externalReference)
        .query((row, _) -> WalletId.parse(row.getString(1)))
        .optional();
  }

  @Override
  public void claim(String externalReference, WalletId walletId) {
    jdbc.sql("INSERT INTO ledger.external_reference VALUES (?, ?)")
        .param(externalReference)
        .param(walletId.toString())
        .update();
  }
}
