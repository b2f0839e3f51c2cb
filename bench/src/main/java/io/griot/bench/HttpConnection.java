package io.griot.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection that spends next to nothing on a request: what the load costs
 * is taken from the server on the same processors.
 *
 * <p>Every request must be one that may be sent again: an idle connection may be closed under it.
 */
final class HttpConnection implements AutoCloseable {

  private static final int BUFFER_BYTES = 8 * 1024;
  private static final int LONGEST_BODY_BYTES = 1024 * 1024;

  private final InetSocketAddress address;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private @Nullable Socket socket;
  private int read;
  private int filled;

  HttpConnection(String host, int port) {
    address = new InetSocketAddress(host, port);
  }

  /** What the server answered. */
  record Response(int status, String body) {}

  /** Sends a request, head and body, and reads its whole response. */
  Response send(String request) throws IOException {
    byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
    if (socket != null) {
      try {
        return exchange(socket, bytes);
      } catch (EOFException | SocketException _) {
        close();
      }
    }
    return exchange(connect(), bytes);
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private Socket connect() throws IOException {
    Socket opened = new Socket();
    opened.setTcpNoDelay(true);
    opened.connect(address);
    socket = opened;
    read = 0;
    filled = 0;
    return opened;
  }

  private Response exchange(Socket on, byte[] request) throws IOException {
    OutputStream out = on.getOutputStream();
    out.write(request);
    InputStream in = on.getInputStream();
    String status = line(in);
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.endsWith("chunked");
      } else if (lower.startsWith("connection:")) {
        last = lower.endsWith("close");
      }
    }
    String body = new String(chunked ? chunks(in) : bytes(in, length), StandardCharsets.UTF_8);
    if (last) {
      close();
    }
    return new Response(Integer.parseInt(status.split(" ", 3)[1]), body);
  }

  private byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(line(in)); size > 0; size = size(line(in))) {
      body.writeBytes(bytes(in, size));
      line(in);
    }
    while (!line(in).isEmpty()) {
      // Trailers say nothing to us.
    }
    return body.toByteArray();
  }

  private static int size(String line) {
    int extension = line.indexOf(';');
    return Integer.parseInt((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
  }

  private String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = next(in); next != '\n'; next = next(in)) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private byte[] bytes(InputStream in, int length) throws IOException {
    if (length > LONGEST_BODY_BYTES) {
      throw new IOException("A body of %d bytes".formatted(length));
    }
    byte[] bytes = new byte[length];
    int buffered = Math.min(length, filled - read);
    System.arraycopy(buffer, read, bytes, 0, buffered);
    read += buffered;
    if (in.readNBytes(bytes, buffered, length - buffered) < length - buffered) {
      throw new EOFException("The connection was closed");
    }
    return bytes;
  }

  private int next(InputStream in) throws IOException {
    if (read == filled) {
      filled = in.read(buffer);
      read = 0;
      if (filled <= 0) {
        filled = 0;
        throw new EOFException("The connection was closed");
      }
    }
    return buffer[read++];
  }
}
