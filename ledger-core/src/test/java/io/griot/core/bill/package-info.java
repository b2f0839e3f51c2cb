@NullMarked
package io.griot.core.bill;

import org.jspecify.annotations.NullMarked;
