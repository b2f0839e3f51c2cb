package io.griot.server.ledger;

import io.griot.core.engine.LedgerEngine;
import io.griot.server.settings.InvalidSetting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the ledger's engine is sized.
 *
 * @param cachedAccounts wallets and guarded system accounts kept in memory between two commands
 * @param waitingCommands that may wait for the writer; more are answered 503
 * @param commandsPerCommit at most; a larger bulk still has one commit
 * @param overlap whether commands are decided while those before them are written and committed
 * @param lease how long the writer may be silent before another node takes its place
 * @param transactionTimeout after which the database ends a commit of a writer that froze in it
 * @param keyRetention after which an idempotency key may be used again
 */
@ConfigurationProperties("griot.ledger")
public record LedgerSettings(
    @DefaultValue("100000") long cachedAccounts,
    @DefaultValue("10000") int waitingCommands,
    @DefaultValue("1000") int commandsPerCommit,
    @DefaultValue("true") boolean overlap,
    @DefaultValue("3s") Duration lease,
    @DefaultValue("2s") Duration transactionTimeout,
    @DefaultValue("400d") Duration keyRetention) {

  private static final Duration SHORTEST_LEASE = Duration.ofMillis(500);
  private static final Duration SHORTEST_TRANSACTION = Duration.ofMillis(100);
  private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);

  public LedgerSettings {
    requireAtLeastOne("cached-accounts", cachedAccounts);
    requireAtLeastOne("waiting-commands", waitingCommands);
    requireAtLeastOne("commands-per-commit", commandsPerCommit);
    requireAtLeast("lease", lease, SHORTEST_LEASE, "500ms");
    requireAtLeast("transaction-timeout", transactionTimeout, SHORTEST_TRANSACTION, "100ms");
    requireAtLeast("key-retention", keyRetention, SHORTEST_RETENTION, "1h");
  }

  LedgerEngine.Settings forEngine() {
    return new LedgerEngine.Settings(
        cachedAccounts,
        waitingCommands,
        commandsPerCommit,
        overlap,
        lease,
        transactionTimeout,
        keyRetention);
  }

  private static void requireAtLeastOne(String name, long value) {
    if (value < 1) {
      throw new InvalidSetting("griot.ledger." + name, "is " + value, "give at least 1");
    }
  }

  private static void requireAtLeast(
      String name, Duration value, Duration shortest, String example) {
    if (value.compareTo(shortest) < 0) {
      throw new InvalidSetting("griot.ledger." + name, "is " + value, "give at least " + example);
    }
  }
}
