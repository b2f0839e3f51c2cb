package io.griot.server.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The database: named by its address, or embedded when there is none. */
@ConfigurationProperties("griot.database")
public record DatabaseSettings(
    @Nullable String url,
    @DefaultValue("griot") String user,
    @Nullable String password,
    @DefaultValue("20") int poolSize)
    implements ProductionRequirements {

  // Two processes and the command line fit beside each other into PostgreSQL's 100 connections.
  private static final int LARGEST_POOL = 200;

  public DatabaseSettings {
    url = url == null || url.isBlank() ? null : url.strip();
    password = password == null || password.isEmpty() ? null : password;
    if (url != null && !url.startsWith("jdbc:postgresql:")) {
      throw new InvalidSetting(
          "griot.database.url",
          "does not start with jdbc:postgresql:",
          "give an address such as jdbc:postgresql://localhost:5432/griot, or none for the embedded"
              + " database");
    }
    if (user.isBlank()) {
      throw new InvalidSetting("griot.database.user", "is blank", "name the database's user");
    }
    if (poolSize < 2 || poolSize > LARGEST_POOL) {
      throw new InvalidSetting(
          "griot.database.pool-size",
          "is " + poolSize,
          "give a number of connections from 2 to " + LARGEST_POOL);
    }
  }

  /** True if Griot runs PostgreSQL itself. */
  public boolean isEmbedded() {
    return url == null;
  }

  @Override
  public void requireForProduction() {
    if (url != null && password == null) {
      throw new InvalidSetting(
          "griot.database.password",
          "is missing",
          "in production the user of GRIOT_DATABASE_URL needs a password");
    }
  }

  @Override
  public String toString() {
    return "DatabaseSettings[user=" + user + ", poolSize=" + poolSize + "]";
  }
}
