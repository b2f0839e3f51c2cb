package io.griot.core.bill;

import static io.griot.core.LedgerFixture.ledger;
import static io.griot.core.RejectionCode.BILL_PAYMENT_NOT_FOUND;
import static io.griot.core.RejectionCode.OUTCOME_NOT_UNKNOWN;
import static io.griot.core.Sample.CDF;
import static io.griot.core.Sample.XOF;
import static io.griot.core.Sample.attempt;
import static io.griot.core.Sample.cdf;
import static io.griot.core.Sample.clearing;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.owner;
import static io.griot.core.Sample.payable;
import static io.griot.core.Sample.payment;
import static io.griot.core.Sample.restricted;
import static io.griot.core.Sample.wallet;
import static io.griot.core.Sample.xof;
import static io.griot.core.bill.Paying.CONFIRMATION;
import static io.griot.core.bill.Paying.REGIDESO;
import static io.griot.core.bill.Paying.SENELEC;
import static io.griot.core.bill.Paying.WOYOFAL;
import static io.griot.core.bill.Paying.confirm;
import static io.griot.core.bill.Paying.due;
import static io.griot.core.bill.Paying.open;
import static io.griot.core.bill.Paying.pay;
import static io.griot.core.bill.Paying.refer;
import static io.griot.core.bill.Paying.reject;
import static io.griot.core.bill.Paying.resolve;
import static io.griot.core.bill.Paying.sought;
import static io.griot.core.bill.Paying.submit;
import static io.griot.core.bill.Paying.unbegun;
import static io.griot.core.bill.Paying.unknown;
import static io.griot.core.bill.Paying.unsent;
import static io.griot.core.bill.Resolution.CONFIRMED;
import static io.griot.core.bill.Resolution.REFUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.Answer;
import io.griot.core.LedgerCommand;
import io.griot.core.LedgerEvent;
import io.griot.core.LedgerFixture;
import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.SystemAccountDebited;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.Wallet;
import io.griot.core.bill.BillEvent.BillPaid;
import io.griot.core.bill.BillEvent.BillReleased;
import io.griot.core.bill.BillPaymentCommand.ResolveBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReturnUnsentBillPayment;
import io.griot.core.bill.BillPaymentEvent.BillPaymentConfirmed;
import io.griot.core.bill.BillPaymentEvent.BillPaymentContradicted;
import io.griot.core.bill.BillPaymentEvent.BillPaymentNotSent;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeSought;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeUnknown;
import io.griot.core.bill.BillPaymentEvent.BillPaymentReferred;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRefunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRejected;
import io.griot.core.bill.BillPaymentEvent.BillPaymentResolved;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSettled;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSubmitted;
import io.griot.core.id.BillId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.Posting;
import io.griot.core.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payment 1 pays a bill of 18,590 francs; what was learned of its provider, and what follows. */
class LearningOutcomesTest {

  private static final SystemAccountId CLEARING = clearing("wizall", XOF);
  private static final SystemAccountId PAYABLE = payable("wizall", XOF);
  private static final BillId BILL = new BillId("SENELEC/1061103482/5589110");
  private static final Money BILLED = xof(18_590);
  private static final BillPayment.Terms TERMS =
      new BillPayment.Terms(payment(1), wallet(1), SENELEC, BILLED);
  private static final Map<String, String> REFERENCES =
      Map.of("bill_payment", payment(1).uuid().toString(), "bill", SENELEC.toString());

  /** How a payment may stand between two commands. */
  enum Standing {
    FUNDED,
    SUBMITTED,
    UNKNOWN,
    REFERRED,
    SETTLED,
    REFUNDED;

    LedgerFixture ledger() {
      return switch (this) {
        case FUNDED -> funded();
        case SUBMITTED -> funded().given(submit(1));
        case UNKNOWN -> funded().given(submit(1), unknown(1));
        case REFERRED -> funded().given(submit(1), unknown(1), refer(1));
        case SETTLED -> funded().given(submit(1), confirm(1));
        case REFUNDED -> funded().given(submit(1), reject(1));
      };
    }
  }

  private static LedgerFixture funded() {
    return ledger()
        .given(opened(1, XOF), credited(1, xof(50_000)))
        .given(pay(1, SENELEC, due(SENELEC, BILLED), "18590"));
  }

