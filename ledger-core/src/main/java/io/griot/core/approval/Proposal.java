package io.griot.core.approval;

import io.griot.core.account.WalletCommand.RestrictWallet;
import io.griot.core.account.WalletCommand.UnrestrictWallet;
import io.griot.core.dispute.DisputeCommand.RefundDispute;
import io.griot.core.transfer.CorrectionCommand;
import java.util.List;

/** What an admin asks for: a command that may have to wait for a second person. */
public sealed interface Proposal {

  /** The streams that the command decides on. */
  List<String> streams();

  /** To refund a transaction. */
  record ToRefund(CorrectionCommand.Refund command) implements Proposal {
    @Override
    public List<String> streams() {
      return command.streams();
    }
  }

  /** To reverse a transaction. */
  record ToReverse(CorrectionCommand.Reverse command) implements Proposal {
    @Override
    public List<String> streams() {
      return command.streams();
    }
  }

  /** To refund a disputed transaction. */
  record ToRefundDispute(RefundDispute command) implements Proposal {
    @Override
    public List<String> streams() {
      return command.streams();
    }
  }

  /** To restrict a wallet. */
  record ToRestrict(RestrictWallet command) implements Proposal {
    @Override
    public List<String> streams() {
      return command.streams();
    }
  }

  /** To lift a wallet's restriction. */
  record ToUnrestrict(UnrestrictWallet command) implements Proposal {
    @Override
    public List<String> streams() {
      return command.streams();
    }
  }
}
