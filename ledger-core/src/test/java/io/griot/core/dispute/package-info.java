@NullMarked
package io.griot.core.dispute;

import org.jspecify.annotations.NullMarked;
