/** Tests of paying bills. */
@NullMarked
package io.griot.command.bill;

import org.jspecify.annotations.NullMarked;
