package io.griot.server.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Collectors;

/** A password made up by Griot and kept in a file that only its owner can read. */
public record Secret(String value, Path file) {

  // No letter or digit that is taken for another when read from a screen.
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  static Secret keptIn(Path file) {
    try {
      if (!Files.exists(file)) {
        write(file, makeUp());
      }
      String value = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (value.isEmpty()) {
        throw new StartRefused(
            file + " is empty: restore it from a backup, or delete it if nothing depends on it.");
      }
      return new Secret(value, file);
    } catch (IOException e) {
      throw new StartRefused("Cannot read or write " + file + " (" + e + ").", e);
    }
  }

  // Written aside and linked into place: two processes that start at once end with one secret, and
  // a crash never leaves half of one.
  private static void write(Path file, String value) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Path draft =
        Files.createTempFile(directory, ".secret", "", DataDirectory.ownerOnly("rw-------"));
    try {
      try (FileChannel channel = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
        channel.write(ByteBuffer.wrap((value + "\n").getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // The other process was first; its secret is read next.
      return;
    } finally {
      Files.delete(draft);
    }
  }

  private static String makeUp() {
    return RANDOM
        .ints(LENGTH, 0, ALPHABET.length())
        .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return "Secret in " + file;
  }
}
