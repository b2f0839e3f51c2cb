package io.griot.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What can be measured, in the order in which it is. */
enum Name {
  SQL(true),
  SET_BASED(true),
  STOCK(true),
  IN_PROCESS(true),
  BULK(true),
  HTTP(true),
  COLD(false),
  MEMORY(false),
  REBUILD(false),
  IMPORT(false),
  STATEMENT(false),
  BILLS(false),
  JMH(false);

  private static final String ALL = "all";

  private final boolean quick;

  Name(boolean quick) {
    this.quick = quick;
  }

  /** As it is written on the command line. */
  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Those of the names given; the quick ones if none is.
   *
   * @throws NotBegun if one is no name
   */
  static Set<Name> chosen(List<String> texts) {
    Set<Name> chosen = EnumSet.noneOf(Name.class);
    for (String text : texts) {
      if (text.equals(ALL)) {
        return EnumSet.allOf(Name.class);
      }
      chosen.add(
          Arrays.stream(values())
              .filter(name -> name.text().equals(text))
              .findFirst()
              .orElseThrow(() -> unknown(text)));
    }
    if (chosen.isEmpty()) {
      Arrays.stream(values()).filter(name -> name.quick).forEach(chosen::add);
    }
    return chosen;
  }

  private static NotBegun unknown(String text) {
    Set<String> known =
        Arrays.stream(values()).map(Name::text).collect(Collectors.toCollection(TreeSet::new));
    return new NotBegun(
        "No benchmark is named \"%s\": there are %s, and %s."
            .formatted(text, String.join(", ", known), ALL));
  }
}
