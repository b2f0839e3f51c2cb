package io.griot.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that shows what comes over the socket until the other side closes it. */
final class Wire {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final int PATIENCE_MILLIS = 30_000;

  /** All that came, which is nothing where the connection was cut. */
  record Seen(String raw) {
    boolean isCut() {
      return raw.isEmpty();
    }

    int status() {
      return Integer.parseInt(raw.substring(9, 12));
    }

    String header(String name) {
      return head()
          .lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    String body() {
      return raw.substring(head().length() + 4);
    }

    JsonNode json() {
      return body().isEmpty() ? MAPPER.missingNode() : MAPPER.readTree(body());
    }

    private String head() {
      return raw.substring(0, raw.indexOf("\r\n\r\n"));
    }
  }

  private Wire() {}

  static Seen send(URI url, String method, String path, Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    head.append("Host: ").append(url.getAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: ").append(bytes.length).append("\r\n");
    head.append("Connection: close\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
      request.writeBytes(bytes);
      socket.getOutputStream().write(request.toByteArray());
      return new Seen(rest(socket.getInputStream()));
    } catch (IOException e) {
      throw new AssertionError("The sandbox does not speak.", e);
    }
  }

  private static String rest(InputStream in) throws IOException {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    try {
      in.transferTo(seen);
    } catch (SocketException e) {
      // Reset, because what was sent had not been read: cut off as well.
    }
    return seen.toString(StandardCharsets.UTF_8);
  }
}
