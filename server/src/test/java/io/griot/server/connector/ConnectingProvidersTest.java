package io.griot.server.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.connector.call.CircuitBreakers;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Provider;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import io.griot.sandbox.Sandbox;
import io.griot.sandbox.SandboxSettings;
import io.griot.server.connector.WizallSettings.UnpaidAfterWindow;
import io.griot.server.settings.InvalidSetting;
import io.griot.server.settings.ProductionRequirements;
import io.griot.server.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class ConnectingProvidersTest {

  private static <T extends Record> T read(Class<T> type, String prefix, String... namesAndValues) {
    var environment = new MockEnvironment();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      environment.setProperty(prefix + "." + namesAndValues[index], namesAndValues[index + 1]);
    }
    return Settings.read(environment, type);
  }

  private static WizallSettings wizall(String... namesAndValues) {
    return read(WizallSettings.class, "griot.wizall", namesAndValues);
  }

  private static RegidesoSettings regideso(String... namesAndValues) {
    return read(RegidesoSettings.class, "griot.regideso", namesAndValues);
  }

  private static void refuses(String name, Runnable start) {
    assertThatThrownBy(start::run)
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(name + " ")
        .hasMessageNotContaining("\n");
  }

  private static void refusesInProduction(String name, ProductionRequirements settings) {
    refuses(name, settings::requireForProduction);
  }

  @Test
  void a_provider_without_an_address_is_not_offered_and_needs_nothing() {
    assertThat(wizall().url()).isNull();
    assertThatCode(() -> wizall().requireForProduction()).doesNotThrowAnyException();
    assertThatCode(() -> regideso("url", " ").requireForProduction()).doesNotThrowAnyException();
    assertThat(wizall().unpaidAfterWindow()).isEqualTo(UnpaidAfterWindow.PERSON);
    assertThat(wizall().unknownWindow()).isEqualTo(Duration.ofMinutes(30));
    assertThat(regideso().currency()).isEqualTo(Currency.getInstance("CDF"));
  }

  @Test
  void in_production_an_address_comes_with_what_proves_who_calls() {
    String url = "https://wizall.example.com";
    refusesInProduction("GRIOT_WIZALL_USERNAME", wizall("url", url));
    refusesInProduction("GRIOT_WIZALL_PASSWORD", wizall("url", url, "username", "griot"));
    refusesInProduction(
        "GRIOT_WIZALL_MSISDN", wizall("url", url, "username", "griot", "password", "x"));
    refusesInProduction(
        "GRIOT_WIZALL_PINCODE",
        wizall("url", url, "username", "griot", "password", "x", "msisdn", "771234567"));
    refusesInProduction("GRIOT_REGIDESO_API_KEY", regideso("url", "https://regideso.example.com"));
    refusesInProduction(
        "GRIOT_REGIDESO_OPERATOR", regideso("url", "https://regideso.example.com", "api-key", "x"));
  }

  @Test
  void in_production_keys_leave_this_machine_encrypted() {
    refusesInProduction(
        "GRIOT_REGIDESO_URL",
        regideso("url", "http://regideso.example.com", "api-key", "x", "operator", "GRIOT"));
    for (String url :
        new String[] {
          "https://regideso.example.com", "http://127.0.0.1:8090", "http://localhost:8090"
        }) {
      assertThatCode(
              () ->
                  regideso("url", url, "api-key", "x", "operator", "GRIOT").requireForProduction())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void values_that_do_not_do_are_refused() {
    refuses("GRIOT_WIZALL_URL", () -> wizall("url", "ftp://example.com"));
    refuses("GRIOT_WIZALL_URL", () -> wizall("url", "https://me:secret@example.com"));
    refuses("GRIOT_WIZALL_MSISDN", () -> wizall("msisdn", "+251911000000"));
    refuses("GRIOT_WIZALL_MSISDN", () -> wizall("msisdn", "phone"));
    refuses("GRIOT_WIZALL_TIMEOUT", () -> wizall("timeout", "0s"));
    refuses("GRIOT_WIZALL_TIMEOUT", () -> wizall("timeout", "61s"));
    refuses("GRIOT_WIZALL_QUERY_INTERVAL", () -> wizall("query-interval", "0s"));
    refuses("GRIOT_WIZALL_UNKNOWN_WINDOW", () -> wizall("unknown-window", "29s"));
    refuses("GRIOT_WIZALL_UNPAID_AFTER_WINDOW", () -> wizall("unpaid-after-window", "maybe"));
    refuses("GRIOT_REGIDESO_CONCURRENCY", () -> regideso("concurrency", "0"));
    refuses("GRIOT_REGIDESO_CALLS_PER_SECOND", () -> regideso("calls-per-second", "-1"));
    refuses("GRIOT_REGIDESO_CURRENCY", () -> regideso("currency", "FRANC"));
    assertThat(wizall("msisdn", "+221 77 123 45 67").msisdn()).isEqualTo("771234567");
    assertThat(wizall("unknown-window", "30s", "timeout", "1m").timeout())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void secrets_are_not_shown() {
    assertThat(wizall("password", "pa55", "pincode", "98761").toString())
        .doesNotContain("pa55", "98761");
    assertThat(regideso("api-key", "k3y").toString()).doesNotContain("k3y");
  }

  @Test
  void bills_are_asked_for_at_every_provider_that_has_an_address() {
    var configuration = new ConnectorConfiguration();
    var meters = new SimpleMeterRegistry();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard(Clock.systemUTC()));
        CircuitBreakers breakers = configuration.circuitBreakers(Clock.systemUTC(), meters);
        OpenConnectors connectors =
            configuration.openConnectors(
                new ProviderAddresses(null, sandbox.regidesoUrl()),
                wizall(),
                regideso(),
                breakers,
                meters)) {
      var inquiry = configuration.billInquiry(connectors);

      assertThat(inquiry.bills(Utility.REGIDESO, "83262", "KIN"))
          .hasSize(9)
          .extracting(OwedBill::payee)
          .contains(new Payee.RegidesoBill("KIN", "83262", "108776771"));
      assertThatThrownBy(() -> inquiry.bills(Utility.SENELEC, "1061103482", null))
          .isInstanceOf(ProviderUnavailable.class);
      assertThat(connectors.of(Provider.REGIDESO)).isPresent();
      assertThat(connectors.of(Provider.WIZALL)).isEmpty();
    }
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard(Clock.systemUTC()));
        CircuitBreakers breakers = configuration.circuitBreakers(Clock.systemUTC(), meters);
        OpenConnectors connectors =
            configuration.openConnectors(
                new ProviderConfiguration()
                    .providerAddresses(
                        wizall("url", sandbox.wizallUrl().toString()),
                        regideso(),
                        new SimulatedProviders(null)),
                wizall(),
                regideso(),
                breakers,
                meters)) {
      assertThat(configuration.billInquiry(connectors).bills(Utility.SENELEC, "1061103482", null))
          .hasSize(1);
    }
  }
}
