package io.griot.core;

import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.account.AccountEvent.WalletRestricted;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.HoldId;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.MajorUnits;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.Leg;
import io.griot.core.transfer.TransferCommand.ReceiveExternal;
import io.griot.core.transfer.TransferCommand.SendExternal;
import io.griot.core.transfer.TransferCommand.Transfer;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Names, amounts, events and commands that tests speak in. Equal numbers give equal names. */
public final class Sample {

  public static final Currency ETB = Currency.getInstance("ETB");
  public static final Currency CDF = Currency.getInstance("CDF");
  public static final Currency XOF = Currency.getInstance("XOF");

  private Sample() {}

  public static WalletId wallet(long number) {
    return new WalletId(new UUID(0xA000, number));
  }

  public static EntryId entry(long number) {
    return new EntryId(new UUID(0xE000, number));
  }

  public static HoldId hold(long number) {
    return new HoldId(new UUID(0xF000, number));
  }

  public static GrantId grant(long number) {
    return new GrantId(new UUID(0xC000, number));
  }

  public static DisputeId dispute(long number) {
    return new DisputeId(new UUID(0xD100, number));
  }

  public static ApprovalId approval(long number) {
    return new ApprovalId(new UUID(0xA100, number));
  }

  public static BillPaymentId payment(long number) {
    return new BillPaymentId(new UUID(0xB100, number));
  }

  public static AttemptId attempt(long number) {
    return new AttemptId(new UUID(0xA200, number));
  }

  public static Owner enterprise(long number) {
    return new Owner.Enterprise(new UUID(0xD000, number));
  }

  public static Owner user(long number) {
    return new Owner.User(new UUID(0xB000, number));
  }

  public static Money etb(long santims) {
    return new Money(santims, ETB);
  }

  public static Money xof(long francs) {
    return new Money(francs, XOF);
  }

  public static Money cdf(long centimes) {
    return new Money(centimes, CDF);
  }

  public static MajorUnits amount(String majorUnits) {
    return new MajorUnits(new BigDecimal(majorUnits));
  }

  public static SystemAccountId settlement(String name, Currency currency) {
    return new SystemAccountId(SystemAccountKind.SETTLEMENT, name, currency);
  }

  public static SystemAccountId clearing(String name, Currency currency) {
    return new SystemAccountId(SystemAccountKind.CLEARING, name, currency);
  }

  public static SystemAccountId payable(String name, Currency currency) {
    return new SystemAccountId(SystemAccountKind.PAYABLE, name, currency);
  }

  /** The wallet of the user with the same number. */
  public static WalletOpened opened(long number, Currency currency) {
    return new WalletOpened(wallet(number), user(number), currency, null);
  }

  public static WalletCredited credited(long number, Money amount) {
    return new WalletCredited(wallet(number), entry(9_000 + number), amount);
  }

  public static SystemAccountCredited credited(SystemAccountId account, Money amount) {
    return new SystemAccountCredited(account, entry(9_000), amount);
  }

  public static WalletRestricted restricted(long number) {
    return new WalletRestricted(wallet(number), "police request 17");
  }

  public static OpenWallet open(long number, Currency currency) {
    return new OpenWallet(wallet(number), user(number), currency, null, null);
  }

  /** Opens a wallet with a balance from {@code settlement:bank}, by the entry of that number. */
  public static OpenWallet openWith(long number, Currency currency, String majorUnits) {
    return new OpenWallet(
        wallet(number),
        user(number),
        currency,
        null,
        new OpeningBalance(entry(number), amount(majorUnits), "bank"));
  }

  public static Leg in(WalletId wallet) {
    return new Leg.InWallet(wallet);
  }

  public static Leg in(SystemAccountId account) {
    return new Leg.InSystem(account.kind(), account.name(), account.currency());
  }

  public static Authority owner(long number) {
    return new Authority.Owners(Set.of(user(number)));
  }

  /** By the sending wallet's owner. */
  public static Transfer p2p(long entry, long from, long to, String majorUnits) {
    return new Transfer(
        entry(entry),
        EntryKind.P2P,
        in(wallet(from)),
        in(wallet(to)),
        amount(majorUnits),
        null,
        "for the goat",
        Map.of(),
        null,
        owner(from));
  }

  /** By the staff. */
  public static Transfer adjustment(long entry, Leg from, Leg to, String majorUnits) {
    return new Transfer(
        entry(entry),
        EntryKind.ADJUSTMENT,
        from,
        to,
        amount(majorUnits),
        null,
        "",
        Map.of(),
        null,
        new Authority.Staff());
  }

  public static ReceiveExternal receive(long entry, long to, String majorUnits) {
    return new ReceiveExternal(entry(entry), "bank", wallet(to), amount(majorUnits), null, "wages");
  }

  public static SendExternal send(long entry, long from, String majorUnits) {
    return new SendExternal(
        entry(entry),
        wallet(from),
        "awash",
        "Awash Bank",
        "0134",
        amount(majorUnits),
        null,
        "rent",
        owner(from));
  }

  public static Requester requester() {
    return new Requester("user:" + new UUID(0xB000, 1), "jwt");
  }

  public static LedgerRequest request(LedgerCommand command) {
    return new LedgerRequest(command, requester(), null);
  }

  /** Under a key of the sample requester, with the command's text as fingerprint. */
  public static LedgerRequest request(LedgerCommand command, String key) {
    return new LedgerRequest(command, requester(), key(key, command.toString()));
  }

  public static IdempotencyKey key(String key, String fingerprint) {
    return new IdempotencyKey(requester().actor(), key, fingerprint);
  }
}
