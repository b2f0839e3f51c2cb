package io.griot.core.grant;

import io.griot.core.id.GrantId;

/** Port: the grants of the running command, read to decide and then written. */
public interface Grants {

  /** The grant's state, {@code Unrequested} if there is none. */
  Grant grant(GrantId grantId);

  /** Applies what was decided for a grant that was read before. */
  void apply(GrantEvent decided);
}
