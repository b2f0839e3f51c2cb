package io.griot.command.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.griot.core.Answer;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.account.WalletReceipt;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.id.WalletId;
import io.griot.core.transfer.Leg;
import io.griot.identity.access.Principal;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.FieldFault;
import io.griot.wire.Fields;
import io.griot.wire.JsonBody;
import io.griot.wire.LedgerAnswers;
import io.griot.wire.ObjectList;
import io.griot.wire.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opens many wallets, each with its opening balance in one command. */
@RestController
@Tag(name = "wallets")
class BulkOpening {

  static final int MOST_WALLETS = 5000;

  private final Ledger ledger;
  private final WalletOpening opening;
  private final OrderedIds ids;

  BulkOpening(Ledger ledger, WalletOpening opening, OrderedIds ids) {
    this.ledger = ledger;
    this.opening = opening;
    this.ids = ids;
  }

  /** One wallet to open. */
  @Schema(name = "WalletOfMany")
  record WalletToOpen(
      @Schema(maxLength = 255, requiredMode = Schema.RequiredMode.REQUIRED)
          String externalReference,
      @Schema(example = "ETB", requiredMode = Schema.RequiredMode.REQUIRED) String currency,
      @Schema(description = "Opening balance; zero and missing mean none")
          @Nullable BigDecimal opening,
      @Schema(description = "Where it comes from", example = "settlement:paysim:ETB")
          @Nullable String from) {}

  /** How it went, in the order sent. */
  record Opened(int opened, int existing, int rejected, List<Result> results) {}

  /** What became of one wallet. */
  @Schema(name = "OpeningResult")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String externalReference,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UUID id,
      @Schema(allowableValues = {"opened", "existing", "rejected"}) String status,
      @Nullable String code,
      @Nullable String detail) {

    static Result rejected(@Nullable String reference, String code, String detail) {
      return new Result(reference, null, "rejected", code, detail);
    }
  }

  private sealed interface Item {
    record Sound(OpenWallet command, String reference) implements Item {}

    record Faulty(Result result) implements Item {}
  }

  @Operation(
      operationId = "wallets_wallets_bulk_create",
      summary = "Opens wallets known to others by an external reference")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              array =
                  @ArraySchema(
                      maxItems = MOST_WALLETS,
                      schema = @Schema(implementation = WalletToOpen.class))))
  @Allow(Role.ADMIN)
  @PostMapping("/wallets/wallets/bulk")
  ResponseEntity<Opened> open(
      @JsonBody(limitBytes = JsonBody.FOUR_MEBIBYTES) ObjectList body, Principal principal) {
    List<Item> items = body.read(MOST_WALLETS).stream().map(this::item).toList();
    List<LedgerRequest> requests =
        items.stream()
            .filter(Item.Sound.class::isInstance)
            .map(Item.Sound.class::cast)
            .map(item -> new LedgerRequest(item.command(), Sender.requester(principal), null))
            .toList();
    List<Answer> answers = ledger.sendInOrder(requests);
    return answer(items, answers);
  }

  private ResponseEntity<Opened> answer(List<Item> items, List<Answer> answers) {
    List<Result> results = new ArrayList<>(items.size());
    var next = answers.iterator();
    for (Item item : items) {
      results.add(
          switch (item) {
            case Item.Faulty(Result result) -> result;
            case Item.Sound(OpenWallet ignored, String reference) -> result(reference, next.next());
          });
    }
    long position = answers.stream().mapToLong(Answer::position).max().orElse(0);
    return ResponseEntity.ok()
        .headers(LedgerAnswers.headers(position, false))
        .body(
            new Opened(
                count(results, "opened"),
                count(results, "existing"),
                count(results, "rejected"),
                results));
  }

  private Result result(String reference, Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> {
        WalletReceipt receipt = (WalletReceipt) accepted.receipt();
        opening.opened(receipt.walletId());
        yield new Result(
            reference,
            receipt.walletId().uuid(),
            switch (receipt.change()) {
              case MADE -> "opened";
              case NONE -> "existing";
            },
            null,
            null);
      }
      case Answer.Refused refused -> {
        Problem problem = LedgerAnswers.problem(refused, Map.of("amount", "opening"));
        yield Result.rejected(reference, problem.code(), problem.detail());
      }
    };
  }

  private Item item(Fields whole) {
    Fields fields = whole.apart();
    var reference = fields.text("external_reference", 255);
    var currency = fields.currency("currency");
    var amount = fields.amountOrNone("opening");
    var from =
        fields.optionalParsed(
            "from",
            150,
            BulkOpening::settlement,
            "is not a settlement account; write it as settlement:paysim:ETB");
    if (amount.isGiven() && !fields.has("from")) {
      fields.fault(
          "from",
          FieldFault.MISSING_FIELD,
          "is missing; name the settlement account that the opening balance comes from");
    }
    if (from.isGiven()
        && currency.isGiven()
        && from.get().currency() != null
        && !currency.get().equals(from.get().currency())) {
      fields.fault(
          "from",
          FieldFault.INVALID_FIELD,
          "is in %s; send one in %s".formatted(from.get().currency(), currency.get()));
    }
    List<FieldFault> faults = fields.faults();
    if (!faults.isEmpty()) {
      Problem problem = Problem.malformed(faults);
      return new Item.Faulty(Result.rejected(reference.orNull(), problem.code(), problem.detail()));
    }
    OpeningBalance balance =
        amount.isGiven()
            ? new OpeningBalance(new EntryId(ids.next()), amount.get(), from.get().name())
            : null;
    return new Item.Sound(
        new OpenWallet(
            new WalletId(ids.next()), new Owner.Nobody(), currency.get(), reference.get(), balance),
        reference.get());
  }

  private static Optional<Leg.InSystem> settlement(String text) {
    return AccountNames.system(text).filter(leg -> leg.kind() == SystemAccountKind.SETTLEMENT);
  }

  private static int count(List<Result> results, String status) {
    return (int) results.stream().filter(result -> result.status().equals(status)).count();
  }
}
