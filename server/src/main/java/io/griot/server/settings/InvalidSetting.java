package io.griot.server.settings;

/** A setting has a value that does not do. */
public final class InvalidSetting extends StartRefused {

  /**
   * Reads as one sentence, as in {@code GRIOT_PORT is 70000: give a port from 0 to 65535.}
   *
   * @param property such as {@code griot.port}
   * @param fault what is wrong with the value, such as {@code is 70000}
   * @param remedy what would do, as an imperative
   */
  public InvalidSetting(String property, String fault, String remedy) {
    super(new SettingName(property).environmentName() + " " + fault + ": " + remedy + ".");
  }
}
