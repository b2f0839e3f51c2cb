package io.griot.identity.person;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person with what only they and staff see. */
public record Profile(Person person, @Nullable UUID profilePicId) {}
