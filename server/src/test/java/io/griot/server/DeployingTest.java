package io.griot.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.griot.server.role.Role;
import io.griot.server.role.Roles;
import io.griot.server.settings.Settings;
import io.griot.server.settings.SettingsCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No container engine runs the deployment here, so its files are held against the code. */
class DeployingTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern REQUIRED_VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:\\?[^}]+}");
  private static final Pattern METRIC = Pattern.compile("\\b[a-z]+(?:_[a-z]+)+\\b");
  private static final Pattern OPTIONAL_VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-\\}");
  private static final Set<String> FUNCTIONS = Set.of("histogram_quantile");

  private final Map<String, Object> compose = yaml("docker-compose.yml");
  private final Map<String, Object> services = map(compose.get("services"));

  @Test
  void the_services_are_the_database_the_servers_and_what_watches_them() {
    assertThat(services.keySet())
        .containsExactlyInAnyOrder(
            "postgres", "command", "query", "connectors", "prometheus", "grafana");
    assertThat(map(services.get("postgres")).get("image")).isEqualTo("postgres:18");
    assertThat(rolesOf("command").played()).containsExactly(Role.COMMAND);
    assertThat(rolesOf("query").played()).containsExactlyInAnyOrder(Role.QUERY, Role.PROJECTIONS);
    assertThat(rolesOf("connectors").played()).containsExactly(Role.CONNECTORS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"command", "query", "connectors"})
  void what_a_server_is_given_are_settings_that_do(String service) {
    var given = new HashMap<String, Object>();
    environment(service)
        .forEach(
            (name, value) ->
                given.put(
                    name,
                    REQUIRED_VARIABLE
                        .matcher(OPTIONAL_VARIABLE.matcher(value).replaceAll(""))
                        .replaceAll(name.endsWith("PHONE") ? "+251911000001" : "given-secret")));
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, given));

    assertThat(Settings.defaults().keySet()).containsAll(given.keySet());
    try (var context = new GenericApplicationContext()) {
      context.setEnvironment(environment);
      assertThatCode(() -> new SettingsCheck().initialize(context)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"command", "query"})
  void a_server_is_published_and_watched_where_it_listens(String service) {
    String port = Objects.requireNonNull(environment(service).get("GRIOT_PORT"));

    assertThat(list(map(services.get(service)).get("ports"))).containsExactly(port + ":" + port);
    assertThat(String.valueOf(map(services.get(service)).get("healthcheck")))
        .contains("/127.0.0.1/" + port + " ")
        .contains("/actuator/health/readiness");
    assertThat(prometheusTargets()).contains(service + ":" + port);
  }

  @Test
  void prometheus_watches_the_servers_and_nothing_else() {
    assertThat(prometheusTargets()).hasSize(3).contains("connectors:8082");
    assertThat(map(list(yaml("deploy/prometheus/prometheus.yml").get("scrape_configs")).get(0)))
        .containsEntry("metrics_path", "/actuator/prometheus");
  }

  @Test
  void the_servers_and_the_database_agree() {
    Map<String, String> database = environment("postgres");
    for (String service : List.of("command", "query", "connectors")) {
      Map<String, String> server = environment(service);
      assertThat(server)
          .containsEntry(
              "GRIOT_DATABASE_URL",
              "jdbc:postgresql://postgres:5432/" + database.get("POSTGRES_DB"))
          .containsEntry("GRIOT_DATABASE_USER", database.get("POSTGRES_USER"))
          .containsEntry("GRIOT_DATABASE_PASSWORD", database.get("POSTGRES_PASSWORD"));
    }
  }

  @Test
  void every_secret_must_be_given() {
    var secrets = new ArrayList<String>();
    for (String service : services.keySet()) {
      environment(service)
          .forEach(
              (name, value) -> {
                boolean ofProvider = OPTIONAL_VARIABLE.matcher(value).matches();
                if ((name.contains("PASSWORD") || name.contains("SECRET")) && !ofProvider) {
                  secrets.add(value);
                }
              });
    }
    assertThat(secrets)
        .hasSize(6)
        .allSatisfy(value -> assertThat(value).matches(REQUIRED_VARIABLE));
  }

  @Test
  void every_file_that_is_mounted_exists() {
    var mounted = new ArrayList<String>();
    for (Object service : services.values()) {
      for (Object volume : list(map(service).getOrDefault("volumes", List.of()))) {
        String source = volume.toString().split(":", -1)[0];
        if (source.startsWith(".")) {
          mounted.add(source);
        } else {
          assertThat(map(compose.get("volumes"))).containsKey(source);
        }
      }
    }
    assertThat(mounted).hasSize(4).allSatisfy(source -> assertThat(ROOT.resolve(source)).exists());
  }

  @Test
  void the_image_only_copies_what_the_build_made_and_runs_as_nobody_special() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("Dockerfile"));

    assertThat(lines.stream().filter(line -> line.startsWith("COPY ")))
        .filteredOn(line -> !line.contains("--from=layers"))
        .containsExactly("COPY server/target/griot.jar griot.jar");
    assertThat(lines).contains("USER griot").noneMatch(line -> line.matches("RUN .*(mvn|javac).*"));
    assertThat(lines.indexOf("USER griot"))
        .isGreaterThan(lines.lastIndexOf("FROM eclipse-temurin:25-jre"));
    assertThat(Files.readAllLines(ROOT.resolve(".dockerignore")))
        .containsExactly("*", "!server/target/griot.jar");
    assertThat(Files.readString(Path.of("pom.xml"))).contains("<finalName>griot</finalName>");
  }

  @Test
  void grafana_finds_its_source_and_its_dashboard() {
    var source =
        map(
            list(yaml("deploy/grafana/provisioning/datasources/prometheus.yml").get("datasources"))
                .get(0));
    assertThat(source)
        .containsEntry("url", "http://prometheus:9090")
        .containsEntry("uid", "prometheus");
    var provider =
        map(list(yaml("deploy/grafana/provisioning/dashboards/griot.yml").get("providers")).get(0));
    assertThat(list(map(services.get("grafana")).get("volumes")))
        .contains(
            "./deploy/grafana/dashboards:" + map(provider.get("options")).get("path") + ":ro");
  }

  @Test
  void the_dashboard_asks_for_metrics_that_exist() {
    JsonNode dashboard =
        JsonMapper.shared().readTree(ROOT.resolve("deploy/grafana/dashboards/griot.json"));
    var asked = new TreeSet<String>();
    for (JsonNode panel : dashboard.get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        assertThat(target.get("datasource").get("uid").asString()).isEqualTo("prometheus");
        var metric = METRIC.matcher(target.get("expr").asString());
        while (metric.find()) {
          if (!FUNCTIONS.contains(metric.group())) {
            asked.add(metric.group().replaceFirst("_(count|sum|bucket)$", ""));
          }
        }
      }
    }
    assertThat(asked).isEqualTo(new TreeSet<>(metrics()));
  }

  @Test
  void prometheus_warns_by_metrics_that_exist() {
    assertThat(list(yaml("deploy/prometheus/prometheus.yml").get("rule_files")))
        .containsExactly("alerts.yml");
    var asked = new TreeSet<String>();
    for (Object group : list(yaml("deploy/prometheus/alerts.yml").get("groups"))) {
      for (Object rule : list(map(group).get("rules"))) {
        var metric = METRIC.matcher(String.valueOf(map(rule).get("expr")));
        while (metric.find()) {
          if (!FUNCTIONS.contains(metric.group())) {
            asked.add(metric.group().replaceFirst("_(count|sum|bucket)$", ""));
          }
        }
      }
    }
    assertThat(asked).isNotEmpty().isSubsetOf(metrics());
  }

  /** Those that need no ledger to be measured. */
  static List<String> platformMetrics() {
    return metrics().stream()
        .filter(metric -> !metric.startsWith("griot_"))
        // Measured at the first collection.
        .filter(metric -> !metric.equals("jvm_gc_pause_seconds"))
        .toList();
  }

  private static List<String> metrics() {
    try (InputStream in = DeployingTest.class.getResourceAsStream("/metrics.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Roles rolesOf(String service) {
    return Roles.of(Objects.requireNonNull(environment(service).get("GRIOT_ROLES")));
  }

  private Map<String, String> environment(String service) {
    var environment = new HashMap<String, String>();
    map(map(services.get(service)).getOrDefault("environment", Map.of()))
        .forEach((name, value) -> environment.put(name, value.toString()));
    return environment;
  }

  private static List<Object> prometheusTargets() {
    var targets = new ArrayList<Object>();
    for (Object job : list(yaml("deploy/prometheus/prometheus.yml").get("scrape_configs"))) {
      for (Object group : list(map(job).get("static_configs"))) {
        targets.addAll(list(map(group).get("targets")));
      }
    }
    return targets;
  }

  private static Map<String, Object> yaml(String file) {
    try {
      return map(new Yaml().load(Files.readString(ROOT.resolve(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object yaml) {
    return (Map<String, Object>) Objects.requireNonNull(yaml);
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(@Nullable Object yaml) {
    return (List<Object>) Objects.requireNonNull(yaml);
  }
}
