package io.griot.core.audit;

import org.jspecify.annotations.Nullable;

/**
 * How a check ended.
 *
 * @param check its name, for programs
 * @param rule what must hold, for people
 * @param upTo the position up to which it was checked
 * @param findings how often the rule did not hold
 * @param first the finding with the smallest position
 */
public record Checked(
    String check, String rule, long upTo, long findings, @Nullable Finding first) {

  public boolean isSound() {
    return findings == 0;
  }
}
