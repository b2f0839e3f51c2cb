package io.griot.wire;

import io.griot.core.money.MajorUnits;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.phone.PhoneNumbers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object and notes everything that is wrong with them, so that {@link
 * #check()} can refuse the request once with all of it. Null counts as missing; unknown fields are
 * ignored.
 */
public final class Fields {

  private static final int LONGEST_PHONE = 255;
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final String LOOSE_PHONE_FAULT =
      "is not a valid phone number; write it as 771234567, or with its country code";
  private static final String PHONE_FAULT =
      "is not a valid phone number; write it with its country code, as +251911234567";

  private final Json.Members members;
  private final String prefix;
  private final Times times;
  private final List<FieldFault> faults;

  Fields(Json.Members members, String prefix, Times times, List<FieldFault> faults) {
    this.members = members;
    this.prefix = prefix;
    this.times = times;
    this.faults = faults;
  }

  /** A string of 1 to so many characters, without control characters. */
  public Given<String> text(String name, int longest) {
    return text(name, 1, longest);
  }

  public Given<String> text(String name, int shortest, int longest) {
    return required(name, (path, value) -> readText(path, value, shortest, longest));
  }

  /** A string of at most so many characters, without control characters. */
  public Given<String> optionalText(String name, int longest) {
    return optional(name, (path, value) -> readText(path, value, 0, longest));
  }

  public Given<UUID> uuid(String name) {
    return required(name, this::readUuid);
  }

  public Given<UUID> optionalUuid(String name) {
    return optional(name, this::readUuid);
  }

  /** A positive amount in major units, as a number or a string. */
  public Given<MajorUnits> amount(String name) {
    return amount(name, 0);
  }

  public Given<MajorUnits> amount(String name, int least) {
    return required(name, (path, value) -> readAmount(path, value, BigDecimal.valueOf(least)));
  }

  /** A positive amount that may be missing or null. */
  public Given<MajorUnits> optionalAmount(String name) {
    return optional(name, (path, value) -> readAmount(path, value, BigDecimal.ZERO));
  }

  /** An amount that may be missing, null or zero: all three mean none. */
  public Given<MajorUnits> amountOrNone(String name) {
    return optional(
        name, (path, value) -> isZero(value) ? null : readAmount(path, value, BigDecimal.ZERO));
  }

  public Given<Currency> currency(String name) {
    return required(name, this::readCurrency);
  }

  public Given<Currency> optionalCurrency(String name) {
    return optional(name, this::readCurrency);
  }

  /** A time in RFC 3339; without an offset it is read in the configured zone. */
  public Given<Instant> optionalInstant(String name) {
    return optional(
        name,
        (path, value) -> readParsed(path, value, times::find, Times::fault, "a time in a string"));
  }

  public Given<Boolean> optionalFlag(String name) {
    return optional(
        name,
        (path, value) -> {
          if (value instanceof Json.Truth(boolean truth)) {
            return truth;
          }
          wrongType(path, value, "true or false, without quotes");
          return null;
        });
  }

  /** Any JSON, as text; its strings and numbers are spelled as they were sent. */
  public Given<String> optionalJson(String name, int mostBytes) {
    return optional(
        name,
        (path, value) -> {
          String text = JsonSpelling.of(value);
          int bytes = text.getBytes(StandardCharsets.UTF_8).length;
          if (bytes > mostBytes) {
            invalid(path, "is %d bytes long; send at most %d".formatted(bytes, mostBytes));
            return null;
          }
          return text;
        });
  }

  /**
   * A string that stands for something else.
   *
   * @param finder nothing if it does not
   * @param fault what to say of it then, after the value: {@code is not a …; send …}
   */
  public <T> Given<T> parsed(
      String name, int longest, Function<String, Optional<T>> finder, String fault) {
    return required(name, (path, value) -> readParsed(path, value, longest, finder, fault));
  }

  public <T> Given<T> optionalParsed(
      String name, int longest, Function<String, Optional<T>> finder, String fault) {
    return optional(name, (path, value) -> readParsed(path, value, longest, finder, fault));
  }

  /** A phone in any usual spelling. */
  public Given<PhoneNumber> phone(String name, PhoneNumbers phones) {
    return parsed(name, LONGEST_PHONE, phones::find, PHONE_FAULT);
  }

  public Given<PhoneNumber> optionalPhone(String name, PhoneNumbers phones) {
    return optionalParsed(name, LONGEST_PHONE, phones::find, PHONE_FAULT);
  }

  /** A string, or a whole number of at most 18 digits, as its digits. */
  public Given<String> textOrWholeNumber(String name, int longest) {
    return required(
        name,
        (path, value) ->
            value instanceof Json.Numeral(String spelling)
                    && WHOLE_NUMBER.matcher(spelling).matches()
                ? spelling
                : readText(path, value, 1, longest));
  }

  /**
   * A string without its outer blanks, tabs among them, or a number, as it is spelled. What is
   * wrong with it is said without showing it.
   */
  public Given<String> looseText(String name, int longest) {
    return required(name, (path, value) -> readText(path, loosened(value), 1, longest));
  }

  /** A positive amount in major units, as a number or as a string with blanks around it. */
  public Given<MajorUnits> looseAmount(String name) {
    return required(name, (path, value) -> readAmount(path, loosened(value), BigDecimal.ZERO));
  }

  /** A phone as the gateway's clients write it, as a string or a whole number. */
  public Given<PhoneNumber> loosePhone(String name, GatewayPhones phones) {
    return required(
        name,
        (path, value) ->
            readParsed(path, loosened(value), LONGEST_PHONE, phones::find, LOOSE_PHONE_FAULT));
  }

  private static Json loosened(Json value) {
    return switch (value) {
      case Json.Text(String text) -> new Json.Text(text.strip());
      case Json.Numeral(String spelling) -> new Json.Text(spelling);
      case Json.Members _, Json.Items _, Json.Truth _, Json.Nothing _ -> value;
    };
  }

  /**
   * A number that stands for something else.
   *
   * @param finder nothing if it does not
   * @param fault what to say of it then, after the value: {@code is no …; send …}
   */
  public <T> Given<T> numbered(String name, IntFunction<Optional<T>> finder, String fault) {
    return required(
        name,
        (path, value) -> {
          if (!(value instanceof Json.Numeral(String spelling))) {
            wrongType(path, value, "a whole number");
            return null;
          }
          Optional<T> found =
              SMALL_NUMBER.matcher(spelling).matches()
                  ? finder.apply(Integer.parseInt(spelling))
                  : Optional.empty();
          if (found.isEmpty()) {
            invalid(path, Shown.cut(spelling) + " " + fault);
          }
          return found.orElse(null);
        });
  }

  /** A list of UUIDs. */
  public Given<List<UUID>> optionalUuids(String name, int mostItems) {
    return optional(name, (path, value) -> readItems(path, value, 0, mostItems, this::readUuid));
  }

  /** A list of strings. */
  public Given<List<String>> texts(String name, int mostItems, int longest) {
    return required(
        name,
        (path, value) ->
            readItems(
                path,
                value,
                0,
                mostItems,
                (itemPath, item) -> readText(itemPath, item, 1, longest)));
  }

  /** A list of objects; their faults are this object's too. */
  public Given<List<Fields>> objects(String name, int mostItems) {
    return required(name, (path, value) -> readObjects(path, value, mostItems));
  }

  /** Notes a fault that only the caller can see. */
  public void fault(String name, String code, String message) {
    faults.add(new FieldFault(path(name), code, message));
  }

  /** Whether the object has the field, be it null. */
  public boolean mentions(String name) {
    return members.byName().containsKey(name);
  }

  public boolean has(String name) {
    return !(member(name) instanceof Json.Nothing);
  }

  /**
   * Ends the reading.
   *
   * @throws RefusedRequest 400 with all that is wrong
   */
  public void check() {
    if (!faults.isEmpty()) {
      throw new RefusedRequest(Problem.malformed(faults));
    }
  }

  /** What is wrong so far. */
  public List<FieldFault> faults() {
    return List.copyOf(faults);
  }

  /** The same object with faults of its own, named as if it were the whole body. */
  public Fields apart() {
    return new Fields(members, "", times, new ArrayList<>());
  }

  /**
   * What the same request has in common however often it is sent: a hash over the operation and all
   * fields, whatever their order and the spelling of their numbers. Unknown fields count, nulls do
   * not.
   */
  public String fingerprint(String operation) {
    return Fingerprint.of(operation, members);
  }

  /**
   * The same hash over all fields but one that is secret: whoever reads the hash of few digits can
   * find them by trying.
   */
  public String fingerprintWithout(String secret, String operation) {
    Map<String, Json> others = new LinkedHashMap<>(members.byName());
    others.remove(secret);
    return Fingerprint.of(operation, new Json.Members(others));
  }

  static List<Fields> ofList(Json body, int mostItems, Times times, List<FieldFault> faults) {
    Fields whole = new Fields(new Json.Members(Map.of()), "", times, faults);
    List<Fields> read = whole.readObjects("", body, mostItems);
    whole.check();
    return read == null ? List.of() : read;
  }

  private <T> Given<T> required(String name, BiFunction<String, Json, @Nullable T> reader) {
    Json value = member(name);
    String path = path(name);
    if (value instanceof Json.Nothing) {
      faults.add(new FieldFault(path, FieldFault.MISSING_FIELD, "is missing; send it"));
      return new Given<>(path, null);
    }
    return new Given<>(path, reader.apply(path, value));
  }

  private <T> Given<T> optional(String name, BiFunction<String, Json, @Nullable T> reader) {
    Json value = member(name);
    String path = path(name);
    return new Given<>(path, value instanceof Json.Nothing ? null : reader.apply(path, value));
  }

  private Json member(String name) {
    return members.byName().getOrDefault(name, Json.Nothing.NULL);
  }

  private String path(String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }

  private @Nullable String readText(String path, Json value, int shortest, int longest) {
    if (!(value instanceof Json.Text(String text))) {
      wrongType(path, value, "a string");
      return null;
    }
    int length = text.codePointCount(0, text.length());
    if (length == 0 && shortest > 0) {
      invalid(path, "is empty; send at least one character");
    } else if (shortest > 0 && text.isBlank()) {
      invalid(path, "is blank; send something to read");
    } else if (length < shortest) {
      invalid(path, "is %d characters long; send at least %d".formatted(length, shortest));
    } else if (length > longest) {
      invalid(path, "is %d characters long; send at most %d".formatted(length, longest));
    } else if (text.codePoints().anyMatch(Character::isISOControl)) {
      // Not shown: it may be a password.
      invalid(path, "has a control character; send it without");
    } else if (hasLoneSurrogate(text)) {
      invalid(path, "has half a character (a lone surrogate); send whole ones");
    } else {
      return text;
    }
    return null;
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  private @Nullable UUID readUuid(String path, Json value) {
    return readParsed(
        path,
        value,
        Uuids::find,
        text ->
            Shown.quoted(text) + " is not a UUID; write it as 0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3",
        "a UUID in a string");
  }

  private @Nullable Currency readCurrency(String path, Json value) {
    return readParsed(
        path,
        value,
        Currencies::find,
        text -> Shown.quoted(text) + " is not a currency; send an ISO 4217 code such as ETB",
        "an ISO 4217 code such as ETB in a string");
  }

  private @Nullable MajorUnits readAmount(String path, Json value, BigDecimal least) {
    return switch (value) {
      case Json.Text(String spelling) -> readAmount(path, spelling, least);
      case Json.Numeral(String spelling) -> readAmount(path, spelling, least);
      case Json.Members ignored -> notAnAmount(path, value, least);
      case Json.Items ignored -> notAnAmount(path, value, least);
      case Json.Truth ignored -> notAnAmount(path, value, least);
      case Json.Nothing ignored -> notAnAmount(path, value, least);
    };
  }

  private @Nullable MajorUnits readAmount(String path, String spelling, BigDecimal least) {
    FieldFault fault = Amounts.fault(path, spelling, least);
    if (fault != null) {
      faults.add(fault);
      return null;
    }
    return new MajorUnits(new BigDecimal(spelling));
  }

  private @Nullable MajorUnits notAnAmount(String path, Json value, BigDecimal least) {
    invalid(path, "is " + value.kind() + "; " + Amounts.wanted(least) + ", as 10 or 10.50");
    return null;
  }

  private static boolean isZero(Json value) {
    return (value instanceof Json.Numeral(String numeral) && numeral.matches("-?0+(\\.0+)?"))
        || (value instanceof Json.Text(String text) && text.matches("0+(\\.0+)?"));
  }

  private <T> @Nullable T readParsed(
      String path,
      Json value,
      Function<String, Optional<T>> finder,
      Function<String, String> fault,
      String wanted) {
    if (!(value instanceof Json.Text(String text))) {
      wrongType(path, value, wanted);
      return null;
    }
    Optional<T> found = finder.apply(text);
    if (found.isEmpty()) {
      invalid(path, fault.apply(text));
    }
    return found.orElse(null);
  }

  private <T> @Nullable T readParsed(
      String path, Json value, int longest, Function<String, Optional<T>> finder, String fault) {
    String text = readText(path, value, 1, longest);
    if (text == null) {
      return null;
    }
    Optional<T> found = finder.apply(text);
    if (found.isEmpty()) {
      invalid(path, Shown.quoted(text) + " " + fault);
    }
    return found.orElse(null);
  }

  private @Nullable List<Fields> readObjects(String path, Json value, int mostItems) {
    return readItems(
        path,
        value,
        1,
        mostItems,
        (itemPath, item) -> {
          if (item instanceof Json.Members object) {
            return new Fields(object, itemPath, times, faults);
          }
          wrongType(itemPath, item, "an object");
          return null;
        });
  }

  private <T> @Nullable List<T> readItems(
      String path, Json value, int fewest, int most, BiFunction<String, Json, @Nullable T> reader) {
    if (!(value instanceof Json.Items(List<Json> items))) {
      wrongType(path, value, "a list");
      return null;
    }
    if (items.size() < fewest || items.size() > most) {
      invalid(path, "has %d items; send %d to %d".formatted(items.size(), fewest, most));
      return null;
    }
    List<T> read = new ArrayList<>(items.size());
    for (int index = 0; index < items.size(); index++) {
      @Nullable T item = reader.apply(path + "[" + index + "]", items.get(index));
      if (item != null) {
        read.add(item);
      }
    }
    return read;
  }

  private void wrongType(String path, Json value, String wanted) {
    invalid(path, "is " + value.kind() + "; send " + wanted);
  }

  private void invalid(String path, String message) {
    faults.add(FieldFault.invalid(path.isEmpty() ? "body" : path, message));
  }
}
