package io.griot.command.bill;

import io.griot.command.account.Sender;
import io.griot.command.account.WalletOpening;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.bill.Mandate;
import io.griot.core.bill.Quote;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.WalletId;
import io.griot.core.money.MajorUnits;
import io.griot.core.utility.BillInquiry;
import io.griot.core.utility.Carrier;
import io.griot.core.utility.OfferedUtility;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Utilities;
import io.griot.core.utility.Utility;
import io.griot.identity.access.Principal;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.Role;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.identity.wallet.OwnedWallet;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.identity.wallet.Owner;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.Idempotency;
import io.griot.wire.JsonBody;
import io.griot.wire.LedgerAnswers;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes payments to utilities: the money leaves the payer now, the provider is called later.
 *
 * <p>A repeat under its key is answered before anybody is asked: by then the bill is paid.
 */
@RestController
@Tag(name = "bills")
class PayingBills {

  private static final int LONGEST_NUMBER = 255;
  private static final int LONGEST_REFERENCE = 64;
  private static final int LONGEST_REMARKS = 255;

  private static final Map<String, String> OF_BILLS =
      Map.of("from", "from_wallet", "wallet", "from_wallet");

  private final Ledger ledger;
  private final OwnedWallets wallets;
  private final WalletOpening opening;
  private final OrderedIds ids;
  private final Utilities utilities;
  private final BillInquiry inquiry;

  /** Numbers without a country code are those of the country where airtime is sold. */
  private final PhoneNumbers phones;

  PayingBills(
      Ledger ledger,
      OwnedWallets wallets,
      WalletOpening opening,
      OrderedIds ids,
      Utilities utilities,
      BillInquiry inquiry) {
    this.ledger = ledger;
    this.wallets = wallets;
    this.opening = opening;
    this.ids = ids;
    this.utilities = utilities;
    this.inquiry = inquiry;
    this.phones = new PhoneNumbers(Utility.AIRTIME.country(), "XOF");
  }

