/**
 * A runnable sandbox: the providers of bill payments simulated on their exact wire formats, with
 * bills that stay paid, a count of effects that no fault can hide, and misbehaviour to order.
 *
 * <p>{@link io.griot.sandbox.Sandbox#start} opens one listener for each provider on the loopback
 * address. Faults are ordered by reference, by the header {@code X-Sandbox-Fault}, or are built
 * into the references of {@link io.griot.sandbox.catalogue.Catalogue}. {@link
 * io.griot.sandbox.Main} runs it alone; docs/operations/sandbox.md says how.
 */
@NullMarked
package io.griot.sandbox;

import org.jspecify.annotations.NullMarked;
