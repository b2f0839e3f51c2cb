package io.griot.command.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.griot.command.account.AccountNames;
import io.griot.command.account.Sender;
import io.griot.command.account.WalletOpening;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.Requester;
import io.griot.core.id.EntryId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.BulkReceipt;
import io.griot.core.transfer.BulkReceipt.RefusedTransfer;
import io.griot.core.transfer.EntryReceipt;
import io.griot.core.transfer.Leg;
import io.griot.core.transfer.NoteBulk;
import io.griot.core.transfer.TransferCommand.Transfer;
import io.griot.identity.access.Principal;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.Role;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.wire.Allow;
import io.griot.wire.FieldFault;
import io.griot.wire.Fields;
import io.griot.wire.Given;
import io.griot.wire.Idempotency;
import io.griot.wire.JsonBody;
import io.griot.wire.LedgerAnswers;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.griot.wire.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moves money many times in one request. */
@RestController
@Tag(name = "wallets")
class BulkTransfers {

  static final int MOST_TRANSFERS = 5000;
  private static final String OPERATION = "wallets_send_bulk_create";
  private static final List<String> FIELDS_OF_ADMINS = List.of("kind", "effective_at");
  private static final List<String> LEGS = List.of("from_wallet", "to_wallet");
  private static final int LONGEST_LEG = 150;

  private final Ledger ledger;
  private final OwnedWallets wallets;
  private final WalletOpening opening;
  private final OrderedIds ids;

  BulkTransfers(Ledger ledger, OwnedWallets wallets, WalletOpening opening, OrderedIds ids) {
    this.ledger = ledger;
    this.wallets = wallets;
    this.opening = opening;
    this.ids = ids;
  }

  /** What many transfers take. */
  record ManyTransfers(
      @Schema(description = "All or none; else each for itself") @Nullable Boolean atomic,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<OneTransfer> transfers) {}

  /** One transfer of many. */
  record OneTransfer(
      @Schema(
              description = "Its idempotency key",
              maxLength = 255,
              requiredMode = Schema.RequiredMode.REQUIRED)
          String reference,
      @Schema(
              description = "A wallet; an admin may also name a system account",
              example = "settlement:paysim:ETB",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String fromWallet,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String toWallet,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal amount,
      @Schema(maxLength = Transfers.LONGEST_REMARKS) @Nullable String remarks,
      @Schema(description = "Admins only", example = "p2p") @Nullable String kind,
      @Schema(description = "What the sender expects", example = "ETB") @Nullable String currency,
      @Schema(description = "Admins only; never in the future") @Nullable Instant effectiveAt) {}

  /** How it went, in the order sent. */
  record Outcome(int accepted, int rejected, List<Result> results) {}

  /** What became of one transfer. */
  @Schema(name = "TransferResult")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String reference,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UUID id,
      @Schema(allowableValues = {"completed", "rejected"}) String status,
      @Nullable String code,
      @Nullable String detail,
      @Schema(description = "True if an earlier request had made it") @Nullable Boolean hit) {}

  private sealed interface Item {
    record Sound(LedgerRequest request, String reference) implements Item {}

    record Faulty(@Nullable String reference, List<FieldFault> faults) implements Item {}
  }

  private record Wanted(
      boolean atomic, List<Fields> transfers, Principal principal, Authority authority) {}

