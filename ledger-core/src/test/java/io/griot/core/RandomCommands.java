package io.griot.core;

import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.account.WalletCommand.RestrictWallet;
import io.griot.core.account.WalletCommand.UnrestrictWallet;
import io.griot.core.approval.ApprovalCommand.Approve;
import io.griot.core.approval.ApprovalCommand.Decline;
import io.griot.core.approval.ApprovalCommand.Propose;
import io.griot.core.approval.Proposal;
import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.NoteSoughtOutcome;
import io.griot.core.bill.BillPaymentCommand.ReferBillPayment;
import io.griot.core.bill.BillPaymentCommand.RejectBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentCommand.ResolveBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReturnUnsentBillPayment;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.bill.Confirmation;
import io.griot.core.bill.Mandate;
import io.griot.core.bill.Quote;
import io.griot.core.bill.Resolution;
import io.griot.core.bill.Sought;
import io.griot.core.dispute.DisputeCommand.DismissDispute;
import io.griot.core.dispute.DisputeCommand.MarkDisputeReviewed;
import io.griot.core.dispute.DisputeCommand.MoveDisputeToReview;
import io.griot.core.dispute.DisputeCommand.OpenDispute;
import io.griot.core.dispute.DisputeCommand.RefundDispute;
import io.griot.core.dispute.DisputeCommand.Reporter;
import io.griot.core.grant.GrantCommand.ChangeGrant;
import io.griot.core.grant.GrantCommand.PullGrant;
import io.griot.core.grant.GrantCommand.RequestGrant;
import io.griot.core.grant.GrantCommand.Revised;
import io.griot.core.grant.GrantStatus;
import io.griot.core.hold.HoldCommand.ExpireHold;
import io.griot.core.hold.HoldCommand.PlaceHold;
import io.griot.core.hold.HoldCommand.SettleHold;
import io.griot.core.hold.HoldCommand.VoidHold;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.HoldId;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.MajorUnits;
import io.griot.core.money.Money;
import io.griot.core.snapshot.CalendarCommand.CloseDays;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.BulkReceipt;
import io.griot.core.transfer.CorrectionCommand;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.core.transfer.CorrectionCommand.Reverse;
import io.griot.core.transfer.Leg;
import io.griot.core.transfer.NoteBulk;
import io.griot.core.transfer.TransferCommand.ReceiveExternal;
import io.griot.core.transfer.TransferCommand.SendExternal;
import io.griot.core.transfer.TransferCommand.Transfer;
import io.griot.core.utility.Carrier;
import io.griot.core.utility.Payee;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests of all kinds, sensible and not, over a handful of wallets: the same seed asks the same.
 *
 * <p>Entry and wallet identifiers of two generators are told apart by their seeds.
 */
public final class RandomCommands {

  private static final List<Currency> CURRENCIES =
      Stream.of("ETB", "XOF", "KWD").map(Currency::getInstance).toList();
  private static final List<SystemAccountKind> KINDS = List.of(SystemAccountKind.values());
  private static final List<EntryKind> ENTRY_KINDS = List.of(EntryKind.values());
  private static final List<GrantStatus> STATUSES = List.of(GrantStatus.values());
  private static final List<Sought> SOUGHT = List.of(Sought.values());
  private static final int WALLETS = 6;
  private static final int REPEATABLE = 20;

  private final long seed;
  private final Random random;
  private final Instant now;
  private final List<LedgerRequest> sent = new ArrayList<>();
  private long named;
  private long held;
  private long granted;
  private long disputed;
  private long proposed;
  private long paid;

  /**
   * Asks as {@code seed} says.
   *
   * @param now the ledger's clock, around which effective times lie
   */
  public RandomCommands(long seed, Instant now) {
    this.seed = seed;
    this.random = new Random(seed);
    this.now = now;
  }

  /** The next so many requests. */
  public List<LedgerRequest> take(int count) {
    return Stream.generate(this::next).limit(count).toList();
  }

