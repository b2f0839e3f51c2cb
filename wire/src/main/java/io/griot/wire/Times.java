package io.griot.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads times as clients write them. */
public final class Times {

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?([Zz]|[+-]\\d{2}:\\d{2})?");

  /** Nothing was paid before it, and PostgreSQL does not read the years before it as Java does. */
  public static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private final ZoneId zone;

  /**
   * @param zone of times without an offset
   */
  public Times(ZoneId zone) {
    this.zone = zone;
  }

  /** The instant of RFC 3339's spelling; a date alone is the day's first moment. */
  public Optional<Instant> find(String text) {
    return read(text).filter(instant -> !instant.isBefore(EARLIEST));
  }

  private Optional<Instant> read(String text) {
    try {
      if (DATE.matcher(text).matches()) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant());
      }
      if (!DATE_TIME.matcher(text).matches()) {
        return Optional.empty();
      }
      String iso = text.substring(0, 10) + "T" + text.substring(11).toUpperCase(Locale.ROOT);
      boolean offset = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > 10;
      return Optional.of(
          offset
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).atZone(zone).toInstant());
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  /**
   * Reads a query parameter.
   *
   * @throws RefusedRequest 400 that names it
   */
  public Instant parameter(String name, String text) {
    return find(text).orElseThrow(() -> RefusedRequest.badField(name, fault(text)));
  }

  /**
   * Reads a query parameter that ends a span: the first instant that is not part of it. A date
   * alone is part of it to its end.
   *
   * @throws RefusedRequest 400 that names it
   */
  public Instant endParameter(String name, String text) {
    Instant instant = parameter(name, text);
    return DATE.matcher(text).matches()
        ? instant.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant()
        : instant;
  }

  static String fault(String text) {
    return Shown.quoted(text) + " is not a time; write it as 2026-11-21T14:30:00+03:00";
  }
}
