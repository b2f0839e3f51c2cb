package io.griot.query.reader;

import io.griot.identity.access.Principal;
import io.griot.identity.person.Role;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.identity.wallet.Owner;
import io.griot.identity.wallet.OwnerKind;
import java.util.List;
import java.util.UUID;

/** Tells what a caller may read: what is theirs, and everything for admins and auditors. */
public final class Readers {

  private final OwnedWallets wallets;

  public Readers(OwnedWallets wallets) {
    this.wallets = wallets;
  }

  public Reader of(Principal principal) {
    boolean everything = principal.hasRole(Role.ADMIN) || principal.hasRole(Role.AUDITOR);
    return switch (principal) {
      case Principal.OfPerson person ->
          new Reader(everything, person.personId(), businessesOf(person.personId()));
      case Principal.OfEnterprise enterprise ->
          new Reader(everything, enterprise.enterpriseId(), List.of());
      case Principal.OfIntegrator integrator ->
          new Reader(everything, integrator.enterpriseId(), List.of());
    };
  }

  private List<UUID> businessesOf(UUID personId) {
    return wallets.ownersFor(personId).stream()
        .filter(owner -> owner.kind() == OwnerKind.BUSINESS)
        .map(Owner::id)
        .toList();
  }
}
