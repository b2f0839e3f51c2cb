package io.griot.server.settings;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database: named by its address, or embedded when there is none.
 *
 * @param owner who migrates; the user itself if none is named
 * @param role in whose name the application works once the user has logged in
 */
@ConfigurationProperties("griot.database")
public record DatabaseSettings(
    @Nullable String url,
    @DefaultValue("griot") String user,
    @Nullable String password,
    @Nullable String owner,
    @Nullable String ownerPassword,
    @DefaultValue("griot_application") String role,
    @DefaultValue("20") int poolSize)
    implements ProductionRequirements {

  // The writer keeps three, the views one, and requests need some.
  private static final int SMALLEST_POOL = 6;

  // Two processes and the command line fit beside each other into PostgreSQL's 100 connections.
  private static final int LARGEST_POOL = 200;

  // As PostgreSQL spells it without quotes, and no name that it keeps for itself.
  private static final Pattern ROLE = Pattern.compile("(?!pg_|none$|public$)[a-z_][a-z0-9_]{0,62}");

  public DatabaseSettings {
    url = url == null || url.isBlank() ? null : url.strip();
    password = password == null || password.isEmpty() ? null : password;
    owner = owner == null || owner.isBlank() ? null : owner.strip();
    ownerPassword = ownerPassword == null || ownerPassword.isEmpty() ? null : ownerPassword;
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
    if (user.equals(owner)) {
      throw new InvalidSetting(
          "griot.database.owner",
          "is " + owner + ", as GRIOT_DATABASE_USER is",
          "give the application a user of its own, or leave the owner out");
    }
    if (owner == null && ownerPassword != null) {
      throw new InvalidSetting(
          "griot.database.owner", "is missing", "name whose GRIOT_DATABASE_OWNER_PASSWORD it is");
    }
    if (!ROLE.matcher(role).matches()) {
      throw new InvalidSetting(
          "griot.database.role",
          "is \"" + role + "\"",
          "give a name of small letters, digits and _ that PostgreSQL does not keep for itself,"
              + " such as griot_application");
    }
    if (poolSize < SMALLEST_POOL || poolSize > LARGEST_POOL) {
      throw new InvalidSetting(
          "griot.database.pool-size",
          "is " + poolSize,
          "give a number of connections from " + SMALLEST_POOL + " to " + LARGEST_POOL);
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
    if (url != null && owner != null && ownerPassword == null) {
      throw new InvalidSetting(
          "griot.database.owner-password",
          "is missing",
          "in production the owner of the database needs a password");
    }
  }

  @Override
  public String toString() {
    return "DatabaseSettings[user=%s, owner=%s, role=%s, poolSize=%d]"
        .formatted(user, owner, role, poolSize);
  }
}
