package io.griot.core.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.griot.core.Ledger;
import io.griot.core.LedgerEvent;
import io.griot.core.account.Accounts;
import io.griot.core.approval.ApprovalThreshold;
import io.griot.testdatabase.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A running ledger on a database of its own, for tests and benchmarks. */
public final class LedgerOnPostgres implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
    return on(database, clock, more, PATIENCE);
  }

  /** A node that waits so long for a connection to the database. */
  static LedgerOnPostgres on(
      TestDatabase database, Clock clock, UnaryOperator<Configurer> more, Duration patience) {
    return on(database, clock, more, patience, LedgerEngine.Settings.defaults());
  }

  /** A node with settings of its own. */
  static LedgerOnPostgres on(
      TestDatabase database,
      Clock clock,
      UnaryOperator<Configurer> more,
      Duration patience,
      LedgerEngine.Settings settings) {
    return on(database, clock, more, patience, settings, WriterMonitor.NONE);
  }

  /** A node on which admins need a second one above a threshold. */
  public static LedgerOnPostgres on(
      TestDatabase database, Clock clock, ApprovalThreshold threshold) {
    return on(database, clock, configurer -> configurer, threshold);
  }

  /** The same, as another configuration would have it. */
  public static LedgerOnPostgres on(
      TestDatabase database,
      Clock clock,
      UnaryOperator<Configurer> more,
      ApprovalThreshold threshold) {
    HikariDataSource dataSource = pool(database, PATIENCE);
    Configurer configurer =
        LedgerEngine.writing(
            dataSource,
            new JdbcTransactionManager(dataSource),
            clock,
            LedgerEngine.Settings.defaults(),
            WriterMonitor.NONE,
            threshold);
    return new LedgerOnPostgres(database, dataSource, more.apply(configurer).start());
  }

  /** A node whose writer is watched. */
  static LedgerOnPostgres on(
      TestDatabase database,
      Clock clock,
      UnaryOperator<Configurer> more,
      Duration patience,
      LedgerEngine.Settings settings,
      WriterMonitor monitor) {
    HikariDataSource dataSource = pool(database, patience);
    Configurer configurer =
        LedgerEngine.writing(
            dataSource, new JdbcTransactionManager(dataSource), clock, settings, monitor);
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

  /** The state of accounts as the node has it in memory, read in the run of a command. */
  public <T> T read(Function<Accounts, T> question) {
    CommandBus bus = configuration.commandBus();
    RunningAccounts accounts = configuration.getComponent(RunningAccounts.class);
    bus.subscribe(
        Question.class.getName(),
        message -> ((Question) message.getPayload()).asked().apply(accounts));
    FutureCallback<Question, T> answer = new FutureCallback<>();
    bus.dispatch(new GenericCommandMessage<>(new Question(question)), answer);
    var result = answer.getResult();
    if (result.isExceptional()) {
      throw new IllegalStateException("Nothing was read", result.exceptionResult());
    }
    return result.getPayload();
  }

  private record Question(Function<Accounts, ?> asked) {}

  /** Every event of the log, in the order of positions. */
  public List<LedgerEvent> log() {
    LedgerSerializer serializer = new LedgerSerializer();
    return jdbc()
        .sql("SELECT type, revision, payload FROM ledger.event ORDER BY position")
        .query(
            (row, _) ->
                serializer.<byte[], LedgerEvent>deserialize(
                    new SimpleSerializedObject<>(
                        row.getBytes("payload"),
                        byte[].class,
                        row.getString("type"),
                        row.getString("revision"))))
        .list();
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource);
  }

  @Override
  public void close() {
    configuration.shutdown();
    dataSource.close();
  }

  static HikariDataSource pool(TestDatabase database, Duration patience) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(24);
    config.setConnectionTimeout(patience.toMillis());
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return new HikariDataSource(config);
  }
}
