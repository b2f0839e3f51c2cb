package io.griot.bench;

import io.griot.testdatabase.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An empty database for one test, and a way to look into it. */
record EmptyDatabase(Database database, JdbcClient jdbc) {

  static EmptyDatabase create() {
    TestDatabase created = TestDatabase.create();
    return new EmptyDatabase(
        new Database(created.url(), created.user(), created.password()),
        JdbcClient.create(created.dataSource()));
  }

  long number(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