  /** The next request; the first ones open wallets with money in them. */
  public LedgerRequest next() {
    LedgerRequest request = sent.size() < WALLETS ? keyed(fill(sent.size())) : any();
    sent.add(request);
    return request;
  }

  private LedgerRequest any() {
    int choice = random.nextInt(100);
    if (choice < 8) {
      return repeat();
    }
    if (choice < 10) {
      return misuseKey();
    }
    LedgerCommand command = command(choice);
    return random.nextInt(3) == 0 ? plain(command) : keyed(command);
  }

  private LedgerCommand command(int choice) {
    if (choice < 11) {
      return new CloseDays(LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1), zone());
    }
    if (random.nextInt(14) == 0) {
      return approvalCommand();
    }
    if (random.nextInt(10) == 0) {
      return billCommand();
    }
    if (choice < 14) {
      return random.nextBoolean() ? fill(random.nextInt(WALLETS)) : open();
    }
    if (choice < 18) {
      return new RestrictWallet(wallet(), "order");
    }
    if (choice < 24) {
      return new UnrestrictWallet(wallet(), "lifted");
    }
    if (choice < 25) {
      return new NoteBulk(new BulkReceipt(List.of(random.nextInt(9)), null));
    }
    if (choice < 31) {
      return holdCommand();
    }
    if (choice < 36) {
      return correction();
    }
    if (choice < 44) {
      return new ReceiveExternal(entry(), name(), wallet(), amount(), stated(), remarks());
    }
    if (choice < 54) {
      int from = random.nextInt(WALLETS);
      return new SendExternal(
          entry(), wallet(from), name(), "A bank", "01", amount(), stated(), remarks(), by(from));
    }
    if (choice < 62) {
      return grantCommand();
    }
    if (choice < 71) {
      return disputeCommand();
    }
    int from = random.nextInt(WALLETS);
    boolean fromWallet = random.nextInt(10) < 7;
    return new Transfer(
        entry(),
        ENTRY_KINDS.get(random.nextInt(ENTRY_KINDS.size())),
        fromWallet ? new Leg.InWallet(wallet(from)) : system(),
        random.nextInt(10) < 7 ? new Leg.InWallet(wallet()) : system(),
        amount(),
        stated(),
        remarks(),
        random.nextBoolean() ? Map.of() : Map.of("bank", "x" + random.nextInt(100)),
        effectiveAt(),
        fromWallet ? by(from) : staffMostly(from));
  }

  private ZoneId zone() {
    return ZoneId.of(random.nextInt(10) == 0 ? "Pacific/Kiritimati" : "Africa/Addis_Ababa");
  }

  /** Most holds that are named here are placed, some never were. */
  private LedgerCommand holdCommand() {
    int number = random.nextInt(WALLETS);
    return switch (random.nextInt(8)) {
      case 0, 1, 2, 3 ->
          new PlaceHold(
              new HoldId(new UUID(seed, ++held)),
              wallet(number),
              amount(),
              expiresAt(),
              remarks(),
              by(number));
      case 4, 5 ->
          new SettleHold(
              hold(),
              entry(),
              wallet(),
              random.nextBoolean() ? null : amount(),
              remarks(),
              staffMostly(number));
      case 6 -> new VoidHold(hold(), "", staffMostly(number));
      default -> new ExpireHold(hold());
    };
  }

  private HoldId hold() {
    return new HoldId(new UUID(seed, 1 + random.nextLong(held + 1)));
  }

  /** Most grants that are named here are requested, some never were. */
  private LedgerCommand grantCommand() {
    int choice = random.nextInt(14);
    if (choice < 2) {
      granted++;
    }
    // One of the latest, so that some are pulled from again and again.
    long chosen = choice < 2 ? granted : Math.max(1, granted + 1 - random.nextInt(4));
    GrantId grantId = new GrantId(new UUID(seed, chosen));
    int number = (int) (chosen % WALLETS);
    return switch (choice) {
      case 0, 1 ->
          new RequestGrant(
              grantId,
              random.nextInt(20) == 0 ? owner(number) : enterprise(0),
              owner(random.nextInt(20) == 0 ? number + 1 : number),
              wallet(number),
              wallet(random.nextInt(20) == 0 ? number : WALLETS + 10 + number),
              amount(),
              effectiveAt(),
              random.nextBoolean() ? null : "{}");
      case 2, 3, 4, 5, 6 ->
          new ChangeGrant(
              grantId,
              owner(random.nextInt(12) == 0 ? number + 1 : number),
              random.nextInt(3) == 0
                  ? STATUSES.get(random.nextInt(STATUSES.size()))
                  : GrantStatus.APPROVED,
              random.nextInt(4) == 0 ? amount() : null,
              random.nextInt(4) == 0 ? new Revised.To<>(effectiveAt()) : new Revised.Left<>(),
              random.nextInt(6) == 0 ? (Boolean) random.nextBoolean() : null,
              random.nextInt(6) == 0 ? new Revised.To<>("[]") : new Revised.Left<>());
      default ->
          new PullGrant(
              grantId, enterprise(random.nextInt(20) == 0 ? 1 : 0), entry(), amount(), remarks());
    };
  }

  /** Most disputes that are named here are opened, some never were. */
  private LedgerCommand disputeCommand() {
    int choice = random.nextInt(12);
    if (choice < 2) {
      return openDispute();
    }
    // One of the latest, so that some come to their end.
    DisputeId disputeId = dispute(Math.max(1, disputed + 1 - random.nextInt(3)));
    Authority authority = staffMostly(random.nextInt(WALLETS));
    @Nullable String notes = random.nextBoolean() ? null : remarks();
    return switch (choice) {
      case 2, 3, 4 -> new MoveDisputeToReview(disputeId, authority);
      case 5, 6, 7 -> new MarkDisputeReviewed(disputeId, notes, authority);
      case 8, 9 ->
          new RefundDispute(
              disputeId,
              entry(),
              random.nextBoolean() ? null : amount(),
              random.nextInt(4) == 0,
              notes,
              authority);
      case 10 -> new DismissDispute(disputeId, notes, authority);
      default -> holdOf(disputeId, authority);
    };
  }

  /** Of one of the entries of late, if it was posted; mostly by one who may have a part in it. */
  private LedgerCommand openDispute() {
    disputed++;
    Owner owner = owner(random.nextInt(WALLETS));
    return new OpenDispute(
        dispute(disputed),
        new EntryId(new UUID(seed, Math.max(1, named - random.nextInt(2 * REPEATABLE)))),
        random.nextInt(20) == 0 ? null : new Reporter(owner, everybodyMostly(owner)),
        random.nextBoolean() ? null : amount(),
        random.nextBoolean() ? null : remarks(),
        random.nextInt(4) == 0 ? new Authority.Owners(Set.of(owner)) : new Authority.Staff());
  }

  private Set<Owner> everybodyMostly(Owner owner) {
    return random.nextInt(4) == 0
        ? Set.of(owner)
        : IntStream.range(0, WALLETS).mapToObj(this::owner).collect(Collectors.toSet());
  }

  /** What a dispute froze is no hold, whoever asks. */
  private LedgerCommand holdOf(DisputeId disputeId, Authority authority) {
    return switch (random.nextInt(3)) {
      case 0 -> new VoidHold(disputeId.freeze(), "", authority);
      case 1 -> new SettleHold(disputeId.freeze(), entry(), wallet(), null, "", authority);
      default -> new ExpireHold(disputeId.freeze());
    };
  }

  /** Told apart from holds, whose names wallets keep beside these. */
  private DisputeId dispute(long number) {
    return new DisputeId(new UUID(seed, (1L << 32) + number));
  }

  /** Most approvals that are named here wait or waited, some never did. */
  private LedgerCommand approvalCommand() {
    Owner by = new Owner.User(new UUID(seed, 9_000 + random.nextInt(3)));
    return switch (random.nextInt(7)) {
      case 0, 1, 2 ->
          new Propose(
              new ApprovalId(new UUID(seed, ++proposed)),
              proposal(),
              by,
              new Authority.Owners(Set.of(random.nextInt(8) == 0 ? owner(0) : by)));
      case 3 -> new Decline(approval(), by, remarks());
      default -> new Approve(approval(), entry(), by, remarks());
    };
  }

  private Proposal proposal() {
    return switch (random.nextInt(9)) {
      case 8 ->
          new Proposal.ToRefundDispute(
              new RefundDispute(
                  dispute(Math.max(1, disputed + 1 - random.nextInt(4))),
                  entry(),
                  random.nextBoolean() ? null : amount(),
                  random.nextInt(4) == 0,
                  null,
                  new Authority.Staff()));
      case 0 -> new Proposal.ToRestrict(new RestrictWallet(wallet(), "order"));
      case 1, 2 -> new Proposal.ToUnrestrict(new UnrestrictWallet(wallet(), "lifted"));
      default ->
          switch (correction()) {
            case Refund refund -> new Proposal.ToRefund(refund);
            case Reverse reverse -> new Proposal.ToReverse(reverse);
          };
    };
  }

  /** Most payments that are named here were asked for; what providers say of them is chance. */
  private LedgerCommand billCommand() {
    int choice = random.nextInt(28);
    if (choice < 9) {
      return payBill();
    }
    // One of the latest, so that some come to their end and are spoken of after it.
    long number = Math.max(0, paid - random.nextInt(3));
    BillPaymentId paymentId = payment(number);
    AttemptId attemptId = new AttemptId(new UUID(seed, number * 4 + random.nextInt(2)));
    return switch (choice) {
      case 9, 10, 11, 12, 13, 14 ->
          new SubmitBillPayment(
              paymentId,
              attemptId,
              random.nextBoolean() ? null : new Money(random.nextInt(9), currency(0)));
      case 15, 16 ->
          new ConfirmBillPayment(
              paymentId,
              entry(),
              random.nextBoolean()
                  ? new Confirmation("number " + random.nextInt(2), Map.of())
                  : new Confirmation(null, Map.of("token", remarks())));
      case 17 -> new RejectBillPayment(paymentId, entry(), "no " + random.nextInt(2));
      case 18 ->
          new ReturnUnsentBillPayment(
              paymentId, random.nextInt(3) == 0 ? null : attemptId, entry(), remarks());
      case 19, 20, 21 -> new ReportUnknownOutcome(paymentId, "timed out");
      case 22, 23 ->
          new NoteSoughtOutcome(paymentId, SOUGHT.get(random.nextInt(SOUGHT.size())), remarks());
      case 24 -> new ReferBillPayment(paymentId, "the window is over");
      default ->
          new ResolveBillPayment(
              paymentId,
              entry(),
              random.nextBoolean() ? Resolution.CONFIRMED : Resolution.REFUNDED,
              random.nextBoolean() ? null : "number 1",
              remarks(),
              staffMostly(random.nextInt(WALLETS)));
    };
  }

  /** Of a few bills, so that payments of one meet. */
  private RequestBillPayment payBill() {
    paid++;
    int number = random.nextInt(WALLETS);
    MajorUnits amount = amount();
    Payee payee =
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> new Payee.SenelecBill("1", "a" + random.nextInt(9));
          case 3 -> new Payee.SdeBill("1", "" + random.nextInt(3));
          case 4, 5 -> new Payee.RegidesoBill("KIN", "b" + random.nextInt(2), "1");
          case 6 -> new Payee.WoyofalMeter("1");
          default -> new Payee.AirtimePhone(Carrier.ORANGE, "+221771234567");
        };
    boolean byGrant = granted > 0 && random.nextInt(4) == 0;
    long chosen = Math.max(1, granted - random.nextInt(3));
    return new RequestBillPayment(
        payment(paid),
        entry(),
        wallet(byGrant ? (int) (chosen % WALLETS) : number),
        payee,
        quote(payee, amount, currency(byGrant ? (int) (chosen % WALLETS) : number)),
        amount,
        remarks(),
        byGrant
            ? new Mandate.ByGrant(
                new GrantId(new UUID(seed, chosen)), enterprise(random.nextInt(20) == 0 ? 1 : 0))
            : new Mandate.ByOwner(staffMostly(number)));
  }

  /** Told apart from grants and disputes, of which people are told in the same view. */
  private BillPaymentId payment(long number) {
    return new BillPaymentId(new UUID(seed, (1L << 33) + number));
  }

  /** Mostly such that the amount will do. */
  private Quote quote(Payee payee, MajorUnits amount, Currency currency) {
    Currency quoted = random.nextInt(20) == 0 ? CURRENCIES.get(random.nextInt(3)) : currency;
    return switch (payee.utility().kind()) {
      case PREPAID, AIRTIME -> new Quote.Open(quoted);
      case BILL ->
          switch (random.nextInt(16)) {
            case 0 -> new Quote.Missing();
            case 1 -> new Quote.Paid();
            case 2 ->
                new Quote.Due(new Money(1 + random.nextInt(9_999), quoted), random.nextBoolean());
            default ->
                new Quote.Due(
                    new Money(
                        amount
                            .value()
                            .movePointRight(quoted.getDefaultFractionDigits())
                            .longValue(),
                        quoted),
                    payee instanceof Payee.RegidesoBill);
          };
    };
  }

  private ApprovalId approval() {
    return new ApprovalId(new UUID(seed, Math.max(0, proposed - random.nextInt(4))));
  }

  private Owner enterprise(int number) {
    return new Owner.Enterprise(new UUID(seed, number));
  }

  /** Of one of the entries of late, if it was posted. */
  private CorrectionCommand correction() {
    EntryId original =
        new EntryId(new UUID(seed, Math.max(1, named - random.nextInt(2 * REPEATABLE))));
    return random.nextInt(4) == 0
        ? new Reverse(original, entry(), remarks(), staffMostly(random.nextInt(WALLETS)))
        : new Refund(
            original,
            entry(),
            random.nextBoolean() ? null : amount(),
            random.nextInt(4) == 0,
            remarks(),
            staffMostly(random.nextInt(WALLETS)));
  }

  /** Opens the wallet of that number with money, if it is not open. */
  private OpenWallet fill(int number) {
    return new OpenWallet(
        wallet(number),
        owner(number),
        currency(number),
        number % 2 == 0 ? null : "known-" + seed + "-" + number,
        new OpeningBalance(entry(), amountOf(100L * (1 + random.nextInt(40)), 0), name()));
  }

  /** A wallet that may be there already, with another owner, currency or reference. */
  private OpenWallet open() {
    int number = random.nextInt(WALLETS + 2);
    return new OpenWallet(
        wallet(number),
        random.nextInt(4) == 0 ? owner(number + 1) : owner(number),
        random.nextInt(4) == 0 ? currency(number + 1) : currency(number),
        switch (random.nextInt(4)) {
          case 0 -> "known-" + seed + "-" + random.nextInt(WALLETS);
          case 1 -> "new-" + seed + "-" + random.nextInt(3);
          default -> null;
        },
        random.nextBoolean() ? null : new OpeningBalance(entry(), amount(), name()));
  }

  private LedgerRequest repeat() {
    return sent.get(sent.size() - 1 - random.nextInt(Math.min(REPEATABLE, sent.size())));
  }

  private LedgerRequest misuseKey() {
    IdempotencyKey key = repeat().key();
    LedgerCommand command = command(99);
    return key == null
        ? plain(command)
        : new LedgerRequest(
            command,
            requester(),
            new IdempotencyKey(key.scope(), key.key(), "of another request " + named));
  }

  private LedgerRequest keyed(LedgerCommand command) {
    named++;
    return new LedgerRequest(
        command,
        requester(),
        new IdempotencyKey("user:" + seed, "key " + named, "request " + named));
  }

  /** Without a key a repeat is another request, so that its entry must be another, too. */
  private LedgerRequest plain(LedgerCommand command) {
    return switch (command) {
      case RestrictWallet _, UnrestrictWallet _, NoteBulk _ ->
          new LedgerRequest(command, requester(), null);
      default -> keyed(command);
    };
  }

  private static Requester requester() {
    return new Requester("user:random", "jwt");
  }

  private EntryId entry() {
    named++;
    return new EntryId(new UUID(seed, named));
  }

  /** Now and then one that nobody opened. */
  private WalletId wallet() {
    return wallet(random.nextInt(40) == 0 ? 1_000 : random.nextInt(WALLETS));
  }

  private WalletId wallet(int number) {
    return new WalletId(new UUID(seed, -1L - number));
  }

  private Owner owner(int number) {
    return number == 3 ? new Owner.Nobody() : new Owner.User(new UUID(seed, number));
  }

  /** Half of the wallets are in one currency, so that transfers meet. */
  private static Currency currency(int number) {
    return CURRENCIES.get(number < 4 ? 0 : number % CURRENCIES.size());
  }

  private Authority by(int number) {
    return random.nextInt(12) == 0
        ? new Authority.Owners(Set.of(owner(number + 1)))
        : new Authority.Owners(Set.of(owner(number)));
  }

  private Authority staffMostly(int number) {
    return random.nextInt(10) == 0 ? by(number) : new Authority.Staff();
  }

  private Leg system() {
    SystemAccountKind kind = KINDS.get(random.nextInt(KINDS.size()));
    Currency currency = random.nextInt(3) == 0 ? null : currency(random.nextInt(WALLETS));
    return new Leg.InSystem(kind, kind.named() ? name() : "", currency);
  }

  private String name() {
    return random.nextBoolean() ? "bank" : "provider";
  }

  private @Nullable Currency stated() {
    return random.nextInt(6) == 0 ? CURRENCIES.get(random.nextInt(CURRENCIES.size())) : null;
  }

  private MajorUnits amount() {
    return switch (random.nextInt(40)) {
      case 0 -> amountOf(1 + random.nextInt(1_000_000), 4);
      case 1 -> amountOf(1_000_000_000_000_001L + random.nextInt(1_000), 0);
      case 2, 3 -> amountOf(1 + random.nextInt(300_000), 2);
      case 4, 5, 6, 7 -> amountOf(10_000L * (1 + random.nextInt(20)) + 1, 2);
      // Round ones meet the last santim of an account now and then.
      default -> amountOf(100L * (1 + random.nextInt(20)), 0);
    };
  }

  private static MajorUnits amountOf(long unscaled, int decimals) {
    return new MajorUnits(BigDecimal.valueOf(unscaled, decimals));
  }

  private String remarks() {
    return random.nextBoolean() ? "" : "remark " + random.nextInt(1_000) + " ብር";
  }

  /** Often within the time that a sequence takes. */
  private @Nullable Instant expiresAt() {
    return switch (random.nextInt(6)) {
      case 0 -> now.minusSeconds(random.nextInt(1_000_000));
      case 1, 2 -> now.plusSeconds(1 + random.nextInt(300_000));
      default -> null;
    };
  }

  private @Nullable Instant effectiveAt() {
    return switch (random.nextInt(12)) {
      case 0 -> now.minusSeconds(random.nextInt(1_000_000));
      case 1 -> now;
      case 2 -> now.plusSeconds(1 + random.nextInt(1_000_000));
      default -> null;
    };
  }
}
