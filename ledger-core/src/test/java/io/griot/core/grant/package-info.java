@NullMarked
package io.griot.core.grant;

import org.jspecify.annotations.NullMarked;
