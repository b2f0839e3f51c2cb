package io.griot.connector;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider on a socket that does, request by request, what a test tells it to. */
public final class ScriptedProvider implements AutoCloseable {

  /** What was sent here, as it came. */
  public record Received(String method, String path, Map<String, String> headers, String body) {}

  /** What it does with one request. */
  @FunctionalInterface
  public interface Reaction {
    /** Writes to the connection; false to close it. */
    boolean react(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final ConcurrentLinkedQueue<Reaction> script = new ConcurrentLinkedQueue<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Reaction otherwise = json(500, "{}");
  private volatile Reaction token = json(200, "{\"token\": \"YOUR_TOKEN\"}");

  public ScriptedProvider() {
    try {
      socket = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** The next request that is not for a token. */
  public ScriptedProvider then(Reaction reaction) {
    script.add(reaction);
    return this;
  }

  /** Every request for which nothing else was told. */
  public ScriptedProvider always(Reaction reaction) {
    otherwise = reaction;
    return this;
  }

  /** Every request for a token. */
  public ScriptedProvider tokens(Reaction reaction) {
    token = reaction;
    return this;
  }

  public List<Received> received() {
    return received.stream().filter(request -> !request.path().equals("/token/")).toList();
  }

  public List<Received> tokenRequests() {
    return received.stream().filter(request -> request.path().equals("/token/")).toList();
  }

  public int connections() {
    return connections.get();
  }

  public static Reaction json(int status, String body) {
    return answer(status, "application/json; charset=utf-8", body);
  }

  public static Reaction answer(int status, String type, String body) {
    return answer(status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reaction answer(int status, String type, byte[] body) {
    return out -> {
      head(out, status, type, body.length);
      out.write(body);
      out.flush();
      return true;
    };
  }

  /** Less of a body than was announced. */
  public static Reaction cutAfter(String part) {
    return out -> {
      head(out, 200, "application/json", 4096);
      out.write(part.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return false;
    };
  }

  public static Reaction cut() {
    return _ -> false;
  }

  /** Answers well, and closes the connection behind the answer's back. */
  public static Reaction thenClose(Reaction reaction) {
    return out -> {
      reaction.react(out);
      return false;
    };
  }

  public static Reaction after(long milliseconds, Reaction reaction) {
    return out -> {
      Thread.sleep(milliseconds);
      return reaction.react(out);
    };
  }

  private static void head(OutputStream out, int status, String type, int length)
      throws IOException {
    out.write(
        "HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, type, length)
            .getBytes(StandardCharsets.US_ASCII));
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        open.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      while (true) {
        String line = line(in);
        if (line.isEmpty()) {
          return;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          int colon = header.indexOf(':');
          headers.put(
              header.substring(0, colon).toLowerCase(Locale.ROOT),
              header.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        String[] start = line.split(" ", -1);
        received.add(
            new Received(start[0], start[1], headers, new String(body, StandardCharsets.UTF_8)));
        Reaction next = start[1].equals("/token/") ? token : script.poll();
        if (!(next == null ? otherwise : next).react(out)) {
          return;
        }
      }
    } catch (IOException | InterruptedException gone) {
      return;
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
      if (read != '\r') {
        line.write(read);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
