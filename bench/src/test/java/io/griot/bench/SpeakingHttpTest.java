package io.griot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.griot.bench.HttpConnection.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpeakingHttpTest {

  private final List<Integer> ports = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private HttpConnection connection;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/echo",
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          byte[] body = exchange.getRequestBody().readAllBytes();
          // A length of zero means chunks.
          exchange.sendResponseHeaders(
              201, exchange.getRequestURI().getQuery() == null ? body.length : 0);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/nothing",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    connection = new HttpConnection("127.0.0.1", server.getAddress().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    connection.close();
    server.stop(0);
  }

  @Test
  void bodies_of_a_stated_length_and_in_chunks_are_read_to_their_end() throws IOException {
    String text = "ሰላም ".repeat(5_000);

    for (String path : List.of("/echo", "/echo?chunked", "/echo")) {
      assertThat(connection.send(post(path, text))).isEqualTo(new Response(201, text));
    }
    assertThat(ports).hasSize(3).containsOnly(ports.getFirst());
  }

  @Test
  void a_response_without_a_body_leaves_the_connection_usable() throws IOException {
    assertThat(connection.send(post("/nothing", ""))).isEqualTo(new Response(204, ""));
    assertThat(connection.send(post("/missing", "")).status()).isEqualTo(404);
    assertThat(connection.send(post("/echo", "a"))).isEqualTo(new Response(201, "a"));
  }

  @Test
  void a_connection_closed_by_the_server_is_made_again() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        HttpConnection closing = new HttpConnection("127.0.0.1", listening.getLocalPort())) {
      Thread answering =
          Thread.ofVirtual()
              .start(
                  () -> {
                    // Said beforehand, and without a word.
                    answerAndClose(listening, "Connection: close\r\n");
                    answerAndClose(listening, "");
                    answerAndClose(listening, "");
                  });

      for (int request = 0; request < 3; request++) {
        assertThat(closing.send(post("/", ""))).isEqualTo(new Response(200, "ok"));
      }
      answering.join();
    }
  }

  private static void answerAndClose(ServerSocket listening, String header) {
    try (Socket socket = listening.accept()) {
      InputStream in = socket.getInputStream();
      in.read(new byte[1_024]);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("HTTP/1.1 200 \r\n" + header + "Content-Length: 2\r\n\r\nok")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String post(String path, String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, body.getBytes(StandardCharsets.UTF_8).length, body);
  }
}
