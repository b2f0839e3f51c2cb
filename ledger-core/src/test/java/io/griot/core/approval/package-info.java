@NullMarked
package io.griot.core.approval;

import org.jspecify.annotations.NullMarked;
