package io.griot.core.journal;

import io.griot.core.LedgerEvent;
import io.griot.core.id.AccountId;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.money.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to a journal entry. */
public sealed interface JournalEvent extends LedgerEvent {

  EntryId entryId();

  /**
   * An entry was posted: debits equal credits in each currency, or it cannot be constructed.
   *
   * @param postings two or more, each on an account of its own
   * @param balancesAfter of the accounts whose balance is guarded: wallets, clearing, payable
   * @param remarks what the sender wrote
   * @param references names that others gave to what this entry records, such as a bank's
   * @param effectiveAt when it counts, if that is not when it was recorded
   */
  record EntryPosted(
      EntryId entryId,
      EntryKind kind,
      List<Posting> postings,
      Map<AccountId, Money> balancesAfter,
      String remarks,
      Map<String, String> references,
      @Nullable Instant effectiveAt)
      implements JournalEvent {

    public EntryPosted {
      postings = List.copyOf(postings);
      balancesAfter = Map.copyOf(balancesAfter);
      references = Map.copyOf(references);
      requireBalanced(entryId, postings);
    }

    private static void requireBalanced(EntryId entryId, List<Posting> postings) {
      Map<Currency, Long> sums = new HashMap<>();
      Set<AccountId> accounts = new HashSet<>();
      for (Posting posting : postings) {
        sums.merge(posting.amount().currency(), posting.changeMinorUnits(), Math::addExact);
        if (!accounts.add(posting.account())) {
          throw new IllegalArgumentException(entryId + " posts twice to " + posting.account());
        }
      }
      if (postings.size() < 2 || sums.values().stream().anyMatch(sum -> sum != 0)) {
        throw new IllegalArgumentException(entryId + " does not balance: " + sums);
      }
    }
  }

  /**
   * Some of what an entry moved, or all of it, was given back by another entry.
   *
   * @param amount given back by that entry alone
   */
  record EntryRefunded(EntryId entryId, EntryId refundId, Money amount) implements JournalEvent {}

  /** Everything that an entry moved was moved back by another entry. */
  record EntryReversed(EntryId entryId, EntryId reversalId) implements JournalEvent {}

  /** A dispute over an entry was opened: there is no other until it has ended. */
  record EntryDisputed(EntryId entryId, DisputeId disputeId) implements JournalEvent {}

  /** The dispute over an entry was resolved. */
  record EntryDisputeEnded(EntryId entryId, DisputeId disputeId) implements JournalEvent {}
}
