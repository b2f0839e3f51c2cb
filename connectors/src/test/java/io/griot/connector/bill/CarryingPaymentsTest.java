package io.griot.connector.bill;

import static io.griot.connector.bill.SagaOnPostgres.available;
import static io.griot.connector.bill.SagaOnPostgres.balance;
import static io.griot.core.Sample.etb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.griot.connector.Finding;
import io.griot.connector.Outcome;
import io.griot.connector.bill.SagaWatch.Boundary;
import io.griot.core.LedgerUnavailable;
import io.griot.core.bill.BillPayment;
import io.griot.core.bill.BillPayment.Unknown;
import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.bill.Confirmation;
import io.griot.core.engine.LedgerOnPostgres;
import io.griot.core.engine.LoggedPayments;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.money.Money;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the log to the provider and back, whatever it answers. */
class CarryingPaymentsTest {

  private static final String CLEARING = "clearing:wizall:ETB";
  private static final String PAYABLE = "payable:wizall:ETB";
  private static final UnknownOutcomes LONG =
      new UnknownOutcomes(Duration.ofMillis(200), Duration.ofHours(1), false);
  private static final UnknownOutcomes SHORT =
      new UnknownOutcomes(Duration.ofMillis(200), Duration.ofSeconds(1), false);

  private final SagaOnPostgres sagas = new SagaOnPostgres();
  private final ScriptedConnector provider = new ScriptedConnector();
  private final AtomicLong nanos = new AtomicLong();

  @AfterEach
  void close() {
    sagas.close();
  }

  private LedgerOnPostgres start(UnknownOutcomes unknown) {
    LedgerOnPostgres node = sagas.start(provider, unknown);
    sagas.openWallet(node);
    return node;
  }

  private static void assertMoney(
      LedgerOnPostgres node, Money available, Money clearing, Money payable) {
    assertThat(List.of(available(node), balance(node, CLEARING), balance(node, PAYABLE)))
        .containsExactly(available, clearing, payable);
  }

  @Test
  void what_the_provider_confirms_is_owed_to_it() throws Exception {
    LedgerOnPostgres node = start(LONG);
    BillPaymentId paymentId = sagas.pay(node);

    BillPayment.Made ended = sagas.await(node, paymentId, BillPaymentStatus.CONFIRMED);

    assertThat(ended)
        .isInstanceOfSatisfying(
            BillPayment.Settled.class,
            settled ->
                assertThat(settled.confirmation().providerReference())
                    .isEqualTo("ref-WOYOFAL/58469823"));
    assertThat(provider.callsFor(paymentId)).isEqualTo(1);
    assertMoney(node, etb(98_00), etb(0), etb(2_00));
  }

  @Test
  void what_it_refuses_or_never_got_goes_back_to_the_payer() throws Exception {
    LedgerOnPostgres node = start(LONG);
    provider.paying = _ -> new Outcome.Rejected("BILL_ALREADY_PAID");
    sagas.await(node, sagas.pay(node), BillPaymentStatus.REFUNDED);
    provider.paying = _ -> new Outcome.NotSent("The connection was refused.");
    sagas.await(node, sagas.pay(node), BillPaymentStatus.REFUNDED);

    assertMoney(node, etb(100_00), etb(0), etb(0));
  }

  @Test
  void a_provider_that_cannot_even_be_asked_before_is_not_called_and_waited_for_a_while() {
    try (LedgerOnPostgres node = withoutSaga()) {
      provider.noted =
          _ -> {
            throw new ProviderUnavailable(Utility.WOYOFAL, "It does not answer.");
          };
      BillPaymentId paymentId = sagas.pay(node);

      assertThat(paying(node, Duration.ZERO, SagaWatch.NONE).run(paymentId, null))
          .isInstanceOf(Next.Again.class);
      assertMoney(node, etb(98_00), etb(2_00), etb(0));
      assertThat(paying(node, Duration.ofMinutes(2), SagaWatch.NONE).run(paymentId, null))
          .isInstanceOf(Next.Done.class);
      assertMoney(node, etb(100_00), etb(0), etb(0));
      assertThat(provider.callsFor(paymentId)).isZero();
    }
  }

  @Test
  void whoever_is_held_up_between_saying_that_it_calls_and_calling_does_not_call() {
    try (LedgerOnPostgres node = withoutSaga()) {
      BillPaymentId paymentId = sagas.pay(node);

      Next next = paying(node, Duration.ZERO, this::holdUp).run(paymentId, null);

      assertThat(next).isInstanceOf(Next.Done.class);
      assertThat(provider.callsFor(paymentId)).isZero();
      assertMoney(node, etb(100_00), etb(0), etb(0));
    }
  }

