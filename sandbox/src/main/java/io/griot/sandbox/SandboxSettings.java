package io.griot.sandbox;

import io.griot.sandbox.wizall.WizallCredentials;
import java.time.Clock;
import java.time.Duration;

/**
 * How a sandbox is started.
 *
 * @param wizallPort on the loopback address, 0 for any that is free
 * @param regidesoPort likewise
 * @param wizallCredentials what the simulated Wizall accepts
 * @param regidesoApiKey what the simulated REGIDESO accepts
 * @param slow how late the fault {@code slow} answers if it is not told
 * @param clock gives the times of effects
 */
public record SandboxSettings(
    int wizallPort,
    int regidesoPort,
    WizallCredentials wizallCredentials,
    String regidesoApiKey,
    Duration slow,
    Clock clock) {

  /** Later than the ten seconds that Griot waits unless told otherwise. */
  private static final Duration SLOW = Duration.ofSeconds(15);

  /** Free ports, and credentials of the sandbox's own. */
  public static SandboxSettings standard(Clock clock) {
    return new SandboxSettings(
        0, 0, WizallCredentials.OF_THE_SANDBOX, "sandbox-api-key", SLOW, clock);
  }

  public SandboxSettings ports(int wizall, int regideso) {
    return new SandboxSettings(wizall, regideso, wizallCredentials, regidesoApiKey, slow, clock);
  }

  public SandboxSettings credentials(WizallCredentials wizall, String regidesoKey) {
    return new SandboxSettings(wizallPort, regidesoPort, wizall, regidesoKey, slow, clock);
  }

  public SandboxSettings slow(Duration late) {
    return new SandboxSettings(
        wizallPort, regidesoPort, wizallCredentials, regidesoApiKey, late, clock);
  }

  @Override
  public String toString() {
    return "SandboxSettings[" + wizallPort + ", " + regidesoPort + ", " + slow + "]";
  }
}
