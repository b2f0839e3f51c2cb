package io.griot.identity.device;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device of one person.
 *
 * @param key ours; lists are in its order
 * @param id the device's own, unique for its person
 */
public record Device(
    UUID key, String id, @Nullable String label, Instant createdAt, Instant updatedAt) {}