  private static BillPaymentContradicted contradicted(String claim) {
    return new BillPaymentContradicted(payment(1), claim);
  }

  /** Each command at each standing: what of the payment's own events follows. */
  static Stream<Arguments> table() {
    List<LedgerEvent> nothing = List.of();
    List<LedgerEvent> submitted = List.of(new BillPaymentSubmitted(payment(1), attempt(1), null));
    List<LedgerEvent> settled =
        List.of(
            new BillPaymentConfirmed(payment(1), CONFIRMATION),
            new BillPaymentSettled(payment(1), entry(201)));
    List<LedgerEvent> rejected =
        List.of(
            new BillPaymentRejected(payment(1), "BILL_ALREADY_PAID"),
            new BillPaymentRefunded(payment(1), entry(201)));
    List<LedgerEvent> unsent =
        List.of(
            new BillPaymentNotSent(payment(1), "connection refused"),
            new BillPaymentRefunded(payment(1), entry(201)));
    List<LedgerEvent> unbegun =
        List.of(
            new BillPaymentNotSent(payment(1), "the breaker is open"),
            new BillPaymentRefunded(payment(1), entry(201)));
    List<LedgerEvent> unknown = List.of(new BillPaymentOutcomeUnknown(payment(1), "timed out"));
    List<LedgerEvent> sought =
        List.of(new BillPaymentOutcomeSought(payment(1), Sought.UNPAID, "false still"));
    List<LedgerEvent> referred = List.of(new BillPaymentReferred(payment(1), "the window is over"));
    List<LedgerEvent> resolvedConfirmed =
        List.of(
            new BillPaymentResolved(payment(1), CONFIRMED, "receipt 17, by phone"),
            new BillPaymentConfirmed(payment(1), new Confirmation(null, Map.of())),
            new BillPaymentSettled(payment(1), entry(201)));
    List<LedgerEvent> resolvedRefunded =
        List.of(
            new BillPaymentResolved(payment(1), REFUNDED, "receipt 17, by phone"),
            new BillPaymentRefunded(payment(1), entry(201)));
    List<LedgerEvent> confirmedAgainst =
        List.of(contradicted("The provider confirmed it as 55354a218."));
    List<LedgerEvent> rejectedAgainst =
        List.of(contradicted("The provider refused it: BILL_ALREADY_PAID"));
    List<LedgerEvent> unsentAgainst =
        List.of(contradicted("The provider was not reached: connection refused"));
    return Stream.of(
            // What is told, and what follows at: funded, submitted, unknown, referred, settled,
            // refunded.
            row(submit(1), submitted, nothing, nothing, nothing, nothing, nothing),
            row(confirm(1), confirmedAgainst, settled, settled, settled, nothing, confirmedAgainst),
            row(reject(1), nothing, rejected, rejected, rejected, rejectedAgainst, nothing),
            row(unsent(1), nothing, unsent, unsent, unsent, unsentAgainst, nothing),
            row(unbegun(1), unbegun, nothing, nothing, nothing, nothing, nothing),
            row(unknown(1), nothing, unknown, nothing, nothing, nothing, nothing),
            row(sought(1), nothing, nothing, sought, sought, nothing, nothing),
            row(refer(1), nothing, nothing, referred, nothing, nothing, nothing),
            row(
                resolve(1, CONFIRMED),
                null,
                null,
                resolvedConfirmed,
                resolvedConfirmed,
                null,
                null),
            row(resolve(1, REFUNDED), null, null, resolvedRefunded, resolvedRefunded, null, null))
        .flatMap(List::stream);
  }

  /** Null where it is refused. */
  @SafeVarargs
  private static List<Arguments> row(
      BillPaymentCommand command, @Nullable List<LedgerEvent>... expected) {
    List<Arguments> row = new ArrayList<>();
    for (Standing standing : Standing.values()) {
      row.add(Arguments.of(standing, command, expected[row.size()]));
    }
    return row;
  }

