package io.griot.core.transfer;

import io.griot.core.LedgerCommand;
import io.griot.core.id.EntryId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.ProcessEntries;
import io.griot.core.money.MajorUnits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks to move an amount from one account to another in one commit. */
public sealed interface TransferCommand extends LedgerCommand {

  EntryId entryId();

  EntryKind kind();

  Leg from();

  Leg to();

  MajorUnits amount();

  /** The currency that the sender expects, or null for that of the accounts. */
  @Nullable Currency currency();

  String remarks();

  /** Names that others gave to what the entry records. */
  Map<String, String> references();

  /** When the entry counts, or null for when it is recorded; never in the future. */
  @Nullable Instant effectiveAt();

  Authority authority();

  @Override
  default List<String> streams() {
    List<String> wallets = new ArrayList<>(2);
    if (from() instanceof Leg.InWallet(WalletId walletId)) {
      wallets.add(walletId.toString());
    }
    if (to() instanceof Leg.InWallet(WalletId walletId)) {
      wallets.add(walletId.toString());
    }
    return wallets;
  }

  /**
   * Moves money between two accounts of the ledger.
   *
   * @param references never those of a step of a process, which posts its entries itself
   */
  record Transfer(
      EntryId entryId,
      EntryKind kind,
      Leg from,
      Leg to,
      MajorUnits amount,
      @Nullable Currency currency,
      String remarks,
      Map<String, String> references,
      @Nullable Instant effectiveAt,
      Authority authority)
      implements TransferCommand {

    public Transfer {
      if (ProcessEntries.isStep(references)) {
        throw new IllegalArgumentException("No step of a process: " + references);
      }
    }
  }

  /**
   * Takes in money that an enterprise received outside.
   *
   * @param settlement name of the enterprise's settlement account
   */
  record ReceiveExternal(
      EntryId entryId,
      String settlement,
      WalletId walletId,
      MajorUnits amount,
      @Nullable Currency currency,
      String remarks)
      implements TransferCommand {

    @Override
    public EntryKind kind() {
      return EntryKind.RECEIVE_EXTERNAL;
    }

    @Override
    public Leg from() {
      return Leg.InSystem.settlement(settlement);
    }

    @Override
    public Leg to() {
      return new Leg.InWallet(walletId);
    }

    @Override
    public Map<String, String> references() {
      return Map.of();
    }

    @Override
    public @Nullable Instant effectiveAt() {
      return null;
    }

    @Override
    public Authority authority() {
      return new Authority.Staff();
    }
  }

  /**
   * Sends money out to a bank account.
   *
   * @param settlement name of the bank's settlement account
   */
  record SendExternal(
      EntryId entryId,
      WalletId walletId,
      String settlement,
      String bank,
      String accountNumber,
      MajorUnits amount,
      @Nullable Currency currency,
      String remarks,
      Authority authority)
      implements TransferCommand {

    @Override
    public EntryKind kind() {
      return EntryKind.SEND_EXTERNAL;
    }

    @Override
    public Leg from() {
      return new Leg.InWallet(walletId);
    }

    @Override
    public Leg to() {
      return Leg.InSystem.settlement(settlement);
    }

    @Override
    public Map<String, String> references() {
      return Map.of("bank", bank, "account_number", accountNumber);
    }

    @Override
    public @Nullable Instant effectiveAt() {
      return null;
    }
  }
}
