/** What paying utilities needs of the server, and how it is watched. */
@NullMarked
package io.griot.server.bill;

import org.jspecify.annotations.NullMarked;
