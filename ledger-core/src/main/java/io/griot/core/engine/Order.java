package io.griot.core.engine;

import io.griot.core.IdempotencyKey;
import org.axonframework.commandhandling.CommandMessage;
import org.jspecify.annotations.Nullable;

/** A command with the key that makes it unique. */
record Order(CommandMessage<?> command, @Nullable IdempotencyKey key) {}
