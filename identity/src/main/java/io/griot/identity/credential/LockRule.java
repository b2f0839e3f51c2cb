package io.griot.identity.credential;

import java.time.Duration;

/** After how many failures a secret is locked, and for how long. */
public record LockRule(int failures, Duration duration) {}
