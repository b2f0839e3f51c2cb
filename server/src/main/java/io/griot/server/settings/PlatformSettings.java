package io.griot.server.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What this process is and where it lives. */
@ConfigurationProperties("griot")
public record PlatformSettings(
    @DefaultValue("development") Mode mode,
    @DefaultValue("8080") int port,
    @DefaultValue("./data") DataDirectory dataDir) {

  public PlatformSettings {
    if (port < 0 || port > 65535) {
      throw new InvalidSetting(
          "griot.port", "is " + port, "give a port from 1 to 65535, or 0 for any free one");
    }
  }
}
