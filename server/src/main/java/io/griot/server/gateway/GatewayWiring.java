package io.griot.server.gateway;

import io.griot.command.gateway.StandingGrants;
import io.griot.projection.grant.GrantFinder;
import io.griot.server.role.ConditionalOnRole;
import io.griot.server.role.Role;
import io.griot.wire.GatewayPhones;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands this server's settings to the gateway's endpoints. */
@Configuration(proxyBeanMethods = false)
class GatewayWiring {

  @Bean
  GatewayPhones gatewayPhones(GatewaySettings settings) {
    return GatewayPhones.in(settings.region());
  }

  @Bean
  @ConditionalOnRole(Role.COMMAND)
  StandingGrants standingGrants(GrantFinder grants, Clock clock) {
    return new GrantsInView(grants, clock);
  }
}
