package io.griot.core.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/** JSON under the catalogue's names instead of class names. */
final class LedgerSerializer extends JacksonSerializer {

  private static final String REVISION = "1";

  /** By class, so that no event looks for its own again. */
  private final Map<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();

  private final Map<Class<?>, SerializedType> types = new ConcurrentHashMap<>();

  LedgerSerializer() {
    super(JacksonSerializer.builder().objectMapper(LedgerJson.mapper()));
  }

  /** The stored bytes of an event or a state, and the name that they are stored under. */
  SerializedObject<byte[]> stored(Object stored) {
    Class<?> type = stored.getClass();
    try {
      return new SimpleSerializedObject<>(
          writers.computeIfAbsent(type, getObjectMapper()::writerFor).writeValueAsBytes(stored),
          byte[].class,
          types.computeIfAbsent(
              type, _ -> new SimpleSerializedType(EventCatalogue.nameOf(type), REVISION)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(type + " cannot be stored", e);
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // Axon's signature.
  public SerializedType typeForClass(Class type) {
    return EventCatalogue.contains(type)
        ? new SimpleSerializedType(EventCatalogue.nameOf(type), REVISION)
        : super.typeForClass(type);
  }

  @Override
  @SuppressWarnings("rawtypes") // Axon's signature.
  public Class classForType(SerializedType type) {
    // Only what this ledger stores has a revision; the rest is Axon's own, such as its metadata.
    return REVISION.equals(type.getRevision())
        ? EventCatalogue.classOf(type.getName())
        : super.classForType(type);
  }
}
