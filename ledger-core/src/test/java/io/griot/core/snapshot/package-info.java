@NullMarked
package io.griot.core.snapshot;

import org.jspecify.annotations.NullMarked;
