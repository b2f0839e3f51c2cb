package io.griot.server.role;

import io.griot.server.settings.Settings;
import java.util.Arrays;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if GRIOT_ROLES includes one of the annotation's roles. */
final class OnRole implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    var roles = Settings.read(context.getEnvironment(), RoleSettings.class).roles();
    return metadata.getAnnotations().stream(ConditionalOnRole.class)
        .flatMap(annotation -> Arrays.stream(annotation.getEnumArray("value", Role.class)))
        .anyMatch(roles::includes);
  }
}
