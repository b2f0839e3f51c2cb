package io.griot.server.settings;

/**
 * The administrator who exists from the start.
 *
 * @param phone in E.164
 * @param madeUp the password was not given: it stands in the data directory and is printed
 */
public record FirstAdmin(String phone, String password, boolean madeUp) {

  /** Who administers a development installation that names nobody. */
  static final String DEVELOPMENT_PHONE = "+251911000000";

  static final String PASSWORD_FILE = "admin-password";

  static FirstAdmin from(
      AdminSettings admin, RegionalSettings regional, PlatformSettings platform) {
    String phone = admin.phoneIn(regional.region()).orElse(DEVELOPMENT_PHONE);
    String given = admin.password();
    return given == null
        ? new FirstAdmin(phone, platform.dataDir().secret(PASSWORD_FILE).value(), true)
        : new FirstAdmin(phone, given, false);
  }

  @Override
  public String toString() {
    return "FirstAdmin[phone=" + phone + "]";
  }
}
