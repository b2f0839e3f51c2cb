package io.griot.projection.journal;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Iterator;

/**
 * An account's postings in a span of time, read as they are asked for.
 *
 * @param position nothing behind it in the log is in it
 * @param to the first instant that is not part of it
 * @param openingMinorUnits what the account held before the first line
 */
public record Statement(
    long position, Instant to, BigInteger openingMinorUnits, Iterator<StatementLine> lines) {}
