package io.griot.server.ledger;

import io.griot.core.engine.LedgerEngine;
import io.griot.projection.ProjectionsConfiguration;
import io.griot.projection.rebuild.Rebuild;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Rebuilds of views for a command that runs without an application. */
public final class ViewRebuilds {

  private ViewRebuilds() {}

  public static Rebuild on(DataSource dataSource) {
    return ProjectionsConfiguration.rebuild(
        LedgerEngine.reading(dataSource, new JdbcTransactionManager(dataSource))
            .buildConfiguration(),
        dataSource);
  }
}
