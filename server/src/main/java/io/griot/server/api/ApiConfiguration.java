package io.griot.server.api;

import io.griot.command.CommandApiConfiguration;
import io.griot.query.QueryApiConfiguration;
import io.griot.server.role.ConditionalOnRole;
import io.griot.server.role.Role;
import io.griot.wire.WireConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Writes where this process takes commands, reads where it answers queries. */
@Configuration(proxyBeanMethods = false)
@Import(WireConfiguration.class)
class ApiConfiguration {

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnRole(Role.COMMAND)
  @Import(CommandApiConfiguration.class)
  static class Writes {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnRole(Role.QUERY)
  @Import(QueryApiConfiguration.class)
  static class Reads {}
}
