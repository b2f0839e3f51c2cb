/** REGIDESO's interface for bills, as its document has it. */
@NullMarked
package io.griot.sandbox.regideso;

import org.jspecify.annotations.NullMarked;
