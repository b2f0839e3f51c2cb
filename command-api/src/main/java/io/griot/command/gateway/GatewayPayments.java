package io.griot.command.gateway;

import io.griot.command.account.Sender;
import io.griot.command.account.WalletOpening;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.bill.BillPayment;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.bill.Confirmation;
import io.griot.core.bill.Mandate;
import io.griot.core.bill.Quote;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.MajorUnits;
import io.griot.core.transfer.Authority;
import io.griot.core.utility.BillInquiry;
import io.griot.core.utility.OfferedUtility;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utilities;
import io.griot.identity.access.Principal;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.Person;
import io.griot.identity.wallet.OwnedWallet;
import io.griot.wire.GatewayBills.Standing;
import io.griot.wire.LedgerAnswers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Pays utilities for integrators and waits for the outcome.
 *
 * <p>Nobody is asked anything before it is clear who pays. A repeat under the same key asks no
 * provider for a price: the first answer stands.
 */
@Component
class GatewayPayments {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayPayments.class);

  private final Ledger ledger;
  private final PaymentOutcomes outcomes;
  private final StandingGrants grants;
  private final GatewayPayers payers;
  private final WalletOpening opening;
  private final OrderedIds ids;
  private final Utilities utilities;
  private final BillInquiry inquiry;

  GatewayPayments(
      Ledger ledger,
      PaymentOutcomes outcomes,
      StandingGrants grants,
      GatewayPayers payers,
      WalletOpening opening,
      OrderedIds ids,
      Utilities utilities,
      BillInquiry inquiry) {
    this.ledger = ledger;
    this.outcomes = outcomes;
    this.grants = grants;
    this.payers = payers;
    this.opening = opening;
    this.ids = ids;
    this.utilities = utilities;
    this.inquiry = inquiry;
  }

  /**
   * A payment that was taken on.
   *
   * @param bill as the provider showed it before, if it was asked
   */
  record Taken(Answer.Accepted accepted, BillPaymentReceipt receipt, @Nullable OwedBill bill) {

    Standing standing() {
      BillPaymentId paymentId = receipt.terms().paymentId();
      return switch (receipt.status()) {
        case CONFIRMED -> {
          @Nullable Confirmation confirmation = receipt.confirmation();
          @Nullable String number = confirmation == null ? null : confirmation.providerReference();
          yield new Standing(number == null ? paymentId.uuid().toString() : number, true, null);
        }
        case FUNDED, SUBMITTED, UNKNOWN -> new Standing(null, false, paymentId.uuid());
        case REFUNDED ->
            throw BillPayment.PAID_ALREADY.equals(receipt.reason())
                ? GatewayRefusals.paidAlready(accepted)
                : GatewayRefusals.refunded(accepted);
      };
    }

    /** What the provider gave beside its number. */
    @Nullable String voucher(String name) {
      @Nullable Confirmation confirmation = receipt.confirmation();
      return confirmation == null ? null : confirmation.vouchers().get(name);
    }

    String amount() {
      return receipt.terms().amount().majorUnits().toPlainString();
    }

    /** 200 if the outcome is known, 202 if not. */
    <T> ResponseEntity<T> answered(T body) {
      HttpHeaders headers = LedgerAnswers.headers(accepted);
      return ResponseEntity.status(receipt.status().isFinal() ? 200 : 202)
          .headers(headers)
          .body(body);
    }
  }

  /** Pays a bill out of the wallet of whoever has proved to be its owner. */
  Taken payBill(
      Payee payee,
      String customer,
      Person payer,
      MajorUnits amount,
      Principal.OfIntegrator integrator,
      @Nullable IdempotencyKey key) {
    Optional<Answer> before = recalled(key);
    if (before.isPresent()) {
      return taken(before.get(), askedAgain(payee, customer));
    }
    OfferedUtility offered = utilities.requireAvailable(payee.utility());
    List<OwedBill> bills = inquiry.bills(payee.utility(), customer, null);
    return taken(
        send(
            payee,
            Quote.of(payee, bills),
            amount,
            wallet(payer, offered),
            byOwner(payer),
            proved(integrator),
            key),
        one(payee, bills));
  }

  /** Buys units out of the wallet of whoever has proved to be its owner. */
  Taken buyUnits(
      Payee payee,
      Person payer,
      MajorUnits amount,
      Principal.OfIntegrator integrator,
      @Nullable IdempotencyKey key) {
    Optional<Answer> before = recalled(key);
    if (before.isPresent()) {
      return taken(before.get(), null);
    }
    OfferedUtility offered = utilities.requireAvailable(payee.utility());
    return taken(
        send(
            payee,
            new Quote.Open(offered.currency()),
            amount,
            wallet(payer, offered),
            byOwner(payer),
            proved(integrator),
            key),
        null);
  }

  /**
   * Buys airtime out of the wallet of somebody who has granted the integrator's enterprise to pull.
   *
   * @param payer nobody if the phone is unknown, which is answered as if nothing had been granted
   */
  Taken buyAirtime(
      Payee payee,
      Optional<Person> payer,
      MajorUnits amount,
      Principal.OfIntegrator integrator,
      @Nullable IdempotencyKey key) {
    Optional<Answer> before = recalled(key);
    if (before.isPresent()) {
      return taken(before.get(), null);
    }
    OfferedUtility offered = utilities.requireAvailable(payee.utility());
    Owner enterprise = new Owner.Enterprise(integrator.enterpriseId());
    Person person = payer.orElseThrow(GatewayPayments::nothingGranted);
    GrantId grant =
        grants
            .find(enterprise, new Owner.User(person.id()), offered.currency(), amount)
            .orElseThrow(GatewayPayments::nothingGranted);
    return taken(
        send(
            payee,
            new Quote.Open(offered.currency()),
            amount,
            payers.wallet(person, offered.currency()).orElseThrow(GatewayPayments::nothingGranted),
            new Mandate.ByGrant(grant, enterprise),
            Sender.requester(integrator),
            key),
        null);
  }

  private static RuntimeException nothingGranted() {
    return GatewayRefusals.of("GRANT_NOT_FOUND", "This phone's owner has granted you nothing.");
  }

  private static Mandate byOwner(Person payer) {
    return new Mandate.ByOwner(new Authority.Owners(Set.of(new Owner.User(payer.id()))));
  }

  /** The log says that the payer's PIN stood behind the integrator's word. */
  private static Requester proved(Principal.OfIntegrator integrator) {
    return new Requester(integrator.actor(), integrator.authenticatedBy() + "+pin");
  }

  private OwnedWallet wallet(Person payer, OfferedUtility offered) {
    return payers
        .wallet(payer, offered.currency())
        .orElseThrow(
            () ->
                GatewayRefusals.of(
                    "WALLET_NOT_FOUND",
                    "The payer has no wallet in %s.".formatted(offered.currency())));
  }

  private Optional<Answer> recalled(@Nullable IdempotencyKey key) {
    return key == null ? Optional.empty() : ledger.recall(key);
  }

  /** For the customer's name and the date alone: without them the answer still says enough. */
  private @Nullable OwedBill askedAgain(Payee payee, String customer) {
    try {
      return one(payee, inquiry.bills(payee.utility(), customer, null));
    } catch (ProviderUnavailable _) {
      return null;
    }
  }

  private static @Nullable OwedBill one(Payee payee, List<OwedBill> bills) {
    return bills.stream().filter(bill -> bill.payee().equals(payee)).findFirst().orElse(null);
  }

  private Answer send(
      Payee payee,
      Quote quote,
      MajorUnits amount,
      OwnedWallet wallet,
      Mandate mandate,
      Requester requester,
      @Nullable IdempotencyKey key) {
    opening.ensureOpen(wallet.walletId(), requester);
    RequestBillPayment command =
        new RequestBillPayment(
            new BillPaymentId(ids.next()),
            new EntryId(ids.next()),
            new WalletId(wallet.walletId()),
            payee,
            quote,
            amount,
            "",
            mandate);
    return ledger.send(new LedgerRequest(command, requester, key));
  }

  private Taken taken(Answer answer, @Nullable OwedBill bill) {
    return switch (answer) {
      case Answer.Refused refused -> throw GatewayRefusals.of(refused);
      case Answer.Accepted accepted -> {
        BillPaymentReceipt receipt = (BillPaymentReceipt) accepted.receipt();
        yield new Taken(accepted, outcome(receipt), bill);
      }
    };
  }

  /** The money has moved: whatever goes wrong from here on, the client is told so. */
  private BillPaymentReceipt outcome(BillPaymentReceipt receipt) {
    try {
      return outcomes.await(receipt.terms().paymentId());
    } catch (RuntimeException e) {
      LOG.warn("What became of {} is not known yet.", receipt.terms().paymentId(), e);
      return receipt;
    }
  }
}
