/** Connectors against scripted answers, the documents and the sandbox. */
@NullMarked
package io.griot.connector;

import org.jspecify.annotations.NullMarked;
