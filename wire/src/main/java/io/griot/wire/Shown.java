package io.griot.wire;

/** Values of a request as messages show them: cut, and without what a terminal would obey. */
final class Shown {

  private static final int LONGEST = 40;

  private Shown() {}

  static String quoted(String value) {
    return '"' + cut(value) + '"';
  }

  static String cut(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(LONGEST)
        .forEach(
            point -> {
              if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                shown.append("\\u%04x".formatted(point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    if (value.codePointCount(0, value.length()) > LONGEST) {
      shown.append('…');
    }
    return shown.toString();
  }
}
