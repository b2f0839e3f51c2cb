package io.griot.command.account;

import io.griot.core.Requester;
import io.griot.core.id.Owner;
import io.griot.core.transfer.Authority;
import io.griot.identity.access.Principal;
import io.griot.identity.person.Role;
import io.griot.identity.wallet.OwnedWallets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the sender of a request is to the ledger. */
public final class Sender {

  private Sender() {}

  public static Requester requester(Principal principal) {
    return new Requester(principal.actor(), principal.authenticatedBy());
  }

  /**
   * In whose names the principal may act: a person's own, then those of the person's businesses.
   */
  public static List<io.griot.identity.wallet.Owner> owners(
      Principal principal, OwnedWallets wallets) {
    return switch (principal) {
      case Principal.OfPerson person -> wallets.rememberedOwnersFor(person.personId());
      case Principal.OfEnterprise enterprise -> List.of(owner(enterprise));
      // What it may move is said by PINs and grants.
      case Principal.OfIntegrator _ -> List.of();
    };
  }

  /** In whose names a person may act, as the ledger knows them. */
  public static Set<Owner> ownersFor(UUID personId, OwnedWallets wallets) {
    return wallets.ownersFor(personId).stream()
        .map(Sender::inLedger)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** In whose name the principal acts if nothing else is said. */
  public static io.griot.identity.wallet.Owner owner(Principal principal) {
    return switch (principal) {
      case Principal.OfPerson person -> io.griot.identity.wallet.Owner.user(person.personId());
      case Principal.OfEnterprise enterprise ->
          io.griot.identity.wallet.Owner.enterprise(enterprise.enterpriseId());
      case Principal.OfIntegrator integrator ->
          io.griot.identity.wallet.Owner.enterprise(integrator.enterpriseId());
    };
  }

  public static Authority authority(Principal principal, OwnedWallets wallets) {
    return new Authority.Owners(
        owners(principal, wallets).stream().map(Sender::inLedger).collect(Collectors.toSet()));
  }

  /** The same, and anybody's for an admin. */
  public static Authority authorityWithStaff(Principal principal, OwnedWallets wallets) {
    return principal.hasRole(Role.ADMIN) ? new Authority.Staff() : authority(principal, wallets);
  }

  static Owner inLedger(io.griot.identity.wallet.Owner owner) {
    return switch (owner.kind()) {
      case USER -> new Owner.User(owner.id());
      case BUSINESS -> new Owner.Business(owner.id());
      case ENTERPRISE -> new Owner.Enterprise(owner.id());
    };
  }
}
