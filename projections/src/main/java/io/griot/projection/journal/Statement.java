package io.griot.projection.journal;

import java.math.BigInteger;
import java.util.Iterator;

/**
 * An account's postings in a span of time, read as they are asked for.
 *
 * @param position nothing behind it in the log is in it
 * @param openingMinorUnits what the account held before the first line
 */
public record Statement(
    long position, BigInteger openingMinorUnits, Iterator<StatementLine> lines) {}
