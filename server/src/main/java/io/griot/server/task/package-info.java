/** What is done later or now and then, surviving the node that began it. */
@NullMarked
package io.griot.server.task;

import org.jspecify.annotations.NullMarked;
