package io.griot.command.account;

import io.griot.core.Answer;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.LedgerUnavailable;
import io.griot.core.Requester;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.id.WalletId;
import io.griot.identity.wallet.OwnedWallet;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.identity.wallet.Owner;
import io.griot.wire.LedgerAnswers;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Opens in the ledger the wallets that identity knows. Both cannot commit together, so a wallet
 * whose opening failed after its owner was stored is opened at the owner's next step; opening it
 * again does nothing.
 */
@Component
public class WalletOpening {

  private static final Logger LOG = LoggerFactory.getLogger(WalletOpening.class);
  private static final int REMEMBERED = 200_000;

  private final Ledger ledger;
  private final OwnedWallets wallets;

  /** Wallets that need no opening: open ones, and those that nobody known to identity owns. */
  private final Set<UUID> settled =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  WalletOpening(Ledger ledger, OwnedWallets wallets) {
    this.ledger = ledger;
    this.wallets = wallets;
  }

  /** Opens a wallet; the answer also tells whether it was open. */
  public Answer.Accepted open(OwnedWallet wallet, Requester requester) {
    OpenWallet command =
        new OpenWallet(
            new WalletId(wallet.walletId()),
            Sender.inLedger(wallet.owner()),
            Currency.getInstance(wallet.currency()),
            null,
            null);
    Answer.Accepted accepted =
        LedgerAnswers.accepted(ledger.send(new LedgerRequest(command, requester, null)), Map.of());
    settled.add(wallet.walletId());
    return accepted;
  }

  /** Opens a new wallet now if that is possible, else at its owner's next step. */
  public Optional<Answer.Accepted> tryOpening(OwnedWallet wallet, Requester requester) {
    try {
      return Optional.of(open(wallet, requester));
    } catch (LedgerUnavailable later) {
      LOG.warn("{} will be opened at its owner's next step", wallet, later);
      return Optional.empty();
    }
  }

  /** Opens what an owner's earlier step left unopened, if that is possible now. */
  public void tryOpeningAll(Owner owner, Requester requester) {
    wallets.of(owner).stream()
        .filter(wallet -> !settled.contains(wallet.walletId()))
        .forEach(wallet -> tryOpening(wallet, requester));
  }

  /** Opens a wallet that is about to be used, if identity knows it. */
  public void ensureOpen(UUID walletId, Requester requester) {
    if (settled.contains(walletId)) {
      return;
    }
    Optional<OwnedWallet> owned = wallets.find(walletId);
    if (owned.isPresent()) {
      open(owned.get(), requester);
    } else {
      settled.add(walletId);
    }
  }

  /** Notes a wallet that was opened for nobody. */
  void opened(WalletId walletId) {
    settled.add(walletId.uuid());
  }
}
