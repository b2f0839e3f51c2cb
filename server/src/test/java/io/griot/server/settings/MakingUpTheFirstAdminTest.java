package io.griot.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

class MakingUpTheFirstAdminTest {

  @TempDir private Path directory;

  @Test
  void development_has_an_administrator_whose_password_is_made_up_once() throws IOException {
    FirstAdmin first = start(Map.of());
    FirstAdmin second = start(Map.of());

    assertThat(first.phone()).isEqualTo("+251911000000");
    assertThat(first.madeUp()).isTrue();
    assertThat(first.password()).hasSize(24);
    assertThat(second.password()).isEqualTo(first.password());
    Path kept = directory.resolve("data/admin-password");
    assertThat(Files.readString(kept)).isEqualTo(first.password() + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void a_given_password_is_taken_and_kept_nowhere() {
    FirstAdmin admin =
        start(Map.of("GRIOT_ADMIN_PHONE", "0911000007", "GRIOT_ADMIN_PASSWORD", "chosen-one"));

    assertThat(admin).isEqualTo(new FirstAdmin("+251911000007", "chosen-one", false));
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void production_has_an_administrator_only_if_it_names_one() {
    try (var context = context(Map.of("GRIOT_MODE", "production"))) {
      assertThat(context.getBeanProvider(FirstAdmin.class).getIfAvailable()).isNull();
    }
    FirstAdmin named =
        start(
            Map.of(
                "GRIOT_MODE", "production",
                "GRIOT_ADMIN_PHONE", "+251911000007",
                "GRIOT_ADMIN_PASSWORD", "chosen-one"));
    assertThat(named.phone()).isEqualTo("+251911000007");
  }

  @Test
  void time_is_told_in_utc() {
    try (var context = context(Map.of())) {
      assertThat(context.getBean(Clock.class).getZone()).isEqualTo(ZoneOffset.UTC);
    }
  }

  private FirstAdmin start(Map<String, String> variables) {
    try (var context = context(variables)) {
      return context.getBean(FirstAdmin.class);
    }
  }

  private AnnotationConfigApplicationContext context(Map<String, String> variables) {
    var given = new HashMap<>(variables);
    given.put("GRIOT_DATA_DIR", directory.resolve("data").toString());
    var context = new AnnotationConfigApplicationContext();
    context.setEnvironment((ConfigurableEnvironment) ReadingSettingsTest.environment(given));
    context.register(SettingsConfiguration.class);
    context.refresh();
    return context;
  }
}
