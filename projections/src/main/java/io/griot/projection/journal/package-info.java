/** Journal entries, and their postings with the balance that each left. */
@NullMarked
package io.griot.projection.journal;

import org.jspecify.annotations.NullMarked;