  @Operation(operationId = OPERATION, summary = "Makes up to 5,000 transfers in the order sent")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ManyTransfers.class)))
  @ApiResponse(responseCode = "200", description = "Each was tried")
  @ApiResponse(responseCode = "201", description = "All were made (atomic)")
  @Allow({Role.USER, Role.BUSINESS, Role.ENTERPRISE, Role.ADMIN})
  @PostMapping("/wallets/send/bulk")
  ResponseEntity<Outcome> send(
      @JsonBody(limitBytes = JsonBody.FOUR_MEBIBYTES) Fields body,
      Idempotency idempotency,
      Principal principal) {
    var atomic = body.optionalFlag("atomic");
    var transfers = body.objects("transfers", MOST_TRANSFERS);
    body.check();
    boolean admin = principal.hasRole(Role.ADMIN);
    if (!admin) {
      requireNothingOfAdmins(transfers.get());
    }
    Wanted wanted =
        new Wanted(
            atomic.orElse(false),
            transfers.get(),
            principal,
            admin ? new Authority.Staff() : Sender.authority(principal, wallets));
    IdempotencyKey key = idempotency.of(principal.actor(), body.fingerprint(OPERATION));
    Optional<Answer> known = key == null ? Optional.empty() : ledger.recall(key);
    @Nullable BulkReceipt before =
        known
            .map(answer -> (BulkReceipt) LedgerAnswers.accepted(answer, Map.of()).receipt())
            .orElse(null);
    return wanted.atomic ? allOrNone(wanted, key, before) : inOrder(wanted, key, before);
  }

  private ResponseEntity<Outcome> inOrder(
      Wanted wanted, @Nullable IdempotencyKey key, @Nullable BulkReceipt before) {
    List<Item> items = wanted.transfers.stream().map(fields -> item(fields, wanted)).toList();
    if (before == null) {
      claim(key, wanted);
    }
    List<Answer> answers = ledger.sendInOrder(opened(items, wanted));
    BulkReceipt receipt = before == null ? note(key, hits(items, answers), wanted) : before;
    return answer(200, items, answers, receipt, before != null);
  }

  private ResponseEntity<Outcome> allOrNone(
      Wanted wanted, @Nullable IdempotencyKey key, @Nullable BulkReceipt before) {
    List<Item> items = wanted.transfers.stream().map(fields -> item(fields, wanted)).toList();
    refuseFaulty(items);
    if (before != null && before.refused() != null) {
      throw refused(before.refused(), true);
    }
    if (before == null) {
      claim(key, wanted);
    }
    List<Answer> answers = ledger.sendAllOrNone(opened(items, wanted));
    if (answers.getLast() instanceof Answer.Refused last) {
      Rejection rejection = last.rejection();
      RefusedTransfer refusal =
          new RefusedTransfer(
              answers.size() - 1, rejection.code().name(), rejection.field(), rejection.detail());
      note(key, new BulkReceipt(List.of(), refusal), wanted);
      throw refused(refusal, false);
    }
    BulkReceipt receipt = before == null ? note(key, hits(items, answers), wanted) : before;
    return answer(201, items, answers, receipt, before != null);
  }

  /**
   * Takes the request's key before any money moves: another request under it, however near in time,
   * is then refused while nothing of it was done.
   */
  private void claim(@Nullable IdempotencyKey key, Wanted wanted) {
    if (key != null) {
      var claim = new IdempotencyKey(key.scope() + "/bulk-claim", key.key(), key.fingerprint());
      var nothingYet = new NoteBulk(new BulkReceipt(List.of(), null));
      LedgerAnswers.accepted(
          ledger.send(new LedgerRequest(nothingYet, Sender.requester(wanted.principal), claim)),
          Map.of());
    }
  }

  /** Keeps how the request ended under its own key; a twin that was faster decides. */
  private BulkReceipt note(@Nullable IdempotencyKey key, BulkReceipt receipt, Wanted wanted) {
    if (key == null) {
      return receipt;
    }
    Answer answer =
        ledger.send(
            new LedgerRequest(new NoteBulk(receipt), Sender.requester(wanted.principal), key));
    return (BulkReceipt) LedgerAnswers.accepted(answer, Map.of()).receipt();
  }

  private static BulkReceipt hits(List<Item> items, List<Answer> answers) {
    List<Integer> hits = new ArrayList<>();
    var next = answers.iterator();
    for (int index = 0; index < items.size(); index++) {
      if (items.get(index) instanceof Item.Sound && next.next().hit()) {
        hits.add(index);
      }
    }
    return new BulkReceipt(hits, null);
  }

  private static ResponseEntity<Outcome> answer(
      int status, List<Item> items, List<Answer> answers, BulkReceipt receipt, boolean hit) {
    Set<Integer> hits = new HashSet<>(receipt.hits());
    List<Result> results = new ArrayList<>(items.size());
    var next = answers.iterator();
    for (int index = 0; index < items.size(); index++) {
      results.add(
          switch (items.get(index)) {
            case Item.Faulty(String reference, List<FieldFault> faults) -> {
              Problem problem = Problem.malformed(faults);
              yield rejected(reference, problem, false);
            }
            case Item.Sound(LedgerRequest ignored, String reference) ->
                result(reference, next.next(), hits.contains(index));
          });
    }
    int completed =
        (int) results.stream().filter(result -> result.status().equals("completed")).count();
    long position = answers.stream().mapToLong(Answer::position).max().orElse(0);
    HttpHeaders headers = LedgerAnswers.headers(position, hit);
    return ResponseEntity.status(status)
        .headers(headers)
        .body(new Outcome(completed, results.size() - completed, results));
  }

  private static Result result(String reference, Answer answer, boolean hit) {
    return switch (answer) {
      case Answer.Accepted accepted ->
          new Result(
              reference,
              ((EntryReceipt) accepted.receipt()).entryId().uuid(),
              "completed",
              null,
              null,
              hit ? true : null);
      case Answer.Refused refused ->
          rejected(reference, LedgerAnswers.problem(refused, Transfers.WIRE_NAMES), hit);
    };
  }

  private static Result rejected(@Nullable String reference, Problem problem, boolean hit) {
    return new Result(
        reference, null, "rejected", problem.code(), problem.detail(), hit ? true : null);
  }

  private static RefusedRequest refused(RefusedTransfer refusal, boolean hit) {
    Answer.Refused answer =
        new Answer.Refused(
            new Rejection(
                RejectionCode.valueOf(refusal.code()),
                path(refusal.index(), wireName(refusal.field())),
                refusal.detail()),
            0,
            hit);
    return new RefusedRequest(
        LedgerAnswers.problem(answer, Map.of()).with("index", refusal.index()),
        hit ? Map.of(LedgerAnswers.HIT, "true") : Map.of());
  }

  private static String wireName(@Nullable String field) {
    return field == null ? "reference" : Transfers.WIRE_NAMES.getOrDefault(field, field);
  }

  private static String path(int index, String field) {
    return "transfers[" + index + "]." + field;
  }

  private static void refuseFaulty(List<Item> items) {
    List<FieldFault> faults = new ArrayList<>();
    int first = -1;
    for (int index = 0; index < items.size(); index++) {
      if (items.get(index) instanceof Item.Faulty(String ignored, List<FieldFault> ofItem)) {
        first = first < 0 ? index : first;
        for (FieldFault fault : ofItem) {
          faults.add(new FieldFault(path(index, fault.field()), fault.code(), fault.message()));
        }
      }
    }
    if (first >= 0) {
      throw new RefusedRequest(Problem.malformed(faults).with("index", first));
    }
  }

  private List<LedgerRequest> opened(List<Item> items, Wanted wanted) {
    Requester requester = Sender.requester(wanted.principal);
    List<LedgerRequest> requests = new ArrayList<>(items.size());
    for (Item item : items) {
      if (item instanceof Item.Sound(LedgerRequest request, String ignored)
          && request.command() instanceof Transfer transfer) {
        Stream.of(transfer.from(), transfer.to())
            .forEach(
                leg -> {
                  if (leg instanceof Leg.InWallet(WalletId walletId)) {
                    opening.ensureOpen(walletId.uuid(), requester);
                  }
                });
        requests.add(request);
      }
    }
    return requests;
  }

  private Item item(Fields whole, Wanted wanted) {
    Fields fields = whole.apart();
    var reference = fields.text("reference", 255);
    if (reference.isGiven() && !Idempotency.isKey(reference.get())) {
      fields.fault(
          "reference",
          FieldFault.INVALID_FIELD,
          "will not do as a key; send 1 to 255 printable ASCII characters");
    }
    var from = leg(fields, "from_wallet");
    var to = leg(fields, "to_wallet");
    var amount = fields.amount("amount");
    var remarks = fields.optionalText("remarks", Transfers.LONGEST_REMARKS);
    var kind =
        fields.optionalParsed(
            "kind", 40, EntryKind::parse, "is not a kind of transaction; send p2p or adjustment");
    var currency = fields.optionalCurrency("currency");
    var effectiveAt = fields.optionalInstant("effective_at");
    List<FieldFault> faults = fields.faults();
    if (!faults.isEmpty()) {
      return new Item.Faulty(reference.orNull(), faults);
    }
    Transfer command =
        new Transfer(
            new EntryId(ids.next()),
            kind.orElse(EntryKind.P2P),
            from.get(),
            to.get(),
            amount.get(),
            currency.orNull(),
            remarks.orElse(""),
            Map.of("reference", reference.get()),
            effectiveAt.orNull(),
            wanted.authority);
    IdempotencyKey key =
        new IdempotencyKey(
            wanted.principal.actor() + "/bulk",
            reference.get(),
            fields.fingerprint(OPERATION + "/transfer"));
    return new Item.Sound(
        new LedgerRequest(command, Sender.requester(wanted.principal), key), reference.get());
  }

  private static Given<Leg> leg(Fields fields, String name) {
    return fields.parsed(
        name,
        LONGEST_LEG,
        AccountNames::any,
        "is no account; send a wallet's UUID, or settlement:paysim:ETB for a system account");
  }

  private static void requireNothingOfAdmins(List<Fields> transfers) {
    List<FieldFault> faults = new ArrayList<>();
    IntStream.range(0, transfers.size())
        .forEach(
            index -> {
              Fields fields = transfers.get(index).apart();
              FIELDS_OF_ADMINS.stream()
                  .filter(fields::has)
                  .forEach(name -> faults.add(ofAdmins(index, name, "is for admins")));
              LEGS.stream()
                  .filter(name -> namesSystemAccount(fields, name))
                  .forEach(
                      name ->
                          faults.add(
                              ofAdmins(index, name, "names a system account: that is for admins")));
            });
    if (!faults.isEmpty()) {
      FieldFault first = faults.getFirst();
      throw new RefusedRequest(
          new Problem(
              403, "ROLE_REQUIRED", first.field() + " " + first.message() + ".", faults, Map.of()));
    }
  }

  private static boolean namesSystemAccount(Fields fields, String name) {
    String text = fields.apart().optionalText(name, LONGEST_LEG).orNull();
    return text != null && Uuids.find(text).isEmpty() && AccountNames.system(text).isPresent();
  }

  private static FieldFault ofAdmins(int index, String name, String message) {
    return new FieldFault(path(index, name), "ROLE_REQUIRED", message);
  }
}
