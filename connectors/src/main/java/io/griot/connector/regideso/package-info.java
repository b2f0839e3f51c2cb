/** REGIDESO, the water company of the DRC, on the wire format of its document. */
@NullMarked
package io.griot.connector.regideso;

import org.jspecify.annotations.NullMarked;
