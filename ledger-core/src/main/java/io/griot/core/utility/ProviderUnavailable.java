package io.griot.core.utility;

/** A provider does not answer now, or is not asked because it has not answered for a while. */
public final class ProviderUnavailable extends RuntimeException {

  private final Utility utility;

  /**
   * @param detail a sentence for a person, without addresses or credentials
   */
  public ProviderUnavailable(Utility utility, String detail) {
    super(detail, null, false, false);
    this.utility = utility;
  }

  public Utility utility() {
    return utility;
  }
}
