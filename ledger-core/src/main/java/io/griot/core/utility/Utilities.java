package io.griot.core.utility;

import java.util.List;

/** Port: which utilities can be paid here, and which of them now. */
public interface Utilities {

  /** All that can be paid here, in the order of {@link Utility}. */
  List<OfferedUtility> offered();

  /**
   * The utility's terms, if money may be sent its way now: asked before any moves.
   *
   * @throws ProviderUnavailable if nobody would pass the payment on, or its provider has not
   *     answered for a while
   */
  OfferedUtility requireAvailable(Utility utility);
}
