package io.griot.server.settings;

import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Reads the records of settings, before and without an application. */
public final class Settings {

  /** Every record in here annotated {@link ConfigurationProperties} is one of Griot's. */
  static final String BASE_PACKAGE = "io.griot";

  private Settings() {}

  /** The settings of this process's environment, for commands that start no application. */
  public static Environment ofThisProcess() {
    var environment = new StandardEnvironment();
    ConfigurationPropertySources.attach(environment);
    return environment;
  }

  /**
   * One record.
   *
   * @throws InvalidSetting if a value does not do
   */
  public static <T extends Record> T read(Environment environment, Class<T> type) {
    String prefix = type.getAnnotation(ConfigurationProperties.class).value();
    try {
      return Binder.get(environment).bindOrCreate(prefix, Bindable.of(type));
    } catch (RuntimeException e) {
      throw WrongValue.explain(e);
    }
  }

  /** Reads every record and what production asks of each. */
  static void check(Environment environment) {
    boolean production = read(environment, PlatformSettings.class).mode() == Mode.PRODUCTION;
    for (Class<? extends Record> type : types()) {
      Record settings = read(environment, type);
      if (production && settings instanceof ProductionRequirements requirements) {
        requirements.requireForProduction();
      }
    }
    String region = read(environment, RegionalSettings.class).region();
    var _ = read(environment, AdminSettings.class).phoneIn(region);
  }

  /** Every setting's environment name with its default, which is empty if it has none. */
  public static SortedMap<String, Optional<String>> defaults() {
    var defaults = new TreeMap<String, Optional<String>>();
    for (Class<? extends Record> type : types()) {
      String prefix = type.getAnnotation(ConfigurationProperties.class).value();
      // The annotation stands on the canonical constructor, not on the components.
      for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
        Name name = parameter.getAnnotation(Name.class);
        String property =
            prefix
                + "."
                + (name == null
                    ? DataObjectPropertyName.toDashedForm(parameter.getName())
                    : name.value());
        DefaultValue value = parameter.getAnnotation(DefaultValue.class);
        defaults.put(
            new SettingName(property).environmentName(),
            Optional.ofNullable(value).map(given -> String.join(",", given.value())));
      }
    }
    return defaults;
  }

  /** Every record of settings, whichever feature owns it. */
  static List<Class<? extends Record>> types() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    return scanner.findCandidateComponents(BASE_PACKAGE).stream()
        .map(candidate -> candidate.getBeanClassName())
        .sorted()
        .<Class<? extends Record>>map(
            name ->
                ClassUtils.resolveClassName(name, Settings.class.getClassLoader())
                    .asSubclass(Record.class))
        .toList();
  }
}
