package io.griot.core.approval;

import io.griot.core.LedgerCommand;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.transfer.Authority;
import java.util.List;
import java.util.stream.Stream;

/** What admins ask for, and what other admins say to it. */
public sealed interface ApprovalCommand extends LedgerCommand {

  ApprovalId approvalId();

  @Override
  default List<String> streams() {
    return List.of(approvalId().toString());
  }

  /**
   * Does what an admin asks for, or keeps it for a second admin if it is above the threshold.
   *
   * @param approvalId its name if it has to wait
   * @param by the admin as a person
   * @param own whose money is the admin's own, to be given back without asking anybody
   */
  record Propose(ApprovalId approvalId, Proposal proposal, Owner by, Authority.Owners own)
      implements ApprovalCommand {

    @Override
    public List<String> streams() {
      return Stream.concat(Stream.of(approvalId.toString()), proposal.streams().stream()).toList();
    }
  }

  /**
   * Does what waited.
   *
   * @param entryId of the entry that it posts, if it moves money
   * @param by the second admin as a person
   */
  record Approve(ApprovalId approvalId, EntryId entryId, Owner by, String remarks)
      implements ApprovalCommand {}

  /**
   * Lets what waited be.
   *
   * @param by the second admin as a person
   */
  record Decline(ApprovalId approvalId, Owner by, String remarks) implements ApprovalCommand {}
}
