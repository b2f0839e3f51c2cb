package io.griot.core.grant;

import io.griot.core.id.GrantId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How an entry that pulls money names the grant, among its references. */
public final class GrantPulls {

  private static final String GRANT = "grant";

  private GrantPulls() {}

  /** The references of a pull. */
  public static Map<String, String> by(GrantId grantId) {
    return Map.of(GRANT, grantId.uuid().toString());
  }

  /** The grant by which the entry of these references pulled. */
  public static Optional<GrantId> grant(Map<String, String> references) {
    return Optional.ofNullable(references.get(GRANT))
        .map(text -> new GrantId(UUID.fromString(text)));
  }
}
