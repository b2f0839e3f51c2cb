package io.griot.query.reader;

import io.griot.core.id.AccountId;
import io.griot.core.id.WalletId;
import io.griot.projection.account.AccountFinder;
import io.griot.projection.account.AccountView;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells which wallets a list is about. */
public final class ReadableWallets {

  /** Nobody has more wallets than this: one a currency for oneself and for each business. */
  private static final int MOST_WALLETS = 10_000;

  private final AccountFinder accounts;

  public ReadableWallets(AccountFinder accounts) {
    this.accounts = accounts;
  }

  /**
   * The wallet that was asked for, or all of the reader's.
   *
   * @throws RefusedRequest 404 if it is not there or not theirs to read
   */
  public List<AccountId> chosen(@Nullable UUID wallet, Reader reader) {
    if (wallet == null) {
      return accounts.walletsOf(reader.owners(), Long.MAX_VALUE, MOST_WALLETS).stream()
          .map(AccountView::account)
          .toList();
    }
    return List.of(
        accounts
            .find(new WalletId(wallet))
            .filter(reader::mayRead)
            .map(AccountView::account)
            .orElseThrow(
                () ->
                    new RefusedRequest(
                        Problem.of(
                            404, "WALLET_NOT_FOUND", "wallet", "There is no such wallet."))));
  }
}
