/** What one member of the staff asks for and another decides on. */
@NullMarked
package io.griot.core.approval;

import org.jspecify.annotations.NullMarked;
