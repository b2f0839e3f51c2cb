package io.griot.server.role;

import io.griot.server.settings.InvalidSetting;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The roles of this process, read from a comma-separated list or {@code all}. */
public record Roles(Set<Role> played) {

  private static final String ALL = "all";

  public Roles {
    played = Set.copyOf(played);
  }

  /** Read by Spring's conversion. */
  public static Roles of(String text) {
    if (text.strip().toLowerCase(Locale.ROOT).equals(ALL)) {
      return new Roles(EnumSet.allOf(Role.class));
    }
    var played = EnumSet.noneOf(Role.class);
    for (String name : text.split(",", -1)) {
      played.add(
          Arrays.stream(Role.values())
              .filter(role -> role.settingName().equals(name.strip().toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(() -> unknown(name.strip(), text)));
    }
    return new Roles(played);
  }

  /** Whether this process plays the role. */
  public boolean includes(Role role) {
    return played.contains(role);
  }

  private static InvalidSetting unknown(String name, String text) {
    String known =
        Arrays.stream(Role.values()).map(Role::settingName).collect(Collectors.joining(", "));
    return new InvalidSetting(
        "griot.roles",
        text.isBlank() ? "is blank" : "names \"" + name + "\", which is no role",
        "give all, or a comma-separated list of " + known);
  }

  /** As it is written in GRIOT_ROLES, in a fixed order. */
  @Override
  public String toString() {
    return played.size() == Role.values().length
        ? ALL
        : played.stream().sorted().map(Role::settingName).collect(Collectors.joining(","));
  }
}
