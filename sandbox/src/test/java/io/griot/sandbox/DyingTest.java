package io.griot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.sandbox.operation.Provider;
import io.griot.sandbox.wizall.SenelecBill;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider that is slow, dead, or back again. */
class DyingTest {
  private Sandbox sandbox;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxSettings.standard(Clock.systemUTC()));
    caller = Caller.of(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_dead_provider_refuses_connections_and_the_other_answers() {
    sandbox.die(Provider.WIZALL);

    assertThatThrownBy(() -> connect(sandbox.wizallUrl())).isInstanceOf(ConnectException.class);
    assertThat(Payment.REGIDESO.pay(caller, "900001").status()).isEqualTo(200);
  }

  @Test
  void it_comes_back_on_the_same_port_with_its_bills_and_tokens() {
    URI url = sandbox.wizallUrl();
    Payment.SENELEC.pay(caller, "9000000001");

    for (int i = 0; i < 5; i++) {
      sandbox.die(Provider.WIZALL);
      sandbox.die(Provider.WIZALL);
      sandbox.revive(Provider.WIZALL);
      sandbox.revive(Provider.WIZALL);
    }

    assertThat(sandbox.wizallUrl()).isEqualTo(url);
    assertThat(Payment.SENELEC.pay(caller, "9000000001").body()).contains("BILL_ALREADY_PAID");
  }

  @Test
  void a_call_under_way_is_cut_off_after_its_effect() throws Exception {
    sandbox.latency(Provider.WIZALL, Duration.ofSeconds(20));
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Wire.Seen> paying = thread.submit(() -> Payment.SDE.pay(caller, "900000000001"));
      while (sandbox.effects().isEmpty()) {
        Thread.sleep(5);
      }
      sandbox.die(Provider.WIZALL);

      assertThat(paying.get().isCut()).isTrue();
    }
    assertThat(sandbox.effects("900000000001")).hasSize(1);
  }

  @Test
  void a_latency_makes_calls_wait_beside_each_other() throws Exception {
    sandbox.latency(Provider.REGIDESO, Duration.ofMillis(500));
    long began = System.nanoTime();
    List<Future<Wire.Seen>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 300; n++) {
        String client = "9%05d".formatted(n);
        running.add(threads.submit(() -> Payment.REGIDESO.pay(caller, client)));
      }
      for (Future<Wire.Seen> one : running) {
        assertThat(one.get().status()).isEqualTo(200);
      }
    }

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(20));
    assertThat(sandbox.effects()).hasSize(300);
  }

  @Test
  void connections_that_are_kept_open_are_never_cut_unasked() throws Exception {
    SenelecBill bill = SenelecBill.generated("9000000001");
    HttpRequest read =
        HttpRequest.newBuilder(sandbox.wizallUrl().resolve("/senelecfactures/" + bill.police()))
            .header("Authorization", "Token " + caller.token())
            .build();
    HttpRequest pay =
        HttpRequest.newBuilder(sandbox.wizallUrl().resolve("/senelecfactures/"))
            .header("Authorization", "Token " + caller.token())
            .POST(HttpRequest.BodyPublishers.ofString("{\"police\":\"9000000001\"}"))
            .build();
    List<Future<Integer>> running = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // More idle connections than the JDK's server keeps unless told.
      for (int round = 0; round < 4; round++) {
        for (int n = 0; n < 400; n++) {
          HttpRequest request = n % 2 == 0 ? read : pay;
          running.add(
              threads.submit(
                  () -> client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()));
        }
        for (Future<Integer> one : running) {
          assertThat(one.get()).isIn(200, 400);
        }
        running.clear();
      }
    }
  }

  @Test
  void a_reset_brings_it_back_at_full_speed() {
    sandbox.latency(Provider.WIZALL, Duration.ofSeconds(20));
    sandbox.die(Provider.WIZALL);

    sandbox.reset();

    long began = System.nanoTime();
    assertThat(Payment.SDE.pay(caller, "900000000001").status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void a_port_that_is_taken_is_named_and_nothing_stays_open() {
    SandboxSettings taken =
        SandboxSettings.standard(Clock.systemUTC()).ports(0, sandbox.wizallUrl().getPort());

    assertThatThrownBy(() -> Sandbox.start(taken))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(Integer.toString(sandbox.wizallUrl().getPort()));
  }

  @Test
  void it_listens_on_the_loopback_address_alone() {
    assertThat(sandbox.wizallUrl().getHost()).isEqualTo("127.0.0.1");
    assertThat(sandbox.regidesoUrl().getHost()).isEqualTo("127.0.0.1");
  }

  private static void connect(URI url) throws Exception {
    new Socket(InetAddress.getLoopbackAddress(), url.getPort()).close();
  }
}
