package io.griot.server.ledger;

import io.griot.core.audit.Checked;
import io.griot.core.audit.Progress;
import io.griot.core.audit.Report;
import io.griot.core.audit.SealedHead;
import io.griot.core.engine.LedgerEngine;
import io.griot.core.engine.LogVerification;
import io.griot.projection.ProjectionsConfiguration;
import io.griot.projection.Views;
import io.griot.projection.verify.ViewVerification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Checks everything that can be checked about a ledger, for whoever asks. */
public final class Verification {

  private final LogVerification log;
  private final ViewVerification views;

  private Verification(LogVerification log, ViewVerification views) {
    this.log = log;
    this.views = views;
  }

  /** On a database that may be in use. */
  public static Verification on(DataSource dataSource) {
    Configuration axon =
        LedgerEngine.reading(dataSource, new JdbcTransactionManager(dataSource))
            .buildConfiguration();
    return new Verification(
        new LogVerification(dataSource, axon.eventSerializer(), axon.upcasterChain()),
        ProjectionsConfiguration.verification(axon, dataSource));
  }

  /**
   * Verifies the log, then the views.
   *
   * @param exported a head of the log that was kept elsewhere, to compare with
   * @param onProgress is told now and then
   */
  public Report run(@Nullable SealedHead exported, Consumer<Progress> onProgress)
      throws SQLException {
    long startNanos = System.nanoTime();
    LogVerification.Verified verified = log.run(exported, onProgress);
    List<Checked> checks = new ArrayList<>(verified.checks());
    checks.addAll(views.run(Views.ALL, onProgress));
    return new Report(
        checks,
        verified.events(),
        verified.commits(),
        verified.streams(),
        verified.head(),
        Duration.ofNanos(System.nanoTime() - startNanos));
  }
}
