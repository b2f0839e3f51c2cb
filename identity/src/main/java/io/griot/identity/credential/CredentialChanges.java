package io.griot.identity.credential;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells this node that what it knows of an actor's password, roles or keys is out of date. */
public final class CredentialChanges {
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  public void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  /**
   * Names the actor, as {@code user:<uuid>}, once the transaction under way has committed: told
   * sooner, a listener could read the old state again and keep it.
   */
  public void changed(String actor) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              tell(actor);
            }
          });
    } else {
      tell(actor);
    }
  }

  private void tell(String actor) {
    listeners.forEach(listener -> listener.accept(actor));
  }
}
