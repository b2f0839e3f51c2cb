package io.griot.connector.wizall;

import io.griot.connector.Credential;
import io.griot.connector.call.CallFailed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The token of our calls: asked for once, whoever and however many wait for it. */
final class Tokens {

  /** Where a token comes from. */
  @FunctionalInterface
  interface Source {
    Credential ask() throws CallFailed;
  }

  private final Source source;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable CompletableFuture<Credential> asked;

  Tokens(Source source) {
    this.source = source;
  }

  /** The token that is known, or a first one. */
  Credential current() throws CallFailed {
    return await(usable(null).token());
  }

  /**
   * A token in place of a refused one.
   *
   * @param renewed whether it is new, and not one that another call had brought before
   */
  record Another(Credential token, boolean renewed) {}

  /** Another token than the one that was refused. */
  Another insteadOf(Credential refused) throws CallFailed {
    Usable usable = usable(refused);
    return new Another(await(usable.token()), !usable.known());
  }

  /**
   * @param known whether it had come already
   */
  private record Usable(CompletableFuture<Credential> token, boolean known) {}

  private Usable usable(@Nullable Credential refused) {
    lock.lock();
    try {
      CompletableFuture<Credential> last = asked;
      if (last != null && isUsable(last, refused)) {
        return new Usable(last, last.isDone());
      }
      var next = new CompletableFuture<Credential>();
      asked = next;
      // On a thread of its own: whoever needs it first may run out of time, and the others not.
      Thread.ofVirtual().name("wizall-token").start(() -> ask(next));
      return new Usable(next, false);
    } finally {
      lock.unlock();
    }
  }

  // The very object: a token that was renewed and reads the same was renewed all the same.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isUsable(
      CompletableFuture<Credential> asked, @Nullable Credential refused) {
    return switch (asked.state()) {
      case RUNNING -> true;
      case SUCCESS -> asked.resultNow() != refused;
      case FAILED, CANCELLED -> false;
    };
  }

  private void ask(CompletableFuture<Credential> next) {
    try {
      next.complete(source.ask());
    } catch (CallFailed | RuntimeException | Error failed) {
      next.completeExceptionally(failed);
    }
  }

  private static Credential await(CompletableFuture<Credential> asked) throws CallFailed {
    try {
      return asked.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof CallFailed why) {
        throw why;
      }
      throw new IllegalStateException("No token");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CallFailed("Wizall's token did not come in time.");
    }
  }
}