  /** What paying a bill takes. */
  record BillToPay(
      @Schema(
              description = "As the list of unpaid bills names it",
              example = "SENELEC/1061103482/5589110",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String number,
      @Schema(
              description = "What is due; at REGIDESO a part of it will do",
              requiredMode = Schema.RequiredMode.REQUIRED)
          BigDecimal amount,
      @Schema(description = "The caller's first in the bill's currency unless given")
          @Nullable UUID fromWallet,
      @Schema(maxLength = LONGEST_REMARKS) @Nullable String remarks) {}

  /** What buying airtime takes. */
  record AirtimeToBuy(
      @Schema(
              description = "Of Senegal; without its country code too",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String phoneNumber,
      @Schema(
              allowableValues = {"ORANGE", "TIGO", "EXPRESSO"},
              requiredMode = Schema.RequiredMode.REQUIRED)
          String carrier,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal amount,
      @Nullable UUID fromWallet,
      @Schema(maxLength = LONGEST_REMARKS) @Nullable String remarks) {}

  /** What buying units for a prepaid meter takes. */
  record UnitsToBuy(
      @Schema(example = "58469823", requiredMode = Schema.RequiredMode.REQUIRED) String meter,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal amount,
      @Nullable UUID fromWallet,
      @Schema(maxLength = LONGEST_REMARKS) @Nullable String remarks) {}

  @Operation(
      operationId = "bills_pay_bills_create",
      summary = "Pays a bill: whole, or at REGIDESO in parts")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BillToPay.class)))
  @ApiResponse(responseCode = "202", description = "The money waits for the provider's answer")
  @Allow({Role.USER, Role.BUSINESS, Role.ENTERPRISE, Role.ADMIN})
  @PostMapping("/bills/pay-bills")
  ResponseEntity<BillPaymentAnswer> payBill(
      @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    var number =
        body.parsed(
            "number",
            LONGEST_NUMBER,
            PayingBills::bill,
            "is not a bill's number; send it as /bills/unpaid/ shows it, as"
                + " SENELEC/1061103482/5589110");
    return pay("bills_pay_bills_create", body, number::get, idempotency, principal);
  }

  @Operation(operationId = "bills_airtime_create", summary = "Buys airtime for a phone of Senegal")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AirtimeToBuy.class)))
  @ApiResponse(responseCode = "202", description = "The money waits for the provider's answer")
  @Allow({Role.USER, Role.BUSINESS, Role.ENTERPRISE, Role.ADMIN})
  @PostMapping("/bills/airtime")
  ResponseEntity<BillPaymentAnswer> buyAirtime(
      @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    var phone =
        body.parsed(
            "phone_number",
            LONGEST_NUMBER,
            this::phone,
            "is not a valid phone number of Senegal; write it as +221771234567");
    var carrier =
        body.parsed(
            "carrier",
            LONGEST_REFERENCE,
            PayingBills::carrier,
            "is not a carrier; send ORANGE, TIGO or EXPRESSO");
    return pay(
        "bills_airtime_create",
        body,
        () -> new Payee.AirtimePhone(carrier.get(), phone.get().e164()),
        idempotency,
        principal);
  }

  @Operation(operationId = "bills_woyofal_create", summary = "Buys units for a Woyofal meter")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UnitsToBuy.class)))
  @ApiResponse(responseCode = "202", description = "The money waits for the provider's answer")
  @Allow({Role.USER, Role.BUSINESS, Role.ENTERPRISE, Role.ADMIN})
  @PostMapping("/bills/woyofal")
  ResponseEntity<BillPaymentAnswer> buyUnits(
      @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    var meter =
        body.parsed(
            "meter",
            LONGEST_REFERENCE,
            text -> Optional.of(text).filter(Payee::isReference),
            "is not a meter's number; send its digits");
    return pay(
        "bills_woyofal_create",
        body,
        () -> new Payee.WoyofalMeter(meter.get()),
        idempotency,
        principal);
  }

  private ResponseEntity<BillPaymentAnswer> pay(
      String operation,
      Fields body,
      Supplier<Payee> payee,
      Idempotency idempotency,
      Principal principal) {
    var amount = body.amount("amount");
    var fromWallet = body.optionalUuid("from_wallet");
    var remarks = body.optionalText("remarks", LONGEST_REMARKS);
    body.check();
    IdempotencyKey key = idempotency.of(principal.actor(), body.fingerprint(operation));
    Optional<Answer> known = key == null ? Optional.empty() : ledger.recall(key);
    Answer.Accepted accepted =
        LedgerAnswers.accepted(
            known.orElseGet(
                () ->
                    request(
                        payee.get(),
                        amount.get(),
                        fromWallet.orNull(),
                        remarks.orElse(""),
                        principal,
                        key)),
            OF_BILLS);
    return ResponseEntity.status(202)
        .headers(LedgerAnswers.headers(accepted))
        .body(BillPaymentAnswer.of((BillPaymentReceipt) accepted.receipt()));
  }

  private Answer request(
      Payee payee,
      MajorUnits amount,
      @Nullable UUID fromWallet,
      String remarks,
      Principal principal,
      @Nullable IdempotencyKey key) {
    // Nobody has a provider asked about a wallet that is not theirs.
    if (fromWallet != null) {
      requireOwn(fromWallet, principal);
    }
    OfferedUtility utility = utilities.requireAvailable(payee.utility());
    UUID wallet = fromWallet == null ? first(utility.currency(), principal) : fromWallet;
    Quote quote = quote(payee, utility.currency());
    opening.ensureOpen(wallet, Sender.requester(principal));
    return ledger.send(
        new LedgerRequest(
            new RequestBillPayment(
                new BillPaymentId(ids.next()),
                new EntryId(ids.next()),
                new WalletId(wallet),
                payee,
                quote,
                amount,
                remarks,
                new Mandate.ByOwner(Sender.authority(principal, wallets))),
            Sender.requester(principal),
            key));
  }

  private Quote quote(Payee payee, Currency currency) {
    Utility utility = payee.utility();
    return switch (payee) {
      case Payee.SenelecBill(String policy, String _) ->
          Quote.of(payee, inquiry.bills(utility, policy, null));
      case Payee.SdeBill(String customer, String _) ->
          Quote.of(payee, inquiry.bills(utility, customer, null));
      case Payee.RegidesoBill(String province, String customer, String _) ->
          Quote.of(payee, inquiry.bills(utility, customer, province));
      case Payee.WoyofalMeter _, Payee.AirtimePhone _ -> new Quote.Open(currency);
    };
  }

  private void requireOwn(UUID wallet, Principal principal) {
    List<Owner> owners = Sender.owners(principal, wallets);
    if (wallets.find(wallet).filter(owned -> owners.contains(owned.owner())).isEmpty()) {
      throw noWallet("There is no such wallet.");
    }
  }

  private UUID first(Currency currency, Principal principal) {
    return wallets
        .find(Sender.owner(principal), currency.getCurrencyCode())
        .map(OwnedWallet::walletId)
        .orElseThrow(
            () -> noWallet("You have no wallet in %s; open one first.".formatted(currency)));
  }

  private static RefusedRequest noWallet(String detail) {
    return new RefusedRequest(Problem.of(404, "WALLET_NOT_FOUND", "from_wallet", detail));
  }

  /** A bill; what is bought has operations of its own. */
  private static Optional<Payee> bill(String number) {
    try {
      return Optional.of(Payee.parse(number))
          .filter(payee -> payee.utility().kind() == Utility.Kind.BILL);
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private Optional<PhoneNumber> phone(String text) {
    return phones.find(text).filter(phone -> phone.country().equals(Utility.AIRTIME.country()));
  }

  private static Optional<Carrier> carrier(String text) {
    return Arrays.stream(Carrier.values())
        .filter(carrier -> carrier.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
