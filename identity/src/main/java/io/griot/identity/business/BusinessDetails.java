package io.griot.identity.business;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an owner says of a new business. */
public record BusinessDetails(
    String name,
    @Nullable String contactPhone,
    String contactEmail,
    @Nullable UUID logo,
    @Nullable UUID license) {}
