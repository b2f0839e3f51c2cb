package io.griot.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentingSettingsTest {

  private static final Path PAGE = Path.of("../docs/operations/settings.md");

  // | `GRIOT_PORT` | `8080` | … |
  private static final Pattern ROW =
      Pattern.compile("^\\| `(GRIOT_[A-Z_]+)` \\| (?:`([^`]+)`|none) \\| (.+) \\|$");

  @Test
  void the_page_lists_every_setting_with_its_default_and_no_other() throws IOException {
    var documented = new TreeMap<String, Optional<String>>();
    for (String line : Files.readAllLines(PAGE)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        documented.put(row.group(1), Optional.ofNullable(row.group(2)));
      }
    }

    assertThat(documented).isEqualTo(Settings.defaults());
  }

  @Test
  void a_misspelt_setting_is_noticed() {
    assertThat(
            SettingsCheck.unknown(
                List.of("GRIOT_PORT", "GRIOT_PROT", "GRIOT_JAVA_OPTIONS", "GRIOT_TEST_X", "HOME")))
        .containsExactly("GRIOT_PROT");
  }
}
