/** What one admin asks for and another decides on. */
@NullMarked
package io.griot.command.approval;

import org.jspecify.annotations.NullMarked;
