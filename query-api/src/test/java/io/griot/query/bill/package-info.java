/** Tests of asking for bills. */
@NullMarked
package io.griot.query.bill;

import org.jspecify.annotations.NullMarked;
