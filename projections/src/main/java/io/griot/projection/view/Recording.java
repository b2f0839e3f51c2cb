package io.griot.projection.view;

import java.time.Instant;

/**
 * Where and when an event was recorded.
 *
 * @param position its place in the log
 */
public record Recording(long position, Instant recordedAt) {}
