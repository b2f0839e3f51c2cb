package io.griot.server.database;

import com.zaxxer.hikari.HikariDataSource;
import io.griot.server.settings.DatabaseSettings;
import io.griot.server.settings.PlatformSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The data source, which nobody gets before it is migrated. Spring closes beans before those they
 * depend on, so an embedded server outlives everything that uses it.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean
  Database database(DatabaseSettings settings, PlatformSettings platform) {
    return Database.open(settings, platform.dataDir());
  }

  @Bean(destroyMethod = "")
  HikariDataSource dataSource(Database database) {
    return database.dataSource();
  }
}
