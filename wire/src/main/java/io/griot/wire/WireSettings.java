package io.griot.wire;

import java.time.ZoneId;

/**
 * What the wire depends on.
 *
 * @param zone in which times without an offset are read
 */
public record WireSettings(ZoneId zone) {}
