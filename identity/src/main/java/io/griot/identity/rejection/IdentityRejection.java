package io.griot.identity.rejection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rule of identity said no.
 *
 * <p>The context of a {@code MALFORMED} rejection maps every bad field, by its name on the wire, to
 * what is wrong with it.
 */
public sealed class IdentityRejection extends RuntimeException permits TooManyAttempts {
  private static final long serialVersionUID = 1L;

  private final RejectionCode code;
  private final transient Map<String, String> context;

  public IdentityRejection(RejectionCode code, String message) {
    this(code, message, Map.of());
  }

  public IdentityRejection(RejectionCode code, String message, Map<String, String> context) {
    super(message, null, false, false);
    this.code = code;
    this.context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
  }

  public RejectionCode code() {
    return code;
  }

  public Map<String, String> context() {
    return context;
  }
}
