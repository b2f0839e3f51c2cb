package io.griot.query.reader;

import io.griot.identity.business.Business;
import io.griot.projection.account.AccountView;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Somebody who reads.
 *
 * @param everything whether they may read what is not theirs
 * @param self the person or enterprise
 * @param businesses of the person
 */
public record Reader(boolean everything, UUID self, List<UUID> businesses) {

  /** True if the account is theirs, or everything is theirs to read. */
  public boolean mayRead(AccountView account) {
    return everything || owns(account);
  }

  /** True if the business is theirs, or everything is theirs to read. */
  public boolean mayRead(Business business) {
    return everything || business.ownerId().equals(self);
  }

  /** True if the account is theirs. */
  public boolean owns(AccountView account) {
    UUID ownerId = account.ownerId();
    return ownerId != null && (ownerId.equals(self) || businesses.contains(ownerId));
  }

  /** All in whose name they own wallets. */
  public List<UUID> owners() {
    return Stream.concat(Stream.of(self), businesses.stream()).toList();
  }
}
