package io.griot.server.gateway;

import io.griot.wire.GatewayPhones;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands this server's settings to the gateway's endpoints. */
@Configuration(proxyBeanMethods = false)
class GatewayWiring {

  @Bean
  GatewayPhones gatewayPhones(GatewaySettings settings) {
    return GatewayPhones.in(settings.region());
  }
}
