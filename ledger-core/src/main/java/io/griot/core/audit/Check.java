package io.griot.core.audit;

import org.jspecify.annotations.Nullable;

/** A check under way: keeps the first finding and counts the others. */
public final class Check {

  private final String name;
  private final String rule;
  private long findings;
  private @Nullable Finding first;

  public Check(String name, String rule) {
    this.name = name;
    this.rule = rule;
  }

  public void found(long position, String what, Object expected, Object found) {
    findings++;
    if (first == null || position < first.position()) {
      first = new Finding(position, what, String.valueOf(expected), String.valueOf(found));
    }
  }

  public Checked upTo(long position) {
    return new Checked(name, rule, position, findings, first);
  }
}
