package io.griot.core.transfer;

import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.account.AccountEvent;
import io.griot.core.account.Wallet;
import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.journal.Entry;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what moving money writes, on the states of both accounts. */
public final class TransferRule {

  private TransferRule() {}

  /**
   * Refuses legs that cannot be a transfer whatever the state.
   *
   * @throws Rejection SAME_ACCOUNT
   */
  static void requireDifferent(Leg from, Leg to) {
    if (Leg.same(from, to)) {
      throw new Rejection(
          RejectionCode.SAME_ACCOUNT, "to", "Money moves between two different accounts.");
    }
  }

  /**
   * The wallet to spend from.
   *
   * @throws Rejection WALLET_NOT_FOUND if it is not open or not the sender's
   */
  public static Wallet.Open requireSpendable(Wallet wallet, Authority authority) {
    Wallet.Open open = Wallet.requireOpen(wallet, "from");
    if (!authority.maySpend(open.owner())) {
      throw new Rejection(RejectionCode.WALLET_NOT_FOUND, "from", "No such wallet.");
    }
    return open;
  }

  /**
   * Refuses to spend from a system account for anybody but the staff, to whom alone it exists.
   *
   * @throws Rejection WALLET_NOT_FOUND
   */
  static void requireStaff(Authority authority) {
    switch (authority) {
      case Authority.Staff() -> {}
      case Authority.Owners _ ->
          throw new Rejection(RejectionCode.WALLET_NOT_FOUND, "from", "No such wallet.");
    }
  }

  /**
   * Who pays a refund.
   *
   * @param fromSuspense whether the house does instead of the beneficiary
   * @throws Rejection SAME_ACCOUNT
   */
  public static AccountId refundFrom(Entry.Posted original, boolean fromSuspense) {
    AccountId source =
        fromSuspense
            ? new SystemAccountId(SystemAccountKind.SUSPENSE, "", original.amount().currency())
            : original.beneficiary();
    if (source.equals(original.payer())) {
      throw new Rejection(RejectionCode.SAME_ACCOUNT, "transaction", "The house itself paid it.");
    }
    return source;
  }

  /**
   * Decides on the transfer.
   *
   * @param recordedAt the writer's clock
   * @throws Rejection in the order of {@link RejectionCode}
   */
  static Movement decide(TransferCommand command, Party from, Party to, Instant recordedAt) {
    Currency currency = from.currency();
    requireCurrency(currency, to.currency(), "to", "The receiving account is in %s, not %s.");
    requireCurrency(
        currency, command.currency(), "currency", "The amount is in %s, the wallet in %s.");
    Money amount = command.amount().in(currency);
    Instant effectiveAt = command.effectiveAt();
    if (effectiveAt != null && effectiveAt.isAfter(recordedAt)) {
      throw new Rejection(
          RejectionCode.EFFECTIVE_AT_IN_FUTURE,
          "effective_at",
          "%s is after the ledger's clock, %s.".formatted(effectiveAt, recordedAt));
    }
    return decide(
        new Order(
            command.entryId(),
            command.kind(),
            amount,
            command.remarks(),
            command.references(),
            effectiveAt),
        from,
        to);
  }

  /**
   * Money that is to move, whoever asked for it.
   *
   * @param references names that others gave to what the entry records
   * @param effectiveAt when it counts, if that is not when it is recorded
   */
  public record Order(
      EntryId entryId,
      EntryKind kind,
      Money amount,
      String remarks,
      Map<String, String> references,
      @Nullable Instant effectiveAt) {}

  /**
   * Decides on an order between two accounts of its currency.
   *
   * @throws Rejection CURRENCY_MISMATCH, WALLET_RESTRICTED, INSUFFICIENT_AVAILABLE_FUNDS or
   *     BALANCE_TOO_LARGE
   */
  public static Movement decide(Order order, Party from, Party to) {
    Money amount = order.amount();
    requireCurrency(
        amount.currency(), to.currency(), "to", "The receiving account is in %s, not %s.");
    from.requireSending();
    to.requireReceiving();
    List<AccountEvent> changes = new ArrayList<>(2);
    from.debit(order.entryId(), amount).ifPresent(changes::add);
    to.credit(order.entryId(), amount).ifPresent(changes::add);
    Map<AccountId, Money> balancesAfter = new HashMap<>();
    from.posted().ifPresent(posted -> balancesAfter.put(from.accountId(), posted.minus(amount)));
    to.posted().ifPresent(posted -> balancesAfter.put(to.accountId(), posted.plus(amount)));
    EntryPosted entry =
        new EntryPosted(
            order.entryId(),
            order.kind(),
            List.of(
                Posting.debit(from.accountId(), amount), Posting.credit(to.accountId(), amount)),
            balancesAfter,
            order.remarks(),
            order.references(),
            order.effectiveAt());
    return new Movement(entry, changes);
  }

  private static void requireCurrency(
      Currency expected, @Nullable Currency given, String field, String sentence) {
    if (given != null && !Objects.equals(expected, given)) {
      throw new Rejection(
          RejectionCode.CURRENCY_MISMATCH, field, sentence.formatted(given, expected));
    }
  }
}
