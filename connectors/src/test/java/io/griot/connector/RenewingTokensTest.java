package io.griot.connector;

import static io.griot.connector.ScriptedProvider.after;
import static io.griot.connector.ScriptedProvider.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.connector.ScriptedProvider.Received;
import io.griot.connector.call.CallLimits;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenewingTokensTest {

  private static final int THREADS = 50;
  private static final String FIRST = "1061103482";

  private final ScriptedProvider provider = new ScriptedProvider();
  private final Fixture fixture = new Fixture();
  private final Connector wizall =
      fixture.wizall(provider.address(), new CallLimits(Fixture.SHORT, 4 * THREADS, 0));

  @AfterEach
  void close() {
    fixture.close();
    provider.close();
  }

  private List<Future<Integer>> askAtOnce() throws InterruptedException {
    List<Callable<Integer>> questions = new ArrayList<>();
    for (int each = 0; each < THREADS; each++) {
      questions.add(() -> wizall.inquire(Utility.SENELEC, "1061103482", null).size());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(questions);
    }
  }

  @Test
  void fifty_who_need_a_first_token_ask_for_one() throws Exception {
    provider.tokens(after(200, json(200, "{\"token\": \"one\"}"))).always(json(200, "[]"));

    for (Future<Integer> answer : askAtOnce()) {
      assertThat(answer.get()).isZero();
    }
    assertThat(provider.tokenRequests()).hasSize(1);
  }

  @Test
  void fifty_whose_token_is_refused_renew_it_once() throws Exception {
    var token = new AtomicInteger();
    provider.tokens(
        out ->
            after(200, json(200, "{\"token\": \"t" + token.incrementAndGet() + "\"}")).react(out));
    provider.always(json(200, "[]"));
    wizall.inquire(Utility.SENELEC, "1061103482", null);
    assertThat(provider.tokenRequests()).hasSize(1);
    int before = provider.received().size();

    provider.choosing(
        request ->
            "Token t2".equals(request.headers().get("authorization"))
                ? json(200, "[]")
                : json(401, "{}"));
    for (Future<Integer> answer : askAtOnce()) {
      assertThat(answer.get()).isZero();
    }

    assertThat(provider.tokenRequests()).hasSize(2);
    assertThat(provider.received().subList(before, provider.received().size()))
        .filteredOn(request -> "Token t2".equals(request.headers().get("authorization")))
        .hasSize(THREADS);
  }

  @Test
  void a_token_that_others_renewed_and_that_is_refused_too_is_renewed() throws Exception {
    var token = new AtomicInteger();
    provider.tokens(
        out -> json(200, "{\"token\": \"t" + token.incrementAndGet() + "\"}").react(out));
    var renewed = new CountDownLatch(1);
    provider.choosing(
        request ->
            switch (request.headers().getOrDefault("authorization", "")) {
              case "Token t1" ->
                  isOfFirst(request)
                      ? out -> {
                        renewed.await();
                        return json(401, "{}").react(out);
                      }
                      : json(401, "{}");
              case "Token t2" -> isOfFirst(request) ? json(401, "{}") : json(200, "[]");
              default -> json(200, "[]");
            });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first =
          threads.submit(() -> wizall.inquire(Utility.SENELEC, FIRST, null).size());
      while (provider.received().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(wizall.inquire(Utility.SENELEC, "2", null)).isEmpty();
      renewed.countDown();

      assertThat(first.get()).isZero();
    }
    assertThat(provider.tokenRequests()).hasSize(3);
  }

  private static boolean isOfFirst(Received request) {
    return request.path().contains(FIRST);
  }

  @Test
  void fifty_who_get_no_token_share_the_failure() throws Exception {
    provider.tokens(after(200, json(400, "{}")));

    for (Future<Integer> answer : askAtOnce()) {
      assertThat(failure(answer))
          .isInstanceOf(ProviderUnavailable.class)
          .hasMessage("Wizall refuses our user name or password.");
    }
    assertThat(provider.tokenRequests()).hasSize(1);

    provider.tokens(json(200, "{\"token\": \"one\"}")).always(json(200, "[]"));
    assertThat(wizall.inquire(Utility.SDE, "735034654215", null))
        .as("what failed is not remembered")
        .isEmpty();
  }

  private static Throwable failure(Future<Integer> answer) throws InterruptedException {
    try {
      throw new AssertionError("answered " + answer.get());
    } catch (ExecutionException failed) {
      return Objects.requireNonNull(failed.getCause());
    }
  }
}
