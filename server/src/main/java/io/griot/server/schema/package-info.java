/** The OpenAPI document: written when the project is built, served by every node. */
@NullMarked
package io.griot.server.schema;

import org.jspecify.annotations.NullMarked;
