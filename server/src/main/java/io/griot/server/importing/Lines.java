package io.griot.server.importing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line; a line that is too long or no text costs no more than itself. */
final class Lines implements AutoCloseable {

  static final int LONGEST_BYTES = 64 * 1024;

  private static final int BUFFER_BYTES = 256 * 1024;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream in;
  private long number;
  private long position;

  Lines(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
  }

  /** The next line, or null at the end. */
  @Nullable Line next() throws IOException {
    var bytes = new ByteArrayOutputStream(256);
    long start = position;
    int read;
    while ((read = in.read()) != -1) {
      position++;
      if (read == '\n') {
        break;
      }
      if (bytes.size() <= LONGEST_BYTES) {
        bytes.write(read);
      }
    }
    if (position == start) {
      return null;
    }
    number++;
    return line(bytes.toByteArray());
  }

  private Line line(byte[] bytes) {
    if (bytes.length > LONGEST_BYTES) {
      return new Line(number, null, "is longer than " + LONGEST_BYTES + " bytes", position);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (number == 1 && text.startsWith(BYTE_ORDER_MARK)) {
        text = text.substring(1);
      }
      return new Line(
          number,
          text.endsWith("\r") ? text.substring(0, text.length() - 1) : text,
          null,
          position);
    } catch (CharacterCodingException e) {
      return new Line(number, null, "is not text in UTF-8", position);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
