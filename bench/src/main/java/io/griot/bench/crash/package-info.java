/** Processes killed, frozen and stopped under load, and what is left of what clients were told. */
@NullMarked
package io.griot.bench.crash;

import org.jspecify.annotations.NullMarked;
