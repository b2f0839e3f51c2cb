package io.griot.core.account;

import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.id.SystemAccountId;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A guarded system account as Axon sees it: a shell around {@link SystemAccount}. */
@AggregateRoot(type = "system-account")
public class SystemAccountAggregate {

  @AggregateIdentifier private SystemAccountId accountId;
  private @Nullable SystemAccount account;

  /** For the event store alone. */
  public SystemAccountAggregate() {}

  /** The account before its first entry: named, since Axon keeps it in memory even if unused. */
  public SystemAccountAggregate(SystemAccountId accountId) {
    this.accountId = accountId;
  }

  /** The state that rules over several accounts decide on, {@code unused} until the first entry. */
  public SystemAccount state(SystemAccountId unused) {
    return Objects.requireNonNullElseGet(account, () -> SystemAccount.unused(unused));
  }

  /** Applies what a rule over several accounts decided for this one. */
  public void apply(SystemAccountEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  @EventSourcingHandler
  void on(SystemAccountEvent event) {
    accountId = event.accountId();
    account = state(accountId).evolve(event);
  }
}
