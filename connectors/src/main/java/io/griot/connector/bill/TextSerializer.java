package io.griot.connector.bill;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Keeps a task's data as text that a person can read. */
final class TextSerializer implements Serializer {

  /** The data of a task that has none. */
  static final String NONE = "";

  @Override
  public byte[] serialize(@Nullable Object data) {
    return String.valueOf(data == null ? NONE : data).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public <T> T deserialize(Class<T> type, byte @Nullable [] bytes) {
    return type.cast(bytes == null ? NONE : new String(bytes, StandardCharsets.UTF_8));
  }
}
