package io.griot.server.settings;

import java.time.Clock;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Every record of settings as a bean, the clock, and the first administrator. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan(Settings.BASE_PACKAGE)
class SettingsConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Absent in production unless GRIOT_ADMIN_PHONE names somebody. */
  @Bean
  @Conditional(HasFirstAdmin.class)
  FirstAdmin configuredAdmin(
      AdminSettings admin, RegionalSettings regional, PlatformSettings platform) {
    return FirstAdmin.from(admin, regional, platform);
  }

  static final class HasFirstAdmin implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      var environment = context.getEnvironment();
      return Settings.read(environment, PlatformSettings.class).mode() == Mode.DEVELOPMENT
          || Settings.read(environment, AdminSettings.class).phone() != null;
    }
  }
}
