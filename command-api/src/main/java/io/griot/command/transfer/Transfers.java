package io.griot.command.transfer;

import io.griot.command.account.AccountNames;
import io.griot.command.account.Sender;
import io.griot.command.account.WalletOpening;
import io.griot.command.account.WalletsByPhone;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.id.EntryId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.Money;
import io.griot.core.transfer.EntryReceipt;
import io.griot.core.transfer.Leg;
import io.griot.core.transfer.TransferCommand;
import io.griot.core.transfer.TransferCommand.ReceiveExternal;
import io.griot.core.transfer.TransferCommand.SendExternal;
import io.griot.core.transfer.TransferCommand.Transfer;
import io.griot.identity.access.Principal;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.Role;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.identity.wallet.OwnedWallet;
import io.griot.identity.wallet.OwnedWallets;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moves money, one transfer a request. */
@RestController
@Tag(name = "wallets")
class Transfers {

  static final int LONGEST_REMARKS = 255;
  static final Map<String, String> WIRE_NAMES = Map.of("from", "from_wallet", "to", "to_wallet");
  private static final int LEAST_AMOUNT = 10;
  private static final String COMPLETED = "completed";

  private final Ledger ledger;
  private final OwnedWallets wallets;
  private final WalletOpening opening;
  private final OrderedIds ids;
  private final WalletsByPhone walletsByPhone;
  private final PhoneNumbers phones;

  Transfers(
      Ledger ledger,
      OwnedWallets wallets,
      WalletOpening opening,
      OrderedIds ids,
      WalletsByPhone walletsByPhone,
      PhoneNumbers phones) {
    this.ledger = ledger;
    this.wallets = wallets;
    this.opening = opening;
    this.ids = ids;
    this.walletsByPhone = walletsByPhone;
    this.phones = phones;
  }

