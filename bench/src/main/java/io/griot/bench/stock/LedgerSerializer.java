package io.griot.bench.stock;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/** JSON under the catalogue's names instead of class names. */
final class LedgerSerializer extends JacksonSerializer {

  private static final String REVISION = "1";

  LedgerSerializer() {
    super(JacksonSerializer.builder().objectMapper(LedgerJson.mapper()));
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