  @ParameterizedTest
  @MethodSource
  void table(Standing standing, BillPaymentCommand command, @Nullable List<LedgerEvent> expected) {
    LedgerFixture ledger = standing.ledger();

    LedgerFixture.Outcome outcome = ledger.when(command);

    if (expected == null) {
      outcome.expectRejection(OUTCOME_NOT_UNKNOWN, "payment");
    } else {
      assertThat(outcome.events().stream().filter(BillPaymentEvent.class::isInstance))
          .isEqualTo(expected);
      assertThat(outcome.answer()).isInstanceOf(Answer.Accepted.class);
    }
    assertMoneyIsInOnePlace(ledger);
  }

  /**
   * Whatever was told, telling it again changes nothing. But each time that the provider was asked
   * is noted, and each time that it is said to have done what it was never asked for.
   */
  @ParameterizedTest
  @MethodSource("table")
  void what_is_told_again_changes_nothing(
      Standing standing, BillPaymentCommand command, @Nullable List<LedgerEvent> expected) {
    LedgerFixture ledger = standing.ledger();
    Answer first = ledger.when(command).answer();

    LedgerFixture.Outcome again = ledger.when(command);

    boolean noted =
        command.equals(sought(1)) || (standing == Standing.FUNDED && command.equals(confirm(1)));
    if (noted && !Objects.requireNonNull(expected).isEmpty()) {
      again.expectEvents(expected.toArray(LedgerEvent[]::new));
    } else {
      again.expectNoEvents();
    }
    if (!(command instanceof ResolveBillPayment)) {
      again.expectReceipt(((Answer.Accepted) first).receipt());
    }
  }

  /** In the wallet, in clearing or owed: the whole of it, and nothing twice. */
  private static void assertMoneyIsInOnePlace(LedgerFixture ledger) {
    BillPayment.Made made = BillPayment.requireMade(ledger.accounts().payment(payment(1)));
    long taken = 18_590;
    assertThat(List.of(inWallet(ledger), at(ledger, CLEARING), at(ledger, PAYABLE)))
        .isEqualTo(
            switch (BillPayment.status(made)) {
              case FUNDED, SUBMITTED, UNKNOWN -> List.of(50_000 - taken, taken, 0L);
              case CONFIRMED -> List.of(50_000 - taken, 0L, taken);
              case REFUNDED -> List.of(50_000L, 0L, 0L);
            });
    assertThat(ledger.accounts().bill(BILL))
        .isEqualTo(
            switch (BillPayment.status(made)) {
              case FUNDED, SUBMITTED, UNKNOWN -> new Bill.Taken(payment(1));
              case CONFIRMED -> new Bill.Paid(payment(1));
              case REFUNDED -> new Bill.Free();
            });
  }

  @Test
  void a_confirmed_payment_is_owed_to_the_provider_in_the_same_commit() {
    Standing.SUBMITTED
        .ledger()
        .when(confirm(1))
        .expectEvents(
            new BillPaymentConfirmed(payment(1), CONFIRMATION),
            new BillPaymentSettled(payment(1), entry(201)),
            new BillPaid(BILL, payment(1)),
            new EntryPosted(
                entry(201),
                EntryKind.BILL_SETTLEMENT,
                List.of(Posting.debit(CLEARING, BILLED), Posting.credit(PAYABLE, BILLED)),
                Map.of(CLEARING, xof(0), PAYABLE, BILLED),
                "Paid to SENELEC/1061103482/5589110",
                with("provider_reference", "55354a218"),
                null),
            new SystemAccountDebited(CLEARING, entry(201), BILLED),
            new SystemAccountCredited(PAYABLE, entry(201), BILLED))
        .expectReceipt(
            new BillPaymentReceipt(
                BillPaymentStatus.CONFIRMED, TERMS, null, null, false, CONFIRMATION, null));
  }

  @Test
  void a_rejected_payment_gives_the_money_back_in_the_same_commit_and_says_for_what() {
    Standing.SUBMITTED
        .ledger()
        .when(reject(1))
        .expectEvents(
            new BillPaymentRejected(payment(1), "BILL_ALREADY_PAID"),
            new BillPaymentRefunded(payment(1), entry(201)),
            new EntryRefunded(entry(101), entry(201), BILLED),
            new BillReleased(BILL, payment(1)),
            new EntryPosted(
                entry(201),
                EntryKind.REFUND,
                List.of(Posting.debit(CLEARING, BILLED), Posting.credit(wallet(1), BILLED)),
                Map.of(CLEARING, xof(0), wallet(1), xof(50_000)),
                "Not paid to SENELEC/1061103482/5589110",
                with("refund_of", entry(101).uuid().toString()),
                null),
            new SystemAccountDebited(CLEARING, entry(201), BILLED),
            new WalletCredited(wallet(1), entry(201), BILLED))
        .expectReceipt(
            new BillPaymentReceipt(
                BillPaymentStatus.REFUNDED, TERMS, null, null, false, null, "BILL_ALREADY_PAID"));
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> references = new HashMap<>(REFERENCES);
    references.put(key, value);
    return references;
  }

