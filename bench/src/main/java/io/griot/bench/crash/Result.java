package io.griot.bench.crash;

import java.util.List;

/**
 * What a scenario came to.
 *
 * @param acknowledged requests that were answered for good under load, accepted or refused
 * @param inFlight requests that got no answer at first, or were told to come again
 * @param lost acknowledged, but not in the log as they were answered
 * @param doubled keys with more than one effect, and effects that nobody asked for
 * @param longestSecondsUntilReady of all rounds
 * @param broken every promise that was not kept, in words
 * @param remarks what else was measured
 */
public record Result(
    String scenario,
    int rounds,
    int acknowledged,
    int inFlight,
    int lost,
    int doubled,
    double longestSecondsUntilReady,
    List<String> broken,
    List<String> remarks) {}
