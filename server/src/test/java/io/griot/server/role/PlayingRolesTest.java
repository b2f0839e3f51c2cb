package io.griot.server.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.server.settings.InvalidSetting;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.MapPropertySource;

class PlayingRolesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all | writes,reads,either
          command | writes,either
          query,projections | reads,either
          QUERY , command | writes,reads,either
          connectors | ''
          """)
  void configuration_exists_where_its_role_is_played(String roles, String expected) {
    try (var context = new AnnotationConfigApplicationContext()) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("test", Map.of("griot.roles", roles)));
      context.register(Writing.class, Reading.class);
      context.refresh();

      assertThat(context.getBeansOfType(String.class).keySet())
          .isEqualTo(expected.isEmpty() ? Set.of() : Set.of(expected.split(",")));
    }
  }

  @Test
  void without_a_setting_every_role_is_played() {
    try (var context = new AnnotationConfigApplicationContext(Writing.class, Reading.class)) {
      assertThat(context.getBeansOfType(String.class)).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "commands", "all,command", "command;query"})
  void an_unknown_role_is_refused(String roles) {
    assertThatThrownBy(() -> Roles.of(roles)).isInstanceOf(InvalidSetting.class);
  }

  @Test
  void roles_are_written_as_they_are_set() {
    assertThat(Roles.of("projections,query")).hasToString("query,projections");
    assertThat(Roles.of("command,query,projections,connectors")).hasToString("all");
  }

  // Not @Configuration: the application, when tests start it, must not find these.
  @ConditionalOnRole(Role.COMMAND)
  static class Writing {
    @Bean
    String writes() {
      return "writes";
    }
  }

  static class Reading {
    @Bean
    @ConditionalOnRole(Role.QUERY)
    String reads() {
      return "reads";
    }

    @Bean
    @ConditionalOnRole({Role.COMMAND, Role.QUERY})
    String either() {
      return "either";
    }
  }
}
