package io.griot.connector.call;

/** A call brought no answer that can be used. Its message is a sentence for a person. */
public final class CallFailed extends Exception {

  /** What may help, where trying again does no harm. */
  public enum Remedy {
    TRY_AGAIN,
    /** Nothing soon: the provider refuses the caller. */
    NONE,
    /** To ask for less: the provider is well and spared, or has enough of calls. */
    WAIT
  }

  private final Remedy remedy;

  /**
   * @param reason without addresses, credentials or what was answered
   */
  public CallFailed(String reason, Remedy remedy) {
    super(reason, null, false, false);
    this.remedy = remedy;
  }

  public CallFailed(String reason) {
    this(reason, Remedy.TRY_AGAIN);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }

  boolean isWorthAnother() {
    return remedy == Remedy.TRY_AGAIN;
  }

  /** Whether it tells that the provider, or the way to it, is broken. */
  boolean isBreakdown() {
    return remedy != Remedy.WAIT;
  }
}