  @Test
  void whoever_submits_second_is_answered_the_attempt_of_the_first() {
    funded()
        .given(submit(1, 1, xof(7)))
        .when(submit(1, 2, xof(8)))
        .expectNoEvents()
        .expectReceipt(
            new BillPaymentReceipt(
                BillPaymentStatus.SUBMITTED, TERMS, attempt(1), xof(7), false, null, null));
    Standing.UNKNOWN
        .ledger()
        .when(submit(1, 2, null))
        .expectNoEvents()
        .expectReceipt(
            new BillPaymentReceipt(
                BillPaymentStatus.UNKNOWN, TERMS, attempt(1), null, false, null, "timed out"));
    Standing.SETTLED
        .ledger()
        .when(submit(1, 2, null))
        .expectNoEvents()
        .expectReceipt(
            new BillPaymentReceipt(
                BillPaymentStatus.CONFIRMED, TERMS, null, null, false, CONFIRMATION, null));
  }

  @Test
  void what_waits_for_a_person_says_so() {
    Standing.UNKNOWN
        .ledger()
        .when(refer(1))
        .expectReceipt(
            new BillPaymentReceipt(
                BillPaymentStatus.UNKNOWN, TERMS, attempt(1), null, true, null, "timed out"));
  }

  @Test
  void a_person_may_name_the_providers_number() {
    Standing.REFERRED
        .ledger()
        .when(
            new ResolveBillPayment(
                payment(1), entry(201), CONFIRMED, "55354a218", "receipt 17", Paying.STAFF))
        .expectReceipt(
            new BillPaymentReceipt(
                BillPaymentStatus.CONFIRMED, TERMS, null, null, false, CONFIRMATION, null));
  }

