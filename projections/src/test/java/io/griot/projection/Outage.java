package io.griot.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that gives no connection for a while. */
final class Outage extends DelegatingDataSource {

  private volatile boolean lasting;

  Outage(DataSource dataSource) {
    super(dataSource);
  }

  void begin() {
    lasting = true;
  }

  void end() {
    lasting = false;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (lasting) {
      throw new SQLTransientConnectionException("The database is away.");
    }
    return super.getConnection();
  }
}
