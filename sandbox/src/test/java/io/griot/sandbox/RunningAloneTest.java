package io.griot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.sandbox.catalogue.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What the sandbox says when it runs alone is enough to use it. */
class RunningAloneTest {

  @Test
  void it_prints_addresses_credentials_and_special_references() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard(Clock.systemUTC()))) {
      Main.describe(sandbox, new PrintStream(printed, true, StandardCharsets.UTF_8));

      assertThat(printed.toString(StandardCharsets.UTF_8))
          .contains(sandbox.wizallUrl().toString(), sandbox.regidesoUrl() + "/api")
          .contains("sandbox-password", "771234567", "1234", "sandbox-api-key")
          .contains(
              Catalogue.special().stream()
                  .map(special -> special.reference() + " ")
                  .toArray(String[]::new))
          .endsWith("Ready." + System.lineSeparator());
    }
  }
}
