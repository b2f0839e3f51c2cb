package io.griot.identity;

import io.griot.identity.notifier.Message;
import io.griot.identity.notifier.Notifier;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps what it was given to send. */
public final class RecordingNotifier implements Notifier {
  private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

  private final LinkedBlockingQueue<Message> sent = new LinkedBlockingQueue<>();
  private volatile Consumer<Message> meanwhile = message -> {};

  @Override
  public void send(Message message) {
    meanwhile.accept(message);
    sent.add(message);
  }

  /** Does something else with each message first, such as failing. */
  public void meanwhile(Consumer<Message> work) {
    meanwhile = work;
  }

  /** The next message, once it is sent. */
  public Message next() throws InterruptedException {
    return Optional.ofNullable(sent.poll(20, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("Nothing was sent"));
  }

  /** The code in the next message. */
  public String nextCode() throws InterruptedException {
    return codeIn(next());
  }

  /** Forgets what another test left. */
  public void clear() {
    sent.clear();
  }

  public int waiting() {
    return sent.size();
  }

  public static String codeIn(Message message) {
    Matcher code = CODE.matcher(message.text());
    if (!code.find()) {
      throw new AssertionError("No code in " + message);
    }
    return code.group();
  }

  /** A code that is not this one. */
  public static String other(String code) {
    return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
  }
}
