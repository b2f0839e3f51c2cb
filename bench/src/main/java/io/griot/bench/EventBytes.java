package io.griot.bench;

import io.griot.bench.stock.StockEngine;
import io.griot.core.LedgerEvent;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;

/** The bytes that an engine stores for an event: here alone it is known what makes them. */
final class EventBytes {

  static final String STOCK = "stock";
  static final String LEDGER = "ledger";

  private final Serializer serializer;

  private EventBytes(Serializer serializer) {
    this.serializer = serializer;
  }

  /** As the stock path or the ledger of today writes them. */
  static EventBytes of(String engine) {
    return switch (engine) {
      case STOCK -> new EventBytes(StockEngine.serializer());
      case LEDGER -> new EventBytes(InProcess.serializer());
      default -> throw new IllegalArgumentException(engine);
    };
  }

  byte[] payload(LedgerEvent event) {
    return serializer.serialize(event, byte[].class).getData();
  }

  byte[] metadata(MetaData metadata) {
    return serializer.serialize(metadata, byte[].class).getData();
  }
}