  @Test
  void a_call_that_the_ledger_was_not_told_of_is_not_made() {
    try (LedgerOnPostgres node = withoutSaga()) {
      BillPaymentId paymentId = sagas.pay(node);
      Insistence deaf =
          new Insistence(
              command -> {
                throw new LedgerUnavailable("Away");
              },
              Duration.ZERO);

      Next next = paying(node, deaf, Duration.ZERO, SagaWatch.NONE).run(paymentId, null);

      assertThat(provider.callsFor(paymentId)).isZero();
      assertThat(next).isInstanceOf(Next.TellLater.class);
      String learned = ((Next.TellLater) next).learned();
      // What was not taken in is begun anew; what was, is refunded.
      assertThat(paying(node, Duration.ZERO, SagaWatch.NONE).run(paymentId, learned))
          .isInstanceOf(Next.Again.class);
      AttemptId attempt = Learned.read(learned).attemptId();
      SagaOnPostgres.told(
          node.ledger(), new SubmitBillPayment(paymentId, Objects.requireNonNull(attempt), null));
      assertThat(paying(node, Duration.ZERO, SagaWatch.NONE).run(paymentId, learned))
          .isInstanceOf(Next.Done.class);
      assertMoney(node, etb(100_00), etb(0), etb(0));
    }
  }

  @Test
  void an_answer_that_the_ledger_refuses_is_kept_whatever_else_goes_wrong() {
    try (LedgerOnPostgres node = withoutSaga()) {
      BillPaymentId paymentId = sagas.pay(node);
      Insistence failing =
          new Insistence(
              command ->
                  switch (command) {
                    case ConfirmBillPayment _ -> throw new IllegalStateException("Refused");
                    case ReportUnknownOutcome _ -> throw new LedgerUnavailable("Away");
                    default -> SagaOnPostgres.told(node.ledger(), command);
                  },
              Duration.ZERO);

      Next next = paying(node, failing, Duration.ZERO, SagaWatch.NONE).run(paymentId, null);

      assertThat(next).isInstanceOf(Next.TellLater.class);
      assertThat(
              paying(node, Duration.ZERO, SagaWatch.NONE)
                  .run(paymentId, ((Next.TellLater) next).learned()))
          .isInstanceOf(Next.Done.class);
      assertThat(provider.callsFor(paymentId)).isEqualTo(1);
      assertMoney(node, etb(98_00), etb(0), etb(2_00));
    }
  }

  /** A node whose payments nobody carries but the test. */
  private LedgerOnPostgres withoutSaga() {
    LedgerOnPostgres node =
        LedgerOnPostgres.on(sagas.database, Clock.systemUTC(), configurer -> configurer);
    sagas.openWallet(node);
    return node;
  }

  /** Longer than anybody may hesitate, without waiting for it. */
  private void holdUp(Boundary boundary, BillPaymentId paymentId) {
    if (boundary == Boundary.BEFORE_CALL) {
      nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    }
  }

  private PayingBill paying(LedgerOnPostgres node, Duration later, SagaWatch watch) {
    Insistence telling =
        new Insistence(command -> SagaOnPostgres.told(node.ledger(), command), Duration.ZERO);
    return paying(node, telling, later, watch);
  }

  private PayingBill paying(
      LedgerOnPostgres node, Insistence telling, Duration later, SagaWatch watch) {
    return new PayingBill(
        LoggedPayments.of(node.configuration()),
        new Connectors(List.of(new ConnectedProvider(provider, 1, LONG))),
        telling,
        telling,
        UUID::randomUUID,
        Clock.offset(Clock.systemUTC(), later),
        nanos::get,
        watch);
  }

  @Test
  void an_unknown_outcome_is_sought_and_never_tried_again() throws Exception {
    LedgerOnPostgres node = start(LONG);
    provider.paying = _ -> new Outcome.Unknown("No answer within 10 s.");
    AtomicInteger asked = new AtomicInteger();
    provider.finding =
        _ ->
            asked.incrementAndGet() < 3
                ? new Finding.Unpaid("It is unpaid.")
                : new Finding.Paid(new Confirmation("late", Map.of()));
    BillPaymentId paymentId = sagas.pay(node);

    sagas.await(node, paymentId, BillPaymentStatus.UNKNOWN);
    sagas.await(node, paymentId, BillPaymentStatus.CONFIRMED);

    assertThat(provider.callsFor(paymentId)).isEqualTo(1);
    assertThat(asked).hasValue(3);
    assertMoney(node, etb(98_00), etb(0), etb(2_00));
  }

