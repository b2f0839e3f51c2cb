package io.griot.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.account.InMemoryAccounts;
import io.griot.core.approval.ApprovalThreshold;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Given events, when a command, then events, a receipt or a rejection: for any command. */
public final class LedgerFixture {

  /** The ledger's clock stands still here. */
  public static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

  private final InMemoryLedger ledger;

  private LedgerFixture(ApprovalThreshold threshold) {
    ledger = new InMemoryLedger(Clock.fixed(NOW, ZoneOffset.UTC), threshold);
  }

  /** A ledger in which nothing happened. */
  public static LedgerFixture ledger() {
    return new LedgerFixture(ApprovalThreshold.OFF);
  }

  /** A ledger in which nothing happened, and admins need a second one above so much. */
  public static LedgerFixture ledgerWithThreshold(String majorUnits) {
    return new LedgerFixture(new ApprovalThreshold(new BigDecimal(majorUnits)));
  }

  /** What happened before, in this order. */
  public LedgerFixture given(LedgerEvent... events) {
    List.of(events).forEach(ledger.accounts()::append);
    return this;
  }

  /** What was asked before, each accepted. */
  public LedgerFixture given(LedgerCommand... commands) {
    for (LedgerCommand command : commands) {
      assertThat(ledger.send(Sample.request(command))).isInstanceOf(Answer.Accepted.class);
    }
    return this;
  }

  /** The state that all of it came to so far. */
  public InMemoryAccounts accounts() {
    return ledger.accounts();
  }

  /** Runs the command once. */
  public Outcome when(LedgerCommand command) {
    int before = ledger.accounts().log().size();
    Answer answer = ledger.send(Sample.request(command));
    List<LedgerEvent> log = ledger.accounts().log();
    return new Outcome(answer, List.copyOf(log.subList(before, log.size())));
  }

  /** What the command came to. */
  public record Outcome(Answer answer, List<LedgerEvent> events) {

    /** Exactly these, in this order. */
    public Outcome expectEvents(LedgerEvent... expected) {
      assertThat(events).containsExactly(expected);
      return this;
    }

    public Outcome expectNoEvents() {
      assertThat(events).isEmpty();
      return this;
    }

    public Outcome expectReceipt(Receipt expected) {
      assertThat(answer)
          .isInstanceOfSatisfying(
              Answer.Accepted.class,
              accepted -> assertThat(accepted.receipt()).isEqualTo(expected));
      return this;
    }

    /** Refused for this reason, naming this part of the command, and nothing written. */
    public Outcome expectRejection(RejectionCode code, @Nullable String field) {
      assertThat(answer)
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              refused -> {
                assertThat(refused.rejection().code()).isEqualTo(code);
                assertThat(refused.rejection().field()).isEqualTo(field);
                assertThat(refused.rejection().detail()).isNotBlank();
              });
      return expectNoEvents();
    }
  }
}
