@NullMarked
package io.griot.core.utility;

import org.jspecify.annotations.NullMarked;