  /** What a transfer between wallets takes. */
  record ToWallet(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) UUID fromWallet,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) UUID toWallet,
      @Schema(minimum = "10", requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal amount,
      @Schema(maxLength = LONGEST_REMARKS, requiredMode = Schema.RequiredMode.REQUIRED)
          String remarks) {}

  /** A transfer that was made. */
  record SentToWallet(
      UUID fromWallet,
      UUID toWallet,
      BigDecimal amount,
      String remarks,
      UUID id,
      @Schema(allowableValues = COMPLETED) String status,
      @Schema(description = "The sender's, after") BigDecimal balance,
      String currency) {}

  /** What a transfer to a bank takes. */
  record ToBank(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) UUID fromWallet,
      @Schema(maxLength = 100, requiredMode = Schema.RequiredMode.REQUIRED) String bank,
      @Schema(maxLength = 64, requiredMode = Schema.RequiredMode.REQUIRED) String accountNumber,
      @Schema(minimum = "10", requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal amount,
      @Schema(maxLength = LONGEST_REMARKS, requiredMode = Schema.RequiredMode.REQUIRED)
          String remarks) {}

  private record Bank(String name, String settlement) {
    static Optional<Bank> find(String name) {
      return AccountNames.settlement(name).map(settlement -> new Bank(name.strip(), settlement));
    }
  }

  /** A transfer to a bank that was made. */
  record SentToBank(
      UUID fromWallet,
      String bank,
      String accountNumber,
      BigDecimal amount,
      String remarks,
      UUID id,
      @Schema(allowableValues = COMPLETED) String status,
      @Schema(description = "The sender's, after") BigDecimal balance,
      String currency) {}

  /** What an enterprise's payment to a person takes. */
  record FromEnterprise(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String phoneNumber,
      @Schema(minimum = "10", requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal amount,
      @Schema(maxLength = LONGEST_REMARKS, requiredMode = Schema.RequiredMode.REQUIRED)
          String remarks,
      @Schema(description = "Chooses among the person's wallets; else the first", example = "ETB")
          @Nullable String currency) {}

  /** An enterprise's payment that was taken in. */
  record Received(
      BigDecimal amount,
      String remarks,
      String details,
      UUID id,
      @Schema(allowableValues = COMPLETED) String status,
      String currency) {}

  @Operation(operationId = "wallets_send_p2p_create", summary = "Sends money to another wallet")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ToWallet.class)))
  @ApiResponse(responseCode = "201", description = "Sent")
  @Allow({Role.USER, Role.BUSINESS, Role.ENTERPRISE, Role.ADMIN})
  @PostMapping("/wallets/send/p2p")
  ResponseEntity<SentToWallet> sendToWallet(
      @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    var from = body.uuid("from_wallet");
    var to = body.uuid("to_wallet");
    var amount = body.amount("amount", LEAST_AMOUNT);
    var remarks = body.text("remarks", LONGEST_REMARKS);
    body.check();
    Transfer command =
        new Transfer(
            new EntryId(ids.next()),
            EntryKind.P2P,
            new Leg.InWallet(new WalletId(from.get())),
            new Leg.InWallet(new WalletId(to.get())),
            amount.get(),
            null,
            remarks.get(),
            Map.of(),
            null,
            Sender.authority(principal, wallets));
    Answer.Accepted accepted =
        send(
            command,
            principal,
            idempotency.of(principal.actor(), body.fingerprint("wallets_send_p2p_create")),
            List.of(from.get(), to.get()),
            WIRE_NAMES);
    EntryReceipt receipt = receipt(accepted);
    return created(
        accepted,
        new SentToWallet(
            from.get(),
            to.get(),
            receipt.amount().majorUnits(),
            remarks.get(),
            receipt.entryId().uuid(),
            COMPLETED,
            balance(receipt, from.get()),
            currency(receipt)));
  }

  @Operation(operationId = "wallets_send_external_create", summary = "Sends money to a bank")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = ToBank.class)))
  @ApiResponse(responseCode = "201", description = "Sent")
  @Allow({Role.USER, Role.BUSINESS, Role.ENTERPRISE, Role.ADMIN})
  @PostMapping("/wallets/send/external")
  ResponseEntity<SentToBank> sendToBank(
      @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    var from = body.uuid("from_wallet");
    var bank =
        body.parsed(
            "bank",
            100,
            Bank::find,
            "is not a bank's name; send letters, digits, blanks, dots, underscores and dashes");
    var accountNumber = body.text("account_number", 64);
    var amount = body.amount("amount", LEAST_AMOUNT);
    var remarks = body.text("remarks", LONGEST_REMARKS);
    body.check();
    SendExternal command =
        new SendExternal(
            new EntryId(ids.next()),
            new WalletId(from.get()),
            bank.get().settlement(),
            bank.get().name(),
            accountNumber.get(),
            amount.get(),
            null,
            remarks.get(),
            Sender.authority(principal, wallets));
    Answer.Accepted accepted =
        send(
            command,
            principal,
            idempotency.of(principal.actor(), body.fingerprint("wallets_send_external_create")),
            List.of(from.get()),
            Map.of("from", "from_wallet", "to", "bank"));
    EntryReceipt receipt = receipt(accepted);
    return created(
        accepted,
        new SentToBank(
            from.get(),
            bank.get().name(),
            accountNumber.get(),
            receipt.amount().majorUnits(),
            remarks.get(),
            receipt.entryId().uuid(),
            COMPLETED,
            balance(receipt, from.get()),
            currency(receipt)));
  }

  @Operation(
      operationId = "wallets_receive_external_create",
      summary = "Takes in money that an enterprise received for a person")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FromEnterprise.class)))
  @ApiResponse(responseCode = "201", description = "Taken in")
  @Allow(Role.ENTERPRISE)
  @PostMapping("/wallets/receive/external")
  ResponseEntity<Received> receive(
      @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    UUID enterprise =
        switch (principal) {
          case Principal.OfEnterprise(UUID id, String ignored) -> id;
          case Principal.OfPerson _, Principal.OfIntegrator _ ->
              throw new RefusedRequest(Problem.forbidden("This is for enterprises."));
        };
    var phone = body.phone("phone_number", phones);
    var amount = body.amount("amount", LEAST_AMOUNT);
    var remarks = body.text("remarks", LONGEST_REMARKS);
    var currency = body.optionalCurrency("currency");
    body.check();
    OwnedWallet wallet = walletsByPhone.find(phone.get(), currency.orNull());
    ReceiveExternal command =
        new ReceiveExternal(
            new EntryId(ids.next()),
            enterprise.toString(),
            new WalletId(wallet.walletId()),
            amount.get(),
            currency.orNull(),
            remarks.get());
    Answer.Accepted accepted =
        send(
            command,
            principal,
            idempotency.of(principal.actor(), body.fingerprint("wallets_receive_external_create")),
            List.of(wallet.walletId()),
            Map.of("to", "phone_number"));
    EntryReceipt receipt = receipt(accepted);
    return created(
        accepted,
        new Received(
            receipt.amount().majorUnits(),
            remarks.get(),
            "Received %s for %s.".formatted(receipt.amount(), phone.get()),
            receipt.entryId().uuid(),
            COMPLETED,
            currency(receipt)));
  }

  private Answer.Accepted send(
      TransferCommand command,
      Principal principal,
      @Nullable IdempotencyKey key,
      List<UUID> touched,
      Map<String, String> wireNames) {
    Requester requester = Sender.requester(principal);
    touched.forEach(wallet -> opening.ensureOpen(wallet, requester));
    return LedgerAnswers.accepted(
        ledger.send(new LedgerRequest(command, requester, key)), wireNames);
  }

  private static <T> ResponseEntity<T> created(Answer.Accepted accepted, T body) {
    return ResponseEntity.status(201).headers(LedgerAnswers.headers(accepted)).body(body);
  }

  private static EntryReceipt receipt(Answer.Accepted accepted) {
    return (EntryReceipt) accepted.receipt();
  }

  private static BigDecimal balance(EntryReceipt receipt, UUID wallet) {
    Money balance = receipt.balancesAfter().get(new WalletId(wallet));
    if (balance == null) {
      throw new IllegalStateException("No balance of the sender's after " + receipt.entryId());
    }
    return balance.majorUnits();
  }

  private static String currency(EntryReceipt receipt) {
    return receipt.amount().currency().getCurrencyCode();
  }
}