  @Test
  void what_stays_unpaid_to_the_windows_end_waits_for_a_person_with_its_money() throws Exception {
    LedgerOnPostgres node = start(SHORT);
    provider.paying = _ -> new Outcome.Unknown("A broken answer.");
    BillPaymentId paymentId = sagas.pay(node);

    awaitReferred(node, paymentId);

    assertMoney(node, etb(98_00), etb(2_00), etb(0));
    assertThat(waitingTasks(node)).isZero();
  }

  @Test
  void it_goes_back_to_the_payer_if_the_house_decided_so() throws Exception {
    LedgerOnPostgres node =
        start(new UnknownOutcomes(Duration.ofMillis(200), Duration.ofSeconds(1), true));
    provider.paying = _ -> new Outcome.Unknown("A broken answer.");

    sagas.await(node, sagas.pay(node), BillPaymentStatus.REFUNDED);

    assertMoney(node, etb(100_00), etb(0), etb(0));
  }

  @Test
  void a_provider_that_says_nothing_clear_at_the_windows_end_is_not_taken_at_its_word()
      throws Exception {
    LedgerOnPostgres node =
        start(new UnknownOutcomes(Duration.ofMillis(200), Duration.ofSeconds(1), true));
    provider.paying = _ -> new Outcome.Unknown("A broken answer.");
    provider.finding = _ -> new Finding.NoAnswer("It does not answer.");

    awaitReferred(node, sagas.pay(node));

    assertMoney(node, etb(98_00), etb(2_00), etb(0));
  }

  @Test
  void where_nobody_can_be_asked_a_person_decides_at_once() throws Exception {
    LedgerOnPostgres node = start(LONG);
    provider.paying = _ -> new Outcome.Unknown("A blank answer.");
    provider.finding = _ -> new Finding.CannotBeAsked("Top-ups cannot be asked for.");

    awaitReferred(node, sagas.pay(node));

    assertMoney(node, etb(98_00), etb(2_00), etb(0));
  }

  @Test
  void whoever_died_after_the_log_said_it_was_calling_leaves_an_unknown_outcome() throws Exception {
    for (Boundary boundary : List.of(Boundary.BEFORE_CALL, Boundary.AFTER_CALL)) {
      ScriptedConnector dying = new ScriptedConnector();
      AtomicInteger runs = new AtomicInteger();
      // A run that ends by a fault leaves what a run leaves whose process dies.
      try (SagaOnPostgres broken = new SagaOnPostgres()) {
        LedgerOnPostgres node =
            broken.start(
                dying,
                LONG,
                (at, _) -> {
                  if (at == boundary && runs.getAndIncrement() == 0) {
                    throw new IllegalStateException("Dies at " + at);
                  }
                });
        broken.openWallet(node);
        BillPaymentId paymentId = broken.pay(node);

        assertThat(broken.await(node, paymentId, BillPaymentStatus.UNKNOWN))
            .isInstanceOf(Unknown.class);
        assertThat(dying.callsFor(paymentId)).isEqualTo(boundary == Boundary.AFTER_CALL ? 1 : 0);
        assertMoney(node, etb(98_00), etb(2_00), etb(0));
      }
    }
  }

  @Test
  void whoever_died_before_the_log_said_it_was_calling_is_gone_on_for() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    LedgerOnPostgres node =
        sagas.start(
            provider,
            LONG,
            (at, _) -> {
              if (at == Boundary.BEFORE_SUBMISSION && runs.getAndIncrement() == 0) {
                throw new IllegalStateException("Dies");
              }
            });
    sagas.openWallet(node);
    BillPaymentId paymentId = sagas.pay(node);

    sagas.await(node, paymentId, BillPaymentStatus.CONFIRMED);

