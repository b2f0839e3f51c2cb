/** Who people, businesses and enterprises are: the wiring of the module and its settings. */
@NullMarked
package io.griot.identity;

import org.jspecify.annotations.NullMarked;
