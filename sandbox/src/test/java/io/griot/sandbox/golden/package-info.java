/**
 * What the providers' documents show, request by request, for everybody who speaks with them or as
 * one of them.
 */
@NullMarked
package io.griot.sandbox.golden;

import org.jspecify.annotations.NullMarked;
