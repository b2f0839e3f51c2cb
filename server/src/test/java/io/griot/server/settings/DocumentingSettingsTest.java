package io.griot.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

class DocumentingSettingsTest {

  private static final Path PAGE = Path.of("../docs/operations/settings.md");
  private static final String NO_DEFAULT = "none";

  // | `GRIOT_PORT` | `8080` | … |
  private static final Pattern ROW =
      Pattern.compile("^\\| `(GRIOT_[A-Z_]+)` \\| (?:`([^`]+)`|none) \\| (.+) \\|$");

  @Test
  void the_page_lists_every_setting_with_its_default_and_no_other() throws IOException {
    var documented = new TreeMap<String, String>();
    for (String line : Files.readAllLines(PAGE)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        documented.put(row.group(1), row.group(2) == null ? NO_DEFAULT : row.group(2));
      }
    }

    assertThat(documented).isEqualTo(inCode());
  }

  private static Map<String, String> inCode() {
    var settings = new TreeMap<String, String>();
    for (Class<? extends Record> type : Settings.types()) {
      String prefix = type.getAnnotation(ConfigurationProperties.class).value();
      RecordComponent[] components = type.getRecordComponents();
      for (int i = 0; i < components.length; i++) {
        settings.put(
            new SettingName(prefix + "." + kebab(components[i].getName())).environmentName(),
            defaultOf(type, i));
      }
    }
    return settings;
  }

  // The annotation's targets do not include components, so it is found on the constructor.
  private static String defaultOf(Class<? extends Record> type, int index) {
    var constructor = type.getDeclaredConstructors()[0];
    DefaultValue value = constructor.getParameters()[index].getAnnotation(DefaultValue.class);
    return value == null ? NO_DEFAULT : String.join(",", value.value());
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1");
  }
}
