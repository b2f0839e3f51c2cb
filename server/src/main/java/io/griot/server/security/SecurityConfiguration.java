package io.griot.server.security;

import io.griot.identity.access.Authenticator;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Puts the reading of credentials before every endpoint of ours. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  FilterRegistrationBean<CredentialsFilter> credentials(
      Authenticator authenticator,
      @Qualifier("problemResolver") HandlerExceptionResolver problems) {
    var registration = new FilterRegistrationBean<>(new CredentialsFilter(authenticator, problems));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
    return registration;
  }
}
