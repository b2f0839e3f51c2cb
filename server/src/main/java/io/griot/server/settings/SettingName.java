package io.griot.server.settings;

import java.util.Locale;

/** A setting's two names: {@code griot.data-dir} in properties, {@code GRIOT_DATA_DIR} outside. */
public record SettingName(String property) {

  /** The name operators use. */
  public String environmentName() {
    return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** A secret's value never appears in a message or a log. */
  boolean isSecret() {
    return property.endsWith("password")
        || property.endsWith("secret")
        || property.endsWith("pincode")
        || property.endsWith("api-key");
  }

  @Override
  public String toString() {
    return environmentName();
  }
}
