package io.griot.command.approval;

import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.approval.ApprovalCommand.Propose;
import io.griot.core.approval.Proposal;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.Owner;
import io.griot.core.transfer.Authority;
import io.griot.identity.id.OrderedIds;
import io.griot.wire.LedgerAnswers;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the ledger for what an admin wants: it does so, or has it wait for another admin. */
@Component
public class Proposals {

  private final Ledger ledger;
  private final OrderedIds ids;

  Proposals(Ledger ledger, OrderedIds ids) {
    this.ledger = ledger;
    this.ids = ids;
  }

  /**
   * Sends what an admin wants.
   *
   * @param requester the admin
   * @param authority whose money is the admin's own
   * @param wireNames the wire's names of the fields that the ledger names otherwise
   */
  public Answer.Accepted send(
      Proposal proposal,
      Requester requester,
      Authority authority,
      @Nullable IdempotencyKey key,
      Map<String, String> wireNames) {
    Authority.Owners own =
        switch (authority) {
          case Authority.Owners owners -> owners;
          case Authority.Staff() -> new Authority.Owners(Set.of());
        };
    return LedgerAnswers.accepted(
        ledger.send(
            new LedgerRequest(
                new Propose(
                    new ApprovalId(ids.next()), proposal, Owner.parse(requester.actor()), own),
                requester,
                key)),
        wireNames);
  }
}
