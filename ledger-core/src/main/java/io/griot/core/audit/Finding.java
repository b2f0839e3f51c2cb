package io.griot.core.audit;

/**
 * Something that is not as it must be.
 *
 * @param position the first place in the log where it shows
 * @param what is wrong, as a sentence
 * @param expected what should be there
 * @param found what is there
 */
public record Finding(long position, String what, String expected, String found) {}
