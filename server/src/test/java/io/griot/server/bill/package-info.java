/** Tests of what paying utilities needs of the server. */
@NullMarked
package io.griot.server.bill;

import org.jspecify.annotations.NullMarked;
