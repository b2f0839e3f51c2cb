package io.griot.bench.crash;

import io.griot.bench.crash.Cast.Sender;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A transfer that somebody sends under a key until it is answered. */
final class Attempt {

  // More than anybody has: to be refused.
  private static final long NOT_COVERED = 100_000_000_000L;
  private static final long LEAST = 10_00;
  private static final long MOST = 30_00;
  private static final int ONE_REFUSED_IN = 12;

  private final String key;
  private final Sender sender;
  private final String to;
  private final long minorUnits;
  private volatile @Nullable Reply answer;
  private volatile boolean inFlight;

  private Attempt(String key, Sender sender, String to, long minorUnits) {
    this.key = key;
    this.sender = sender;
    this.to = to;
    this.minorUnits = minorUnits;
  }

  static Attempt of(String key, Cast cast) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    Sender sender = cast.senders().get(random.nextInt(cast.senders().size()));
    String to;
    do {
      to = cast.wallets().get(random.nextInt(cast.wallets().size()));
    } while (to.equals(sender.wallet()));
    long minorUnits =
        random.nextInt(ONE_REFUSED_IN) == 0 ? NOT_COVERED : random.nextLong(LEAST, MOST);
    return new Attempt(key, sender, to, minorUnits);
  }

  String key() {
    return key;
  }

  String from() {
    return sender.wallet();
  }

  String to() {
    return to;
  }

  long minorUnits() {
    return minorUnits;
  }

  boolean isCovered() {
    return minorUnits != NOT_COVERED;
  }

  int expectedStatus() {
    return isCovered() ? 201 : 422;
  }

  String body() {
    return """
        {"from_wallet":"%s","to_wallet":"%s","amount":%s,"remarks":"lunch"}"""
        .formatted(sender.wallet(), to, BigDecimal.valueOf(minorUnits, 2).toPlainString());
  }

  List<String> headers() {
    return headersWithKey(key);
  }

  List<String> headersWithKey(String other) {
    List<String> headers = new ArrayList<>(sender.credentials());
    headers.add("Idempotency-Key");
    headers.add(other);
    return headers;
  }

  /** It got no answer, or none but to come again: it may have had its effect or not. */
  void unanswered() {
    inFlight = true;
  }

  void answered(Reply reply) {
    answer = reply;
  }

  @Nullable Reply answer() {
    return answer;
  }

  boolean isAnswered() {
    return answer != null;
  }

  boolean wasInFlight() {
    return inFlight;
  }

  @Override
  public String toString() {
    return "%s, %s minor units, answered %s".formatted(key, minorUnits, answer);
  }
}
