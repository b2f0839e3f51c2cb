package io.griot.core.transfer;

import io.griot.core.LedgerCommand;
import io.griot.core.id.EntryId;
import io.griot.core.money.MajorUnits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks to give back what an entry moved. */
public sealed interface CorrectionCommand extends LedgerCommand {

  /** The entry that is corrected. */
  EntryId original();

  /** The entry that corrects it. */
  EntryId entryId();

  @Override
  default List<String> streams() {
    return List.of(original().toString());
  }

  /**
   * Gives back some of what an entry moved, or all that is left.
   *
   * @param amount null for all that is left
   * @param fromSuspense whether the house pays instead of the beneficiary; the staff alone may ask
   *     for it
   */
  record Refund(
      EntryId original,
      EntryId entryId,
      @Nullable MajorUnits amount,
      boolean fromSuspense,
      String remarks,
      Authority authority)
      implements CorrectionCommand {}

  /** Moves everything back that an entry moved; the staff alone may ask for it. */
  record Reverse(EntryId original, EntryId entryId, String remarks, Authority authority)
      implements CorrectionCommand {}
}
