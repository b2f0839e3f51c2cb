package io.griot.server.connector;

import io.griot.connector.Connector;
import io.griot.connector.ConnectorInquiry;
import io.griot.connector.Credential;
import io.griot.connector.call.CallLimits;
import io.griot.connector.call.CircuitBreakers;
import io.griot.connector.regideso.RegidesoAccess;
import io.griot.connector.regideso.RegidesoConnector;
import io.griot.connector.wizall.WizallAccess;
import io.griot.connector.wizall.WizallConnector;
import io.griot.core.utility.BillInquiry;
import io.griot.sandbox.wizall.WizallCredentials;
import io.griot.server.role.ConditionalOnRole;
import io.griot.server.role.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A connector for every provider that has an address, wherever bills are asked for or paid. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({Role.COMMAND, Role.QUERY, Role.CONNECTORS})
class ConnectorConfiguration {

  // What development makes up is what the sandbox takes.
  private static final WizallCredentials OF_THE_SANDBOX = WizallCredentials.OF_THE_SANDBOX;
  private static final String SANDBOX_KEY = "sandbox-api-key";
  private static final String OPERATOR = "GRIOT";

  @Bean
  CircuitBreakers circuitBreakers(Clock clock, MeterRegistry meters) {
    return new CircuitBreakers(clock, meters);
  }

  @Bean
  OpenConnectors openConnectors(
      ProviderAddresses addresses,
      WizallSettings wizall,
      RegidesoSettings regideso,
      CircuitBreakers breakers,
      MeterRegistry meters) {
    List<Connector> connectors = new ArrayList<>();
    if (addresses.wizall() != null) {
      connectors.add(new WizallConnector(access(addresses.wizall(), wizall), breakers, meters));
    }
    if (addresses.regideso() != null) {
      connectors.add(
          new RegidesoConnector(access(addresses.regideso(), regideso), breakers, meters));
    }
    return new OpenConnectors(connectors);
  }

  @Bean
  BillInquiry billInquiry(OpenConnectors connectors) {
    return new ConnectorInquiry(connectors.all());
  }

  private static WizallAccess access(URI address, WizallSettings settings) {
    return new WizallAccess(
        address,
        or(settings.username(), OF_THE_SANDBOX.username()),
        new Credential(or(settings.password(), OF_THE_SANDBOX.password())),
        or(settings.msisdn(), OF_THE_SANDBOX.msisdn()),
        new Credential(or(settings.pincode(), OF_THE_SANDBOX.pincode())),
        settings.currency(),
        new CallLimits(settings.timeout(), settings.concurrency(), settings.callsPerSecond()));
  }

  private static RegidesoAccess access(URI address, RegidesoSettings settings) {
    return new RegidesoAccess(
        address,
        new Credential(or(settings.apiKey(), SANDBOX_KEY)),
        or(settings.operator(), OPERATOR),
        settings.currency(),
        new CallLimits(settings.timeout(), settings.concurrency(), settings.callsPerSecond()));
  }

  /** Production has required what is given. */
  private static String or(@Nullable String given, String madeUp) {
    return Objects.requireNonNullElse(given, madeUp);
  }
}
