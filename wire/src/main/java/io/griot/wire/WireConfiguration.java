package io.griot.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.griot.identity.access.Principal;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamWriteFeature;

/**
 * Wires what all endpoints share. Controllers declare their paths without a trailing slash; each
 * answers with one too.
 */
@Configuration(proxyBeanMethods = false)
public class WireConfiguration {

  @Bean
  ProblemWriter problemWriter() {
    return new ProblemWriter();
  }

  @Bean
  ProblemResolver problemResolver(ProblemWriter writer) {
    return new ProblemResolver(writer);
  }

  @Bean
  ProblemErrorController problemErrorController(ProblemWriter writer) {
    return new ProblemErrorController(writer);
  }

  @Bean
  Times times(WireSettings settings) {
    return new Times(settings.zone());
  }

  @Bean
  WebMvcConfigurer wireArguments(Times times) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new JsonBodyResolver(times));
        resolvers.add(new RequestValueResolver<>(Idempotency.class, Idempotency::from));
        resolvers.add(new RequestValueResolver<>(MinPosition.class, MinPosition::from));
        resolvers.add(new RequestValueResolver<>(Paging.class, Paging::from));
        resolvers.add(new RequestValueResolver<>(Principal.class, CurrentPrincipal::require));
        resolvers.add(
            new RequestValueResolver<>(
                Principal.OfIntegrator.class, CurrentPrincipal::requireIntegrator));
      }

      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AllowedCallers());
      }
    };
  }

  @Bean
  UuidParameters uuidParameters() {
    return new UuidParameters();
  }

  @Bean
  FilterRegistrationBean<UrlHandlerFilter> trailingSlashes() {
    var registration =
        new FilterRegistrationBean<>(
            UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
    return registration;
  }

  /**
   * Spring's own would take a form's body into memory whole, however large, before anybody is asked
   * who they are; no endpoint reads forms.
   */
  @Bean
  FilterRegistrationBean<FormContentFilter> formsStayUnread(FormContentFilter filter) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.setEnabled(false);
    return registration;
  }

  @Bean
  JsonMapperBuilderCustomizer wireNames() {
    return builder ->
        builder
            .propertyNamingStrategy(tools.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
  }

  /** The OpenAPI document names properties as the answers do. */
  @Bean
  ModelResolver modelResolver() {
    ObjectMapper mapper = Json31.mapper().copy();
    mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    return new ModelResolver(mapper).openapi31(true);
  }

  @Bean
  OpenApiOperations openApiOperations() {
    return new OpenApiOperations();
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheContainer() {
    return factory ->
        factory.addContextCustomizers(
            context -> {
              if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
              }
            });
  }
}
