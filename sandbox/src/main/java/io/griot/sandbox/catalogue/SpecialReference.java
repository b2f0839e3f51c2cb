package io.griot.sandbox.catalogue;

import io.griot.sandbox.operation.Operation;

/**
 * A reference that means something special.
 *
 * @param operation the operation that it is special to
 * @param description what is special, in a sentence
 */
public record SpecialReference(Operation operation, String reference, String description) {}
