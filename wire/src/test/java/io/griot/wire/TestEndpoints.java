package io.griot.wire;

import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.LedgerUnavailable;
import io.griot.core.Receipt;
import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.money.Money;
import io.griot.identity.access.Principal;
import io.griot.identity.person.Role;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.identity.rejection.TooManyAttempts;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that use everything of the wire once. */
@RestController
class TestEndpoints {

  private final PhoneNumbers phones = new PhoneNumbers("ET", "ETB");

  record Read(
      @Nullable String text,
      @Nullable String note,
      @Nullable UUID wallet,
      @Nullable BigDecimal amount,
      @Nullable String currency,
      @Nullable Instant at,
      @Nullable Boolean flag,
      @Nullable String phone) {}

  @Allow(anyone = true)
  @PostMapping("/read")
  Read read(@JsonBody Fields body) {
    var text = body.text("text", 10);
    var note = body.optionalText("note", 5);
    var wallet = body.uuid("wallet");
    var amount = body.amount("amount", 10);
    var currency = body.optionalCurrency("currency");
    var at = body.optionalInstant("at");
    var flag = body.optionalFlag("flag");
    var phone = body.optionalPhone("phone", phones);
    body.check();
    return new Read(
        text.get(),
        note.orNull(),
        wallet.get(),
        amount.get().value(),
        currency.isGiven() ? currency.get().getCurrencyCode() : null,
        at.orNull(),
        flag.orNull(),
        phone.isGiven() ? phone.get().e164() : null);
  }

  @Allow(anyone = true)
  @PostMapping("/list")
  int list(@JsonBody(limitBytes = JsonBody.FOUR_MEBIBYTES) ObjectList body) {
    List<Fields> items = body.read(3);
    items.forEach(item -> item.text("name", 10));
    items.getFirst().check();
    return items.size();
  }

  @Allow(anyone = true)
  @PostMapping("/nested")
  int nested(@JsonBody Fields body) {
    var items = body.objects("items", 3);
    if (items.isGiven()) {
      items.get().forEach(item -> item.amount("amount"));
    }
    body.check();
    return items.get().size();
  }

  @Allow(anyone = true)
  @PostMapping("/optional")
  boolean optional(@JsonBody(required = false) Fields body) {
    return body.has("name");
  }

  @PostMapping("/key")
  Map<String, String> key(@JsonBody Fields body, Idempotency idempotency, Principal principal) {
    IdempotencyKey key = idempotency.of(principal.actor(), body.fingerprint("key"));
    return key == null
        ? Map.of()
        : Map.of("scope", key.scope(), "key", key.key(), "fingerprint", key.fingerprint());
  }

  @Allow(Role.ADMIN)
  @PostMapping("/admins")
  String admins() {
    return "done";
  }

  @Allow(anyone = true)
  @GetMapping("/numbers")
  ResponseEntity<List<Integer>> numbers(
      Paging paging, @RequestParam(required = false) @Nullable String q) {
    int first = paging.after(text -> Optional.of(Integer.parseInt(text) + 1)).orElse(0);
    return paging.page(
        IntStream.range(first, Math.min(first + paging.fetchSize(), 7)).boxed().toList(),
        number -> Integer.toString(number));
  }

  @Allow(anyone = true)
  @GetMapping("/position")
  long position(MinPosition minimum) {
    return minimum.position().orElse(-1);
  }

  record Amounts(BigDecimal francs, BigDecimal birr, BigDecimal firstTime) {}

  @Allow(anyone = true)
  @GetMapping("/amounts")
  Amounts amounts() {
    return new Amounts(
        new Money(10, Currency.getInstance("XOF")).majorUnits(),
        new Money(1050, Currency.getInstance("ETB")).majorUnits(),
        new Money(0, Currency.getInstance("ETB")).majorUnits());
  }

  @Allow(anyone = true)
  @GetMapping("/things/{id}")
  UUID thing(@PathVariable UUID id) {
    return id;
  }

  @Allow(anyone = true)
  @GetMapping("/accepted")
  ResponseEntity<String> accepted() {
    Answer.Accepted accepted = new Answer.Accepted(new Receipt() {}, 42, true);
    return ResponseEntity.ok().headers(LedgerAnswers.headers(accepted)).body("ok");
  }

  @Allow(anyone = true)
  @GetMapping("/refused")
  String refused(@RequestParam RejectionCode code) {
    LedgerAnswers.accepted(
        new Answer.Refused(new Rejection(code, "from", "It is so."), 7, true),
        Map.of("from", "from_wallet"));
    return "unreachable";
  }

  @Allow(anyone = true)
  @GetMapping("/locked")
  String locked() {
    throw new TooManyAttempts(Duration.ofMillis(1500));
  }

  @Allow(anyone = true)
  @GetMapping("/unavailable")
  String unavailable() {
    throw new LedgerUnavailable("busy", new IllegalStateException("secret"));
  }

  @Allow(anyone = true)
  @GetMapping("/no-connection")
  String noConnection() {
    throw new DataAccessResourceFailureException("secret");
  }

  @Allow(anyone = true)
  @GetMapping("/no-transaction")
  String noTransaction() {
    throw new CannotCreateTransactionException("secret");
  }

  @Allow(anyone = true)
  @GetMapping("/broken")
  String broken() {
    throw new IllegalStateException("secret");
  }

  @Allow(anyone = true)
  @GetMapping("/disk-full")
  String diskFull() throws IOException {
    throw new IOException("secret");
  }
}
