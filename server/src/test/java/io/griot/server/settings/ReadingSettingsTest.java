package io.griot.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.server.gateway.GatewaySettings;
import io.griot.server.ledger.LedgerSettings;
import io.griot.server.role.Role;
import io.griot.server.role.RoleSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ReadingSettingsTest {

  @Test
  void every_setting_is_read_under_its_environment_name() {
    Environment environment =
        environment(
            Map.ofEntries(
                Map.entry("GRIOT_MODE", "production"),
                Map.entry("GRIOT_PORT", "9000"),
                Map.entry("GRIOT_ROLES", "query, projections"),
                Map.entry("GRIOT_DATA_DIR", "/srv/griot"),
                Map.entry("GRIOT_DATABASE_URL", "jdbc:postgresql://db/ledger"),
                Map.entry("GRIOT_DATABASE_USER", "user"),
                Map.entry("GRIOT_DATABASE_PASSWORD", "user-password"),
                Map.entry("GRIOT_DATABASE_OWNER", "owner"),
                Map.entry("GRIOT_DATABASE_OWNER_PASSWORD", "owner-password"),
                Map.entry("GRIOT_DATABASE_ROLE", "bank_application"),
                Map.entry("GRIOT_DATABASE_POOL_SIZE", "7"),
                Map.entry("GRIOT_ADMIN_PHONE", "0911000001"),
                Map.entry("GRIOT_ADMIN_PASSWORD", "admin-password"),
                Map.entry("GRIOT_CURRENCY", "XOF"),
                Map.entry("GRIOT_REGION", "SN"),
                Map.entry("GRIOT_ZONE", "Africa/Dakar"),
                Map.entry("GRIOT_IDENTITY_ACCESS_TOKEN_LIFETIME", "5m"),
                Map.entry("GRIOT_IDENTITY_REFRESH_TOKEN_LIFETIME", "1d"),
                Map.entry("GRIOT_IDENTITY_SIGNING_KEY_LIFETIME", "2d"),
                Map.entry("GRIOT_IDENTITY_OIDC_ISSUER", "https://login.example.com/realm"),
                Map.entry("GRIOT_IDENTITY_OIDC_AUDIENCE", "griot"),
                Map.entry("GRIOT_GATEWAY_REGION", "CI"),
                Map.entry("GRIOT_GATEWAY_WAIT", "3s"),
                Map.entry("GRIOT_LEDGER_CACHED_ACCOUNTS", "5")));

    assertThat(Settings.read(environment, PlatformSettings.class))
        .isEqualTo(
            new PlatformSettings(Mode.PRODUCTION, 9000, new DataDirectory(Path.of("/srv/griot"))));
    assertThat(Settings.read(environment, RoleSettings.class).roles().played())
        .containsExactlyInAnyOrder(Role.QUERY, Role.PROJECTIONS);
    assertThat(Settings.read(environment, DatabaseSettings.class))
        .isEqualTo(
            new DatabaseSettings(
                "jdbc:postgresql://db/ledger",
                "user",
                "user-password",
                "owner",
                "owner-password",
                "bank_application",
                7));
    assertThat(Settings.read(environment, AdminSettings.class))
        .isEqualTo(new AdminSettings("0911000001", "admin-password"));
    assertThat(Settings.read(environment, RegionalSettings.class))
        .isEqualTo(
            new RegionalSettings(Currency.getInstance("XOF"), "SN", ZoneId.of("Africa/Dakar")));
    assertThat(Settings.read(environment, IdentitySettings.class))
        .isEqualTo(
            new IdentitySettings(
                Duration.ofMinutes(5),
                Duration.ofDays(1),
                Duration.ofDays(2),
                URI.create("https://login.example.com/realm"),
                "griot"));
    assertThat(Settings.read(environment, GatewaySettings.class))
        .isEqualTo(new GatewaySettings("CI", Duration.ofSeconds(3)));
    assertThat(Settings.read(environment, LedgerSettings.class))
        .isEqualTo(
            new LedgerSettings(
                5,
                10_000,
                1_000,
                true,
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                Duration.ofDays(400)));
  }

  @Test
  void nothing_needs_to_be_set_in_development() {
    assertThatCode(() -> Settings.check(environment(Map.of()))).doesNotThrowAnyException();
  }

  @Test
  void a_blank_value_is_no_value_where_none_is_needed() {
    Environment environment =
        environment(
            Map.of(
                "GRIOT_DATABASE_URL", "",
                "GRIOT_DATABASE_PASSWORD", "",
                "GRIOT_DATABASE_OWNER", "",
                "GRIOT_DATABASE_OWNER_PASSWORD", "",
                "GRIOT_ADMIN_PHONE", "",
                "GRIOT_ADMIN_PASSWORD", "",
                "GRIOT_IDENTITY_OIDC_ISSUER", ""));

    assertThatCode(() -> Settings.check(environment)).doesNotThrowAnyException();
    assertThat(Settings.read(environment, DatabaseSettings.class).isEmbedded()).isTrue();
    assertThat(Settings.read(environment, AdminSettings.class).phoneIn("ET")).isEmpty();
    assertThat(Settings.read(environment, IdentitySettings.class).oidcIssuer()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GRIOT_MODE | staging | GRIOT_MODE is "staging": give development or production.
          GRIOT_PORT | abc | GRIOT_PORT is "abc": give a whole number.
          GRIOT_APPROVALS_THRESHOLD | lots | GRIOT_APPROVALS_THRESHOLD is "lots": give a number such as 10000 or 10.50.
          GRIOT_PORT | 65536 | GRIOT_PORT is 65536: give a port from 1 to 65535, or 0 for any free one.
          GRIOT_PORT | -1 | GRIOT_PORT is -1: give a port from 1 to 65535, or 0 for any free one.
          GRIOT_ROLES | command,writer | GRIOT_ROLES names "writer", which is no role: give all, or a comma-separated list of command, query, projections, connectors.
          GRIOT_ROLES | command,, | GRIOT_ROLES names "", which is no role: give all, or a comma-separated list of command, query, projections, connectors.
          GRIOT_DATABASE_URL | mysql://db | GRIOT_DATABASE_URL does not start with jdbc:postgresql:: give an address such as jdbc:postgresql://localhost:5432/griot, or none for the embedded database.
          GRIOT_DATABASE_OWNER | griot | GRIOT_DATABASE_OWNER is griot, as GRIOT_DATABASE_USER is: give the application a user of its own, or leave the owner out.
          GRIOT_DATABASE_OWNER_PASSWORD | hunter2 | GRIOT_DATABASE_OWNER is missing: name whose GRIOT_DATABASE_OWNER_PASSWORD it is.
          GRIOT_DATABASE_ROLE | Griot-App | GRIOT_DATABASE_ROLE is "Griot-App": give a name of small letters, digits and _ that PostgreSQL does not keep for itself, such as griot_application.
          GRIOT_DATABASE_ROLE | pg_monitor | GRIOT_DATABASE_ROLE is "pg_monitor": give a name of small letters, digits and _ that PostgreSQL does not keep for itself, such as griot_application.
          GRIOT_DATABASE_ROLE | none | GRIOT_DATABASE_ROLE is "none": give a name of small letters, digits and _ that PostgreSQL does not keep for itself, such as griot_application.
          GRIOT_DATABASE_POOL_SIZE | 5 | GRIOT_DATABASE_POOL_SIZE is 5: give a number of connections from 6 to 200.
          GRIOT_DATABASE_POOL_SIZE | 201 | GRIOT_DATABASE_POOL_SIZE is 201: give a number of connections from 6 to 200.
          GRIOT_ADMIN_PASSWORD | seven77 | GRIOT_ADMIN_PASSWORD is too short: give at least 8 characters.
          GRIOT_ADMIN_PHONE | 12 | GRIOT_ADMIN_PHONE is "12", which is no phone number: give one with its country code, such as +251911000000.
          GRIOT_CURRENCY | BIRR | GRIOT_CURRENCY is "BIRR": give the three letters of an ISO 4217 currency, such as ETB, XOF or CDF.
          GRIOT_REGION | Ethiopia | GRIOT_REGION is "Ethiopia": give the two capital letters of a country, such as ET, SN, CI or CD.
          GRIOT_ZONE | Addis | GRIOT_ZONE is "Addis": give a time zone such as Africa/Addis_Ababa.
          GRIOT_GATEWAY_REGION | Dakar | GRIOT_GATEWAY_REGION is "Dakar": give the two capital letters of a country, such as SN, CI or CD.
          GRIOT_GATEWAY_WAIT | 61s | GRIOT_GATEWAY_WAIT is 61s: give a duration from 0s to 60s.
          GRIOT_GATEWAY_WAIT | long | GRIOT_GATEWAY_WAIT is "long": give a duration such as 30s, 15m or 7d.
          GRIOT_IDENTITY_ACCESS_TOKEN_LIFETIME | soon | GRIOT_IDENTITY_ACCESS_TOKEN_LIFETIME is "soon": give a duration such as 30s, 15m or 7d.
          GRIOT_IDENTITY_REFRESH_TOKEN_LIFETIME | 0s | GRIOT_IDENTITY_REFRESH_TOKEN_LIFETIME is not above zero: give a duration such as 15m or 30d.
          GRIOT_IDENTITY_OIDC_ISSUER | https://login.example.com | GRIOT_IDENTITY_OIDC_AUDIENCE is missing: name whom the issuer's tokens must be meant for: it signs them for others too.
          GRIOT_IDENTITY_OIDC_ISSUER | keycloak | GRIOT_IDENTITY_OIDC_ISSUER is "keycloak": give the issuer's address, such as https://login.example.com.
          """)
  void a_wrong_value_is_refused_in_one_line_that_names_it(String name, String value, String line) {
    assertThatThrownBy(() -> Settings.check(environment(Map.of(name, value))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(line);
  }

  @ParameterizedTest
  @CsvSource({
    "GRIOT_GATEWAY_WAIT,0s",
    "GRIOT_GATEWAY_WAIT,60s",
    "GRIOT_PORT,0",
    "GRIOT_PORT,65535",
    "GRIOT_ADMIN_PASSWORD,eight888"
  })
  void a_value_on_the_boundary_does(String name, String value) {
    assertThatCode(() -> Settings.check(environment(Map.of(name, value))))
        .doesNotThrowAnyException();
  }

  @Test
  void production_needs_the_passwords_of_the_database() {
    var given = new HashMap<>(Map.of("GRIOT_MODE", "production"));
    given.put("GRIOT_DATABASE_URL", "jdbc:postgresql://db/griot");

    assertThatThrownBy(() -> Settings.check(environment(given)))
        .hasMessageStartingWith("GRIOT_DATABASE_PASSWORD is missing: ");
    given.put("GRIOT_DATABASE_PASSWORD", "x");
    assertThatCode(() -> Settings.check(environment(given))).doesNotThrowAnyException();

    given.put("GRIOT_DATABASE_OWNER", "owner");
    assertThatThrownBy(() -> Settings.check(environment(given)))
        .hasMessageStartingWith("GRIOT_DATABASE_OWNER_PASSWORD is missing: ");
    given.put("GRIOT_DATABASE_OWNER_PASSWORD", "x");
    assertThatCode(() -> Settings.check(environment(given))).doesNotThrowAnyException();
  }

  @Test
  void production_needs_the_password_of_the_administrator_it_names() {
    var given = new HashMap<>(Map.of("GRIOT_MODE", "production"));
    assertThatCode(() -> Settings.check(environment(given))).doesNotThrowAnyException();
    given.put("GRIOT_ADMIN_PHONE", "+251911000001");

    assertThatThrownBy(() -> Settings.check(environment(given)))
        .hasMessageStartingWith("GRIOT_ADMIN_PASSWORD is missing: ");
    given.put("GRIOT_ADMIN_PASSWORD", "a-password");
    assertThatCode(() -> Settings.check(environment(given))).doesNotThrowAnyException();
  }

  @Test
  void a_secret_is_in_no_message() {
    assertThatThrownBy(() -> Settings.check(environment(Map.of("GRIOT_ADMIN_PASSWORD", "hunter2"))))
        .message()
        .doesNotContain("hunter2");
    assertThat(new AdminSettings("+251911000001", "hunter2-hunter2").toString())
        .doesNotContain("hunter2");
    assertThat(
            new DatabaseSettings(
                    "jdbc:postgresql://db/x?password=hunter2",
                    "u",
                    "hunter2",
                    "o",
                    "hunter2",
                    "r",
                    6)
                .toString())
        .doesNotContain("hunter2");
    assertThat(new FirstAdmin("+251911000001", "hunter2-hunter2", false).toString())
        .doesNotContain("hunter2");
  }

  static Environment environment(Map<String, String> variables) {
    var environment = new StandardEnvironment();
    var sources = environment.getPropertySources();
    sources.replace(
        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables)));
    ConfigurationPropertySources.attach(environment);
    return environment;
  }
}
