/** Journal entries: balanced sets of postings, committed whole. */
@NullMarked
package io.griot.core.journal;

import org.jspecify.annotations.NullMarked;
