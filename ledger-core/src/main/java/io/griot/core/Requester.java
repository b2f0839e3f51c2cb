package io.griot.core;

/**
 * Who asks, as it is sealed with the events.
 *
 * @param actor {@code user:<uuid>}, {@code enterprise:<uuid>}
 * @param authenticatedBy {@code jwt}, {@code basic}, {@code access-key}, …
 */
public record Requester(String actor, String authenticatedBy) {}
