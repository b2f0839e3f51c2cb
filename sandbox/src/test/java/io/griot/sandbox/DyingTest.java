package io.griot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.sandbox.operation.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  void nobody_else_gets_its_port_meanwhile() {
    Payment.SENELEC.pay(caller, "9000000001");
    sandbox.die(Provider.WIZALL);

    assertThatThrownBy(
            () ->
                new ServerSocket(sandbox.wizallUrl().getPort(), 1, InetAddress.getLoopbackAddress())
                    .close())
        .isInstanceOf(BindException.class);
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
  void connections_that_are_kept_open_are_not_cut_unasked() throws Exception {
    String request =
        "GET /senelecfactures/1061103482 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Token "
            + caller.token()
            + "\r\n\r\n";
    List<Socket> connections = new ArrayList<>();
    try {
      // More than the JDK's server keeps while they are idle, unless it is told.
      for (int i = 0; i < 300; i++) {
        connections.add(
            new Socket(InetAddress.getLoopbackAddress(), sandbox.wizallUrl().getPort()));
      }
      for (int round = 0; round < 2; round++) {
        for (Socket connection : connections) {
          connection.setSoTimeout(20_000);
          connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
          assertThat(firstLineOfAnswer(connection)).isEqualTo("HTTP/1.1 200 OK");
        }
      }
    } finally {
      for (Socket connection : connections) {
        connection.close();
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

  /** Reads the whole answer, so that the next one can follow. */
  private static String firstLineOfAnswer(Socket connection) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = connection.getInputStream().read();
      if (next < 0) {
        return "cut off";
      }
      head.append((char) next);
    }
    int length =
        head.toString()
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
            .findFirst()
            .orElse(0);
    connection.getInputStream().readNBytes(length);
    return head.substring(0, head.indexOf("\r"));
  }
}
