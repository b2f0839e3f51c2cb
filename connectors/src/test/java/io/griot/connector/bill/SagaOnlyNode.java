package io.griot.connector.bill;

import io.griot.core.engine.CommandRelay;
import io.griot.core.engine.LedgerEngine;
import io.griot.core.engine.LedgerOnPostgres;
import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A node that carries payments and writes nothing: it tells the one that does. */
final class SagaOnlyNode implements AutoCloseable {

  private final SagaOnPostgres sagas;
  private final CommandRelay sending;
  private final CommandRelay receiving;
  private final Configuration configuration;

  SagaOnlyNode(
      SagaOnPostgres sagas,
      ScriptedConnector connector,
      UnknownOutcomes unknown,
      LedgerOnPostgres writing) {
    this.sagas = sagas;
    receiving = new CommandRelay(sagas.database.dataSource());
    receiving.startReceiving(writing.ledger(), () -> LedgerEngine.writes(writing.configuration()));
    sending = new CommandRelay(sagas.database.dataSource());
    sending.startSending();
    DataSource dataSource = sagas.database.dataSource();
    JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
    Configurer configurer = LedgerEngine.reading(dataSource, transactions);
    sagas
        .saga(
            connector,
            unknown,
            command -> SagaOnPostgres.receipt(sending.send(command, SagaOnPostgres.CONNECTORS)),
            SagaWatch.NONE)
        .register(configurer, dataSource, transactions);
    configuration = configurer.start();
  }

  /** Commands that wait to be carried out. */
  long relayed() {
    return JdbcClient.create(sagas.database.dataSource())
        .sql("SELECT count(*) FROM tasks.relayed_command")
        .query(Long.class)
        .single();
  }

  @Override
  public void close() {
    configuration.shutdown();
    sending.close();
    receiving.close();
  }
}
