package io.griot.server.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;

/** Turns what the binder throws into the one line an operator needs. */
final class WrongValue {

  private WrongValue() {}

  static RuntimeException explain(RuntimeException thrown) {
    StartRefused refused = causeOf(thrown, StartRefused.class);
    if (refused != null) {
      return refused;
    }
    BindException bind = innermostBindException(thrown);
    if (bind == null) {
      return thrown;
    }
    var name = new SettingName(bind.getName().toString());
    Class<?> wanted = bind.getTarget().getType().resolve(Object.class);
    var property = bind.getProperty();
    String fault =
        property == null
            ? "is missing"
            : name.isSecret() ? "does not do" : "is \"" + property.getValue() + "\"";
    var invalid = new InvalidSetting(name.property(), fault, remedy(wanted));
    invalid.initCause(thrown);
    return invalid;
  }

  private static String remedy(Class<?> wanted) {
    if (wanted == int.class || wanted == Integer.class || wanted == long.class) {
      return "give a whole number";
    }
    if (wanted == BigDecimal.class) {
      return "give a number such as 10000 or 10.50";
    }
    if (wanted == boolean.class || wanted == Boolean.class) {
      return "give true or false";
    }
    if (wanted.isEnum()) {
      return Arrays.stream(wanted.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(" or ", "give ", ""));
    }
    if (wanted == Duration.class) {
      return "give a duration such as 30s, 15m or 7d";
    }
    if (wanted == ZoneId.class) {
      return "give a time zone such as Africa/Addis_Ababa";
    }
    if (wanted == Currency.class) {
      return "give the three letters of an ISO 4217 currency, such as ETB, XOF or CDF";
    }
    if (wanted == URI.class) {
      return "give an address such as https://example.com";
    }
    return "give a " + wanted.getSimpleName();
  }

  private static @Nullable BindException innermostBindException(Throwable thrown) {
    BindException found = null;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException bind) {
        found = bind;
      }
    }
    return found;
  }

  private static <T extends Throwable> @Nullable T causeOf(Throwable thrown, Class<T> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
