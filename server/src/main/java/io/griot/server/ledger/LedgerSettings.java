package io.griot.server.ledger;

import io.griot.server.settings.InvalidSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the ledger's engine is sized.
 *
 * @param cachedAccounts wallets and guarded system accounts kept in memory between two commands
 */
@ConfigurationProperties("griot.ledger")
public record LedgerSettings(@DefaultValue("100000") long cachedAccounts) {

  public LedgerSettings {
    if (cachedAccounts < 1) {
      throw new InvalidSetting(
          "griot.ledger.cached-accounts", "is " + cachedAccounts, "give at least 1");
    }
  }
}
