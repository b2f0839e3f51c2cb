package io.griot.server.settings;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Checks every setting before the first bean, so that a wrong one costs no half-made start. */
public final class SettingsCheck
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Settings.check(context.getEnvironment());
  }
}