  @Test
  void the_staff_alone_decides_on_what_is_unknown() {
    Standing.REFERRED
        .ledger()
        .when(new ResolveBillPayment(payment(1), entry(201), REFUNDED, null, "please", owner(1)))
        .expectRejection(BILL_PAYMENT_NOT_FOUND, "payment");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void nothing_is_learned_of_a_payment_that_nobody_asked_for(BillPaymentCommand command) {
    ledger().when(command).expectRejection(BILL_PAYMENT_NOT_FOUND, "payment");
  }

  static Stream<BillPaymentCommand> commands() {
    return Stream.of(
        submit(1),
        confirm(1),
        reject(1),
        unsent(1),
        unbegun(1),
        unknown(1),
        sought(1),
        refer(1),
        resolve(1, CONFIRMED),
        resolve(1, REFUNDED));
  }

  /** A node found the breaker open, and took so long to say it that another began to call. */
  @Test
  void nobody_says_for_the_attempt_of_another_that_it_did_not_reach_the_provider() {
    for (LedgerCommand late :
        List.of(
            unbegun(1),
            new ReturnUnsentBillPayment(payment(1), attempt(2), entry(301), "refused"))) {
      LedgerFixture ledger = Standing.SUBMITTED.ledger();
      ledger.when(late).expectNoEvents();
      ledger.given(unknown(1)).when(late).expectNoEvents();
      assertThat(at(ledger.given(confirm(1)), PAYABLE)).isEqualTo(18_590);
    }
  }

  @Test
  void an_attempt_that_nobody_began_proves_nothing() {
    LedgerFixture ledger = funded();
    ledger.when(unsent(1)).expectNoEvents();
    assertThat(at(ledger, CLEARING)).isEqualTo(18_590);
  }

  @Test
  void a_late_confirmation_of_a_refunded_payment_moves_nothing_and_is_noted_for_a_person() {
    LedgerFixture ledger = Standing.UNKNOWN.ledger().given(resolve(1, REFUNDED));
    ledger.when(confirm(1)).expectEvents(contradicted("The provider confirmed it as 55354a218."));
    ledger.when(confirm(1)).expectNoEvents();
    ledger
        .when(confirm(1, new Confirmation("other", Map.of())))
        .expectEvents(contradicted("The provider confirmed it as other."));
    ledger
        .when(confirm(1, new Confirmation(null, Map.of())))
        .expectEvents(contradicted("The provider confirmed it."));
    assertMoneyIsInOnePlace(ledger);
  }

  /** Two numbers at the provider are two payments there. */
  @Test
  void a_second_confirmation_under_another_number_is_noted_for_a_person() {
    LedgerFixture ledger = Standing.SETTLED.ledger();
    ledger
        .when(confirm(1, new Confirmation("99999", Map.of())))
        .expectEvents(contradicted("The provider confirmed it as 99999."));
    ledger.when(confirm(1, new Confirmation("99999", Map.of()))).expectNoEvents();
    assertMoneyIsInOnePlace(ledger);
  }

  @Test
  void a_second_confirmation_without_a_number_or_after_one_without_says_nothing_new() {
    Standing.SETTLED.ledger().when(confirm(1, new Confirmation(null, Map.of()))).expectNoEvents();
    Standing.UNKNOWN.ledger().given(resolve(1, CONFIRMED)).when(confirm(1)).expectNoEvents();
  }

  @Test
  void a_contradiction_before_the_call_does_not_keep_the_payment_from_its_end() {
    LedgerFixture ledger = funded().given(confirm(1), submit(1), confirm(1));
    assertThat(at(ledger, PAYABLE)).isEqualTo(18_590);
    assertMoneyIsInOnePlace(ledger);
  }

  @Test
  void what_the_customer_gets_beside_it_is_kept() {
    Confirmation token = new Confirmation("w-1", Map.of("token", "1234-5678-9012", "kwh", "12.5"));
    ledger()
        .given(opened(1, XOF), credited(1, xof(50_000)))
        .given(pay(1, WOYOFAL, open(WOYOFAL), "1000"), submit(1))
        .when(confirm(1, token))
        .expectReceipt(
            new BillPaymentReceipt(
                BillPaymentStatus.CONFIRMED,
                new BillPayment.Terms(payment(1), wallet(1), WOYOFAL, xof(1_000)),
                null,
                null,
                false,
                token,
                null));
  }

  @Test
  void what_a_confirmation_leaves_out_is_left_out_of_the_settlement() {
    LedgerFixture ledger = Standing.UNKNOWN.ledger();
    assertThat(
            ledger.when(confirm(1, new Confirmation(null, Map.of()))).events().stream()
                .filter(EntryPosted.class::isInstance)
                .map(event -> ((EntryPosted) event).references()))
        .containsExactly(REFERENCES);
  }

  @Test
  void money_comes_back_to_a_wallet_that_was_restricted_in_between() {
    for (Standing standing : List.of(Standing.SUBMITTED, Standing.UNKNOWN)) {
      LedgerFixture ledger = standing.ledger().given(restricted(1)).given(reject(1));
      assertThat(inWallet(ledger)).isEqualTo(50_000);
      assertThat(((Wallet.Open) ledger.accounts().wallet(wallet(1))).restricted()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_part_of_a_bill_leaves_the_rest_to_be_paid_however_it_ended(boolean confirmed) {
    LedgerFixture ledger =
        ledger()
            .given(opened(1, CDF), credited(1, cdf(500_00)))
            .given(pay(1, REGIDESO, due(REGIDESO, cdf(178_65)), "178.65"), submit(1, 1, cdf(0)))
            .given(confirmed ? confirm(1) : reject(1));
    assertThat(ledger.accounts().bill(new BillId("REGIDESO/83262"))).isEqualTo(new Bill.Free());
  }

  private static long inWallet(LedgerFixture ledger) {
    return ((Wallet.Open) ledger.accounts().wallet(wallet(1))).posted().minorUnits();
  }

  private static long at(LedgerFixture ledger, SystemAccountId account) {
    return ledger.accounts().systemAccount(account).posted().minorUnits();
  }
}
