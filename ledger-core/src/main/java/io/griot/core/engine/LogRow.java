package io.griot.core.engine;

/**
 * An event as it is stored, byte for byte.
 *
 * @param recordedAtMicroseconds since 1970-01-01T00:00Z
 * @param payload exact JSON
 * @param metadata exact JSON
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record LogRow(
    long position,
    String eventId,
    String stream,
    long sequence,
    String type,
    String revision,
    long recordedAtMicroseconds,
    byte[] payload,
    byte[] metadata) {}
