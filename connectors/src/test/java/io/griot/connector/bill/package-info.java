/** How payments are carried to providers, on real PostgreSQL. */
@NullMarked
package io.griot.connector.bill;

import org.jspecify.annotations.NullMarked;
