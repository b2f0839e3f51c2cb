package io.griot.identity;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.griot.identity.rejection.IdentityRejection;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a call was rejected with. */
public final class Rejections {
  private Rejections() {}

  public static IdentityRejection rejectionOf(ThrowingCallable call) {
    IdentityRejection rejection = catchThrowableOfType(IdentityRejection.class, call);
    if (rejection == null) {
      throw new AssertionError("Nothing was rejected.");
    }
    return rejection;
  }
}
