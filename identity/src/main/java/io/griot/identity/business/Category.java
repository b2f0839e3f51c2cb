package io.griot.identity.business;

import java.util.UUID;

/** A sort of services. */
public record Category(UUID id, String name) {}
