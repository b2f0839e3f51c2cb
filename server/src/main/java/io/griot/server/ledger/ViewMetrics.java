package io.griot.server.ledger;

import io.griot.projection.Views;
import io.griot.projection.view.View;
import io.griot.projection.view.ViewFaults;
import io.griot.projection.view.ViewPositions;
import io.griot.server.role.ConditionalOnRole;
import io.griot.server.role.Role;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How far the views are behind the log, for Prometheus and for the health page. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({Role.QUERY, Role.PROJECTIONS})
class ViewMetrics {

  @Bean
  MeterBinder viewLag(ViewPositions positions) {
    return registry -> Views.ALL.forEach(view -> bind(registry, positions, view));
  }

  /** A view that cannot move on is said here and tried again; no event is passed over. */
  @Bean
  @ConditionalOnRole(Role.PROJECTIONS)
  HealthIndicator viewsHealth(ViewFaults faults) {
    return () -> {
      Map<String, String> stopped = faults.current();
      return stopped.isEmpty()
          ? Health.up().build()
          : Health.down().withDetail("stopped", stopped.keySet()).build();
    };
  }

  private static void bind(MeterRegistry registry, ViewPositions positions, View view) {
    Gauge.builder(
            "griot.view.lag.positions",
            positions,
            asked -> asked.lags(Set.of(view)).getOrDefault(view.name(), 0L))
        .description("By how many positions of the log a view is behind its head")
        .tag("view", view.name())
        .register(registry);
  }
}
