package io.griot.sandbox.exchange;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.griot.sandbox.fault.Fault;
import io.griot.sandbox.fault.Faults;
import io.griot.sandbox.fault.OrderedFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * One provider's listener on the loopback address: a thread to a call, and connections that break
 * to order.
 */
public final class Line implements AutoCloseable {

  /** Orders a fault for one call. */
  public static final String FAULT_HEADER = "X-Sandbox-Fault";

  private static final System.Logger LOG = System.getLogger(Line.class.getName());
  private static final int WAITING_CONNECTIONS = 1024;

  static {
    // The JDK's server reads these once. Without the first, an answer waits 40 ms for the client's
    // acknowledgement; by the second it closes idle connections beyond 200, which a client with a
    // large pool may be about to use.
    setUnlessGiven("sun.net.httpserver.nodelay", "true");
    setUnlessGiven("sun.net.httpserver.maxIdleConnections", "10000");
    setUnlessGiven("sun.net.httpserver.idleInterval", "300");
  }

  private final Site site;
  private final Faults faults;
  private final Misbehaviour misbehaviour;
  private final HttpHandler control;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int port;
  private volatile Duration latency = Duration.ZERO;
  private @Nullable HttpServer server;
  private @Nullable Socket placeholder;

  /**
   * Opens the line.
   *
   * @param port 0 for any that is free
   * @param slow how late {@link Fault#SLOW} answers if it is not told
   * @param control what answers under {@code /_sandbox}
   * @throws UncheckedIOException if the port is taken
   */
  public Line(int port, Duration slow, Site site, Faults faults, HttpHandler control) {
    this.site = site;
    this.faults = faults;
    this.misbehaviour = new Misbehaviour(site, slow);
    this.control = control;
    HttpServer opened = open(port);
    this.server = opened;
    this.port = opened.getAddress().getPort();
  }

  /** Without a trailing slash. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** How long every call waits for its answer; a payment takes place before the wait. */
  public void latency(Duration latency) {
    this.latency = latency;
  }

  /** Breaks all connections and refuses new ones; the port stays ours. */
  public synchronized void die() {
    if (server != null) {
      server.stop(0);
      server = null;
      placeholder = hold(port);
    }
  }

  /** Listens again on the same port. */
  public synchronized void revive() {
    if (placeholder != null) {
      try {
        placeholder.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      placeholder = null;
      server = open(port);
    }
  }

  /** Alive, at full speed, and remembering no payment. */
  public void reset() {
    revive();
    latency = Duration.ZERO;
    misbehaviour.forget();
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
    if (placeholder != null) {
      try {
        placeholder.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      placeholder = null;
    }
    threads.shutdownNow();
  }

  private HttpServer open(int wanted) {
    try {
      HttpServer opened =
          HttpServer.create(
              new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), wanted),
              WAITING_CONNECTIONS);
      opened.setExecutor(threads);
      opened.createContext("/", this::answer);
      opened.createContext("/_sandbox", control);
      opened.start();
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot listen on port " + wanted + ".", e);
    }
  }

  /**
   * A socket that is bound and does not listen: connections are refused, and nobody else gets the
   * port.
   */
  private static Socket hold(int port) {
    try {
      Socket held = new Socket();
      held.setReuseAddress(true);
      held.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      // Wanted to bind beside connections that are still closing; kept, it would let others bind
      // too.
      held.setReuseAddress(false);
      return held;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) {
    // Closed without an answer, an exchange closes its connection.
    try (exchange) {
      Optional<Reply> reply = replyTo(exchange);
      if (reply.isPresent()) {
        reply.get().send(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The client did not wait for its answer.");
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A call to the sandbox failed.", e);
    }
  }

  private Optional<Reply> replyTo(HttpExchange exchange) throws IOException, InterruptedException {
    Optional<OrderedFault> named;
    try {
      named =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst(FAULT_HEADER))
              .map(OrderedFault::parse);
    } catch (IllegalArgumentException e) {
      return Optional.of(Reply.json(400, Json.object().put("detail", e.getMessage())));
    }
    if (named.filter(ordered -> ordered.fault() == Fault.CUT_OFF_BEFORE_READING).isPresent()) {
      return Optional.empty();
    }
    Optional<Reply> reply =
        switch (site.recognise(Call.read(exchange))) {
          case Recognised.Answered answered -> Optional.of(answered.reply());
          case Recognised.Asked asked -> {
            Optional<OrderedFault> fault =
                named.or(() -> faults.next(asked.operation(), asked.references()));
            yield fault.isPresent()
                ? misbehaviour.meet(asked, fault.get())
                : Optional.of(misbehaviour.behave(asked));
          }
        };
    if (reply.isPresent() && latency.isPositive()) {
      Thread.sleep(latency);
    }
    return reply;
  }

  private static void setUnlessGiven(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