    assertThat(provider.callsFor(paymentId)).isEqualTo(1);
    assertThat(runs.get()).isGreaterThan(1);
  }

  @Test
  void an_answer_that_the_ledger_could_not_be_told_is_told_later() {
    List<String> told = new ArrayList<>();
    AtomicInteger refusals = new AtomicInteger(1);
    Insistence insistence =
        new Insistence(
            command -> {
              if (refusals.getAndDecrement() > 0) {
                throw new LedgerUnavailable("Away");
              }
              told.add(command.getClass().getSimpleName());
              throw new LedgerUnavailable("Enough for this test");
            },
            Duration.ofMillis(600));

    assertThat(
            catchThrowable(
                () ->
                    insistence.tell(
                        new ReportUnknownOutcome(new BillPaymentId(UUID.randomUUID()), "?"))))
        .isInstanceOf(LedgerUnavailable.class);
    assertThat(told).isNotEmpty();

    Outcome answered = ScriptedConnector.confirmed("kept");
    AttemptId attempt = new AttemptId(UUID.randomUUID());
    assertThat(Learned.read(Learned.text(attempt, answered)).toOutcome()).isEqualTo(answered);
    assertThat(Learned.read(Learned.text(attempt, answered)).attemptId()).isEqualTo(attempt);
    Outcome unknown = new Outcome.Unknown("why");
    assertThat(Learned.read(Learned.text(null, unknown)).toOutcome()).isEqualTo(unknown);
  }

  @Test
  void two_nodes_share_the_work_and_nothing_is_done_twice() throws Exception {
    ScriptedConnector second = new ScriptedConnector();
    CountDownLatch both = new CountDownLatch(2);
    provider.paying = order -> slow(order.payee().toString(), both);
    second.paying = provider.paying;
    LedgerOnPostgres node = start(LONG);
    // Whoever does not write tells the one that does.
    try (SagaOnlyNode other = new SagaOnlyNode(sagas, second, LONG, node)) {
      ConcurrentLinkedQueue<BillPaymentId> payments = new ConcurrentLinkedQueue<>();
      for (int number = 0; number < 40; number++) {
        payments.add(sagas.pay(node));
      }
      for (BillPaymentId paymentId : payments) {
        sagas.await(node, paymentId, BillPaymentStatus.CONFIRMED);
        assertThat(provider.callsFor(paymentId) + second.callsFor(paymentId)).isEqualTo(1);
      }
      assertMoney(node, etb(20_00), etb(0), etb(80_00));
      assertThat(other.relayed()).isZero();
    }
  }

  @Test
  void a_node_that_freezes_while_it_schedules_payments_keeps_no_other_from_it() throws Exception {
    ScriptedConnector second = new ScriptedConnector();
    CountDownLatch scheduled = new CountDownLatch(1);
    CountDownLatch thawed = new CountDownLatch(1);
    LedgerOnPostgres node =
        sagas.start(
            provider,
            LONG,
            (at, paymentId) -> {
              if (at == Boundary.SCHEDULED) {
                scheduled.countDown();
                await(thawed);
              }
            });
    sagas.openWallet(node);
    BillPaymentId paymentId = sagas.pay(node);

    try {
      assertThat(scheduled.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(waitingTasks(node)).as("not committed").isZero();
      try (SagaOnlyNode other = new SagaOnlyNode(sagas, second, LONG, node)) {
        sagas.await(node, paymentId, BillPaymentStatus.CONFIRMED);
        assertThat(other.relayed()).isZero();
      }
    } finally {
      thawed.countDown();
    }

    assertThat(provider.callsFor(paymentId) + second.callsFor(paymentId)).isEqualTo(1);
  }

  @Test
  void the_log_has_an_index_of_just_what_the_reactor_follows() {
    String predicate =
        JdbcClient.create(sagas.database.dataSource())
            .sql(
                """
                SELECT pg_get_expr(indpred, indrelid) FROM pg_index
                 WHERE indexrelid = 'ledger.followed_payments'::regclass\
                """)
            .query(String.class)
            .single();

    assertThat(Pattern.compile("'(\\w+)'").matcher(predicate).results().map(each -> each.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            BillPaymentReactor.FOLLOWED.stream().map(Class::getSimpleName).toList());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Outcome slow(String reference, CountDownLatch both) {
    both.countDown();
    try {
      Thread.sleep(50);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.Unknown("Interrupted");
    }
    return ScriptedConnector.confirmed(reference);
  }

  private void awaitReferred(LedgerOnPostgres node, BillPaymentId paymentId)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!(sagas.payment(node, paymentId) instanceof Unknown unknown && unknown.referred())
        || waitingTasks(node) > 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private static long waitingTasks(LedgerOnPostgres node) {
    return node.jdbc().sql("SELECT count(*) FROM tasks.provider_task").query(Long.class).single();
  }
}
