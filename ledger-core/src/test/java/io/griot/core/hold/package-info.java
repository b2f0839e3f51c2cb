@NullMarked
package io.griot.core.hold;

import org.jspecify.annotations.NullMarked;
