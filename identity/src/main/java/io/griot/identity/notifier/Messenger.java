package io.griot.identity.notifier;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages behind the back of whoever asks for them: a request neither waits for a slow
 * notifier nor fails with it, and takes the same time whether or not there is anything to send.
 */
public final class Messenger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);
  private static final int SENT_AT_ONCE = 16;
  private static final int WAITING = 1_000;
  private static final Duration LAST_CALL = Duration.ofSeconds(5);

  private final Notifier notifier;
  private final ThreadPoolExecutor threads;

  public Messenger(Notifier notifier) {
    this.notifier = notifier;
    this.threads =
        new ThreadPoolExecutor(
            SENT_AT_ONCE,
            SENT_AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofVirtual().name("message-", 0).factory());
  }

  /**
   * Sends what the work comes to, if it comes to anything, later.
   *
   * @param work finds out what to say, and to whom
   */
  public void send(Supplier<Optional<Message>> work) {
    try {
      threads.execute(() -> work(work));
    } catch (RejectedExecutionException full) {
      LOG.warn("A message was dropped: {} wait already, or the server is stopping", WAITING);
    }
  }

  private void work(Supplier<Optional<Message>> work) {
    try {
      work.get().ifPresent(this::send);
    } catch (RuntimeException e) {
      LOG.error("A message could not be made", e);
    }
  }

  private void send(Message message) {
    try {
      notifier.send(message);
    } catch (NotSent failed) {
      LOG.warn("A message to {} was not sent: {}", message.to().masked(), failed.getMessage());
    } catch (RuntimeException failed) {
      // Its own words may quote the message.
      LOG.warn("A message to {} was not sent: {}", message.to().masked(), failed.getClass());
    }
  }

  /** What was taken is sent, unless that takes too long. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_CALL.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} messages were not sent before the stop", threads.shutdownNow().size());
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
