/** Reads of disputes. */
@NullMarked
package io.griot.query.dispute;

import org.jspecify.annotations.NullMarked;
