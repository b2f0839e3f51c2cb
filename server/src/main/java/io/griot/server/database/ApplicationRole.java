package io.griot.server.database;

import org.jspecify.annotations.Nullable;

/**
 * The role in whose name the application works: it may only add to the log, and owns the schemas
 * whose tables it changes.
 *
 * @param name known to the whole server, not to one database
 * @param login the user whom the application logs in as, and who takes the role
 * @param password set at the role if the application logs in as the role itself
 */
public record ApplicationRole(String name, String login, @Nullable String password) {

  /** Taken by a user who was there before. */
  public static ApplicationRole takenBy(String name, String login) {
    return new ApplicationRole(name, login, null);
  }

  /** Logged in as directly. */
  static ApplicationRole withPassword(String name, String password) {
    return new ApplicationRole(name, name, password);
  }

  /** Makes a session work as the role. */
  static String takeSql(String name) {
    return "SET ROLE \"" + name + "\"";
  }

  @Override
  public String toString() {
    return name;
  }
}
