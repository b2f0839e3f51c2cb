package io.griot.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Which part of a list a request asks for; controllers take it as a parameter. */
public final class Paging {

  private static final int DEFAULT_LIMIT = 50;
  private static final int LARGEST_LIMIT = 200;
  private static final int CHECKSUM_BYTES = 4;
  private static final int LONGEST_CURSOR = 512;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final int limit;
  private final @Nullable String after;
  private final String path;
  private final @Nullable String query;

  private Paging(int limit, @Nullable String after, String path, @Nullable String query) {
    this.limit = limit;
    this.after = after;
    this.path = path;
    this.query = query;
  }

  /** How many rows to fetch: one more than the page has, to know whether there is a next one. */
  public int fetchSize() {
    return limit + 1;
  }

  public int limit() {
    return limit;
  }

  /** The key of the last row of the page before. */
  public Optional<String> after() {
    return Optional.ofNullable(after);
  }

  /**
   * The key of the last row of the page before, in its own type.
   *
   * @throws RefusedRequest 400 if the cursor holds no such key
   */
  public <T> Optional<T> after(Function<String, Optional<T>> parser) {
    if (after == null) {
      return Optional.empty();
    }
    return Optional.of(parser.apply(after).orElseThrow(Paging::badCursor));
  }

  /**
   * Answers with one page.
   *
   * @param fetched up to {@link #fetchSize()} rows
   * @param key names a row, so that the next page can begin after it
   */
  public <T> ResponseEntity<List<T>> page(List<T> fetched, Function<? super T, String> key) {
    if (fetched.size() <= limit) {
      return ResponseEntity.ok(fetched);
    }
    List<T> page = fetched.subList(0, limit);
    return ResponseEntity.ok()
        .header(HttpHeaders.LINK, "<" + next(key.apply(page.getLast())) + ">; rel=\"next\"")
        .body(page);
  }

  static Paging from(HttpServletRequest request) {
    String limitText = request.getParameter("limit");
    int limit = limitText == null ? DEFAULT_LIMIT : limit(limitText);
    String path = request.getRequestURI();
    String cursor = request.getParameter("cursor");
    return new Paging(
        limit, cursor == null ? null : decode(cursor, path), path, request.getQueryString());
  }

  private static int limit(String text) {
    int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > LARGEST_LIMIT) {
      throw RefusedRequest.badField(
          "limit", Shown.quoted(text) + " will not do; send a number from 1 to " + LARGEST_LIMIT);
    }
    return limit;
  }

  private String next(String lastKey) {
    String kept =
        query == null
            ? ""
            : Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty() && !parameter.matches("cursor(=.*)?"))
                .collect(Collectors.joining("&"));
    return path + "?" + (kept.isEmpty() ? "" : kept + "&") + "cursor=" + encode(lastKey, path);
  }

  private static String encode(String key, String path) {
    byte[] text = key.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(CHECKSUM_BYTES + text.length)
                .putInt(checksum(text, path))
                .put(text)
                .array());
  }

  private static String decode(String cursor, String path) {
    if (cursor.length() > LONGEST_CURSOR) {
      throw badCursor();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length < CHECKSUM_BYTES) {
        throw badCursor();
      }
      byte[] text = Arrays.copyOfRange(bytes, CHECKSUM_BYTES, bytes.length);
      if (ByteBuffer.wrap(bytes).getInt() != checksum(text, path)) {
        throw badCursor();
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (IllegalArgumentException | CharacterCodingException notOurs) {
      throw badCursor();
    }
  }

  /**
   * Against damage and mix-ups, not against malice: a forged cursor reads nothing that its sender
   * may not read anyway.
   */
  private static int checksum(byte[] text, String path) {
    CRC32 checksum = new CRC32();
    checksum.update(text);
    checksum.update((path.endsWith("/") ? path : path + "/").getBytes(StandardCharsets.UTF_8));
    return (int) checksum.getValue();
  }

  private static RefusedRequest badCursor() {
    return RefusedRequest.badField(
        "cursor", "is not one of this list's; take it from the Link header of the page before");
  }
}
