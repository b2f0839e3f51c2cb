package io.griot.server.settings;

import java.nio.file.Files;
import org.springframework.core.env.Environment;

/** What a command of this installation signs in with at its own ledger. */
public record AdminSignIn(String phone, String password) {

  /**
   * The administrator's, as the settings or the data directory have it.
   *
   * @throws StartRefused if neither does
   */
  public static AdminSignIn of(Environment environment) {
    var platform = Settings.read(environment, PlatformSettings.class);
    var admin = Settings.read(environment, AdminSettings.class);
    var region = Settings.read(environment, RegionalSettings.class).region();
    var given = admin.phoneIn(region);
    String password = admin.password();
    if (platform.mode() == Mode.PRODUCTION && (given.isEmpty() || password == null)) {
      throw new StartRefused(
          "No administrator to sign in as: set GRIOT_ADMIN_PHONE and GRIOT_ADMIN_PASSWORD.");
    }
    String phone = given.orElse(FirstAdmin.DEVELOPMENT_PHONE);
    if (password != null) {
      return new AdminSignIn(phone, password);
    }
    // Making one up here would only be refused at the door.
    var file = platform.dataDir().resolve(FirstAdmin.PASSWORD_FILE);
    if (!Files.exists(file)) {
      throw new StartRefused(
          "No password to sign in with: set GRIOT_ADMIN_PASSWORD, or GRIOT_DATA_DIR to where the"
              + " ledger keeps its data ("
              + file
              + " is not there).");
    }
    return new AdminSignIn(phone, platform.dataDir().secret(FirstAdmin.PASSWORD_FILE).value());
  }

  @Override
  public String toString() {
    return "AdminSignIn[phone=" + phone + "]";
  }
}
