package io.griot.core.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.griot.core.Ledger;
import io.griot.testdatabase.TestDatabase;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A running ledger on a database of its own, for tests and benchmarks. */
public final class LedgerOnPostgres implements AutoCloseable {

  private final TestDatabase database;
  private final HikariDataSource dataSource;
  private final Configuration configuration;

  private LedgerOnPostgres(
      TestDatabase database, HikariDataSource dataSource, Configuration configuration) {
    this.database = database;
    this.dataSource = dataSource;
    this.configuration = configuration;
  }

  public static LedgerOnPostgres start() {
    TestDatabase database = TestDatabase.create();
    migrate(database);
    return on(database, Clock.systemUTC(), configurer -> configurer);
  }

  /** A further node on a database that is migrated. */
  public static LedgerOnPostgres on(
      TestDatabase database, Clock clock, UnaryOperator<Configurer> more) {
    HikariDataSource dataSource = pool(database);
    Configurer configurer =
        LedgerEngine.writing(
            dataSource,
            new JdbcTransactionManager(dataSource),
            clock,
            LedgerEngine.Settings.defaults());
    return new LedgerOnPostgres(database, dataSource, more.apply(configurer).start());
  }

  /** Creates the log's tables. */
  public static void migrate(TestDatabase database) {
    Flyway.configure()
        .dataSource(database.dataSource())
        .schemas("ledger")
        .locations("classpath:db/ledger")
        .load()
        .migrate();
  }

  public Ledger ledger() {
    return LedgerEngine.ledger(configuration);
  }

  public Configuration configuration() {
    return configuration;
  }

  public TestDatabase database() {
    return database;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource);
  }

  @Override
  public void close() {
    configuration.shutdown();
    dataSource.close();
  }

  private static HikariDataSource pool(TestDatabase database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(24);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return new HikariDataSource(config);
  }
}
