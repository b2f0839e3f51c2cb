package io.griot.core.engine;

import java.time.Instant;

/**
 * The end of the log.
 *
 * @param position of the last event, 0 before the first
 * @param hash of the last seal
 * @param recordedAt the time of the last commit
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Head(long position, byte[] hash, Instant recordedAt) {}
