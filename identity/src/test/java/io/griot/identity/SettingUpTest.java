package io.griot.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.griot.identity.credential.Argon2Cost;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingUpTest {
  @Test
  void has_the_documented_defaults() {
    assertThat(IdentitySettings.defaults())
        .isEqualTo(
            new IdentitySettings(
                Duration.ofMinutes(15),
                Duration.ofDays(30),
                Duration.ofDays(30),
                5,
                Duration.ofMinutes(15),
                Duration.ofSeconds(60),
                10_000,
                "ET",
                "ETB",
                null,
                null,
                new Argon2Cost(64 * 1024, 2, 1)));
  }

  @Test
  void refuses_a_wrong_value_by_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Duration.ZERO, 5, "ET", "ETB", null))
        .withMessageContaining("access-token-lifetime");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Duration.ofMinutes(1), 0, "ET", "ETB", null))
        .withMessageContaining("failures-before-lock");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Duration.ofMinutes(1), 5, "XX", "ETB", null))
        .withMessageContaining("default-region");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Duration.ofMinutes(1), 5, "ET", "BIRR", null))
        .withMessageContaining("fallback-currency");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Duration.ofMinutes(1), 5, "ET", "ETB", URI.create("issuer")))
        .withMessageContaining("oidc-issuer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Argon2Cost(7, 1, 1))
        .withMessageContaining("argon2.memory-kibibytes");
  }

  private static IdentitySettings settings(
      Duration access, int failures, String region, String currency, @Nullable URI issuer) {
    return new IdentitySettings(
        access,
        Duration.ofDays(30),
        Duration.ofDays(30),
        failures,
        Duration.ofMinutes(15),
        Duration.ofSeconds(60),
        10_000,
        region,
        currency,
        issuer,
        null,
        Argon2Cost.production());
  }
}
