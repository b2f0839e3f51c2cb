package io.griot.identity.wallet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.griot.identity.credential.CredentialChanges;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import io.griot.identity.sql.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whose wallet is whose. It says nothing of balances: whoever adds a wallet here then opens it in
 * the ledger under the same id.
 */
public final class OwnedWallets {
  private static final int REMEMBERED = 100_000;
  private static final Duration REMEMBERED_FOR = Duration.ofSeconds(2);

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final OrderedIds ids;
  private final Clock clock;

  /** By actor. A business that another node registers is known here when its entry is too old. */
  private final Cache<String, List<Owner>> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(REMEMBERED_FOR).build();

  public OwnedWallets(
      JdbcClient database,
      TransactionTemplate transactions,
      OrderedIds ids,
      Clock clock,
      CredentialChanges changes) {
    this.database = database;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    changes.listen(remembered::invalidate);
  }

  /** The owner's wallet in a currency, added if there is none yet. */
  public OwnedWallet add(Owner owner, String currency) {
    requireCurrency(currency);
    return transactions.execute(
        status -> {
          // Two currencies added at once would otherwise both take the next ordinal.
          database
              .sql("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:owner, 0))")
              .param("owner", "griot.identity.owned_wallet " + owner)
              .query(Integer.class)
              .single();
          return find(owner, currency).orElseGet(() -> insert(owner, currency));
        });
  }

  /** In the order they were added: the first wallet first. */
  public List<OwnedWallet> of(Owner owner) {
    return database
        .sql(
            """
            SELECT * FROM identity.owned_wallet
            WHERE owner_kind = :kind AND owner_id = :id ORDER BY ordinal
            """)
        .param("kind", owner.kind().spelling())
        .param("id", owner.id())
        .query(OwnedWallets::read)
        .list();
  }

  /** The owner's wallet in the currency; without a currency, the owner's first wallet. */
  public Optional<OwnedWallet> find(Owner owner, @Nullable String currency) {
    return of(owner).stream()
        .filter(wallet -> currency == null || wallet.currency().equals(currency))
        .findFirst();
  }

  /** Nothing for a wallet without an owner here, such as one that an admin opened. */
  public Optional<OwnedWallet> find(UUID walletId) {
    return database
        .sql("SELECT * FROM identity.owned_wallet WHERE wallet_id = :id")
        .param("id", walletId)
        .query(OwnedWallets::read)
        .optional();
  }

  /** In whose name a person may act: the person, then the person's businesses, oldest first. */
  public List<Owner> ownersFor(UUID personId) {
    return database
        .sql(
            """
            SELECT 'user' AS owner_kind, id AS owner_id FROM identity.person WHERE id = :person
            UNION ALL
            SELECT * FROM (SELECT 'business', id FROM identity.business
                           WHERE owner_id = :person ORDER BY id) AS businesses
            """)
        .param("person", personId)
        .query((row, number) -> readOwner(row))
        .list();
  }

  /**
   * The same without asking the database for each payment. What is remembered may lack a business
   * that another node registered within the last two seconds; it never has one too many, since a
   * business is not taken from its owner.
   */
  public List<Owner> rememberedOwnersFor(UUID personId) {
    return remembered.get(Owner.user(personId).toString(), _ -> ownersFor(personId));
  }

  private OwnedWallet insert(Owner owner, String currency) {
    String table =
        switch (owner.kind()) {
          case USER -> "identity.person";
          case BUSINESS -> "identity.business";
          case ENTERPRISE -> "identity.enterprise";
        };
    return database
        .sql(
            """
            INSERT INTO identity.owned_wallet
              (wallet_id, owner_kind, owner_id, currency, ordinal, created_at)
            SELECT :wallet, :kind, owner.id, :currency,
                   (SELECT count(*) + 1 FROM identity.owned_wallet
                    WHERE owner_kind = :kind AND owner_id = :owner),
                   :now
            FROM %s AS owner WHERE owner.id = :owner
            RETURNING *
            """
                .formatted(table))
        .param("wallet", ids.next())
        .param("kind", owner.kind().spelling())
        .param("owner", owner.id())
        .param("currency", currency)
        .param("now", Instants.parameter(Instants.now(clock)))
        .query(OwnedWallets::read)
        .optional()
        .orElseThrow(
            () ->
                new IdentityRejection(
                    RejectionCode.OWNER_NOT_FOUND,
                    "There is no " + owner + ".",
                    Map.of("owner", owner.toString())));
  }

  private static void requireCurrency(String currency) {
    boolean known =
        Currency.getAvailableCurrencies().stream()
            .anyMatch(available -> available.getCurrencyCode().equals(currency));
    if (!known) {
      String fault = "is not an ISO 4217 currency code such as ETB";
      throw new IdentityRejection(
          RejectionCode.CURRENCY_INVALID, "currency " + fault + ".", Map.of("currency", fault));
    }
  }

  private static OwnedWallet read(ResultSet row, int number) throws SQLException {
    return new OwnedWallet(
        row.getObject("wallet_id", UUID.class),
        readOwner(row),
        row.getString("currency"),
        row.getInt("ordinal"),
        Instants.of(row, "created_at"));
  }

  private static Owner readOwner(ResultSet row) throws SQLException {
    return new Owner(
        OwnerKind.of(row.getString("owner_kind")), row.getObject("owner_id", UUID.class));
  }
}
