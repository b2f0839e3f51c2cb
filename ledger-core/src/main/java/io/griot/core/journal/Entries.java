package io.griot.core.journal;

import io.griot.core.id.EntryId;

/** Port: the entries of the running command, read to decide and then corrected. */
public interface Entries {

  /** The entry's state, {@code Unposted} if there is none. */
  Entry entry(EntryId entryId);

  /** Applies what was decided for an entry that was read before. */
  void apply(JournalEvent decided);
}
