package io.griot.server.settings;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** Checks every setting before the first bean, so that a wrong one costs no half-made start. */
public final class SettingsCheck
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsCheck.class);

  // Read by the launcher, which hands it to Java.
  private static final String LAUNCHER_OPTIONS = "GRIOT_JAVA_OPTIONS";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    Settings.check(environment);
    unknown(environment.getSystemEnvironment().keySet())
        .forEach(name -> LOG.warn("{} is no setting of Griot and is ignored", name));
  }

  /** Misspelt settings, most likely. */
  static List<String> unknown(Collection<String> variables) {
    Set<String> known = Settings.defaults().keySet();
    return variables.stream()
        .filter(name -> name.startsWith("GRIOT_") && !known.contains(name))
        .filter(name -> !name.equals(LAUNCHER_OPTIONS) && !name.startsWith("GRIOT_TEST_"))
        .sorted()
        .toList();
  }
}
