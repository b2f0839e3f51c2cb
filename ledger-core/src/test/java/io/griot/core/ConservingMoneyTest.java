package io.griot.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.account.InMemoryAccounts;
import io.griot.core.account.Wallet;
import io.griot.core.approval.ApprovalThreshold;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Properties of money over random sequences of commands, on the real rules in memory. */
class ConservingMoneyTest {

  private static final long BASE_SEED = 20_260_115;
  private static final int SEQUENCES = 2_000;
  private static final int COMMANDS = 120;

  /** So long that some holds end within a sequence, and some times are over. */
  private static final Duration BETWEEN_COMMANDS = Duration.ofHours(1);

  private final Set<RejectionCode> refusals = EnumSet.noneOf(RejectionCode.class);
  private final Set<Class<?>> events = new HashSet<>();
  private int accepted;
  private int hits;

  @Test
  void money_is_neither_made_nor_lost_by_any_sequence_of_commands() {
    for (int index = 0; index < SEQUENCES; index++) {
      long seed = BASE_SEED + index;
      try {
        run(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("The sequence of seed %d broke a rule".formatted(seed), e);
      }
    }
    assertSequencesAreWorthIt();
  }

  private void run(long seed) {
    AtomicLong elapsed = new AtomicLong();
    InMemoryLedger ledger =
        new InMemoryLedger(
            clock(() -> LedgerFixture.NOW.plus(BETWEEN_COMMANDS.multipliedBy(elapsed.get()))),
            new ApprovalThreshold(BigDecimal.valueOf(500)));
    RandomCommands commands = new RandomCommands(seed, LedgerFixture.NOW);
    Books books = new Books();
    for (int n = 0; n < COMMANDS; n++) {
      int before = ledger.accounts().log().size();
      Answer answer = ledger.send(commands.next());
      elapsed.incrementAndGet();
      List<LedgerEvent> log = ledger.accounts().log();
      List<LedgerEvent> written = log.subList(before, log.size());
      if (answer instanceof Answer.Refused || answer.hit()) {
        assertThat(written).isEmpty();
      }
      books.book(written);
      note(answer, written);
    }
    InMemoryAccounts replayed = InMemoryAccounts.replay(ledger.accounts().log());
    InMemoryAccounts.State live = ledger.accounts().state();
    assertThat(replayed.state()).isEqualTo(live);
    live.wallets()
        .forEach(
            (walletId, wallet) ->
                assertThat(BigInteger.valueOf(((Wallet.Open) wallet).posted().minorUnits()))
                    .isEqualTo(books.balances().getOrDefault(walletId, BigInteger.ZERO)));
    live.systemAccounts()
        .forEach(
            (accountId, account) ->
                assertThat(BigInteger.valueOf(account.posted().minorUnits()))
                    .isEqualTo(books.balances().getOrDefault(accountId, BigInteger.ZERO)));
  }

  private static Clock clock(InstantSource source) {
    return source.withZone(ZoneOffset.UTC);
  }

  private void note(Answer answer, List<LedgerEvent> written) {
    written.forEach(event -> events.add(event.getClass()));
    if (answer.hit()) {
      hits++;
    }
    switch (answer) {
      case Answer.Accepted _ -> accepted++;
      case Answer.Refused refused -> refusals.add(refused.rejection().code());
    }
  }

  /** Sequences that never break a rule or never move money would prove nothing. */
  private void assertSequencesAreWorthIt() {
    // A balance beyond 64 bits takes thousands of the largest transfers.
    assertThat(refusals)
        .isEqualTo(EnumSet.complementOf(EnumSet.of(RejectionCode.BALANCE_TOO_LARGE)));
    assertThat(events.stream().map(Class::getSimpleName))
        .containsExactlyInAnyOrder(
            "EntryPosted",
            "EntryRefunded",
            "EntryReversed",
            "FundsFrozen",
            "FundsReleased",
            "HoldPlaced",
            "HoldSettled",
            "HoldVoided",
            "HoldExpired",
            "GrantRequested",
            "GrantApproved",
            "GrantRejected",
            "GrantSuspended",
            "GrantResumed",
            "GrantTermsChanged",
            "GrantPulled",
            "DayClosed",
            "DisputeOpened",
            "DisputeMovedToReview",
            "DisputeReviewed",
            "DisputeRefunded",
            "DisputeDismissed",
            "EntryDisputed",
            "EntryDisputeEnded",
            "ApprovalRequested",
            "ApprovalGranted",
            "ApprovalDeclined",
            "BillPaymentRequested",
            "BillPaymentFunded",
            "BillPaymentSubmitted",
            "BillPaymentNotSent",
            "BillPaymentRejected",
            "BillPaymentOutcomeUnknown",
            "BillPaymentOutcomeSought",
            "BillPaymentReferred",
            "BillPaymentResolved",
            "BillPaymentConfirmed",
            "BillPaymentSettled",
            "BillPaymentRefunded",
            "BillPaymentContradicted",
            "BillTaken",
            "BillReleased",
            "BillPaid",
            "WalletOpened",
            "WalletDebited",
            "WalletCredited",
            "WalletRestricted",
            "WalletUnrestricted",
            "SystemAccountDebited",
            "SystemAccountCredited");
    assertThat(accepted).isGreaterThan(SEQUENCES * COMMANDS / 3);
    assertThat(hits).isGreaterThan(SEQUENCES);
  }
}
