package io.griot.server.importing;

import io.griot.server.settings.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The file to take in.
 *
 * @param name as it was given
 * @param spooled a copy of what could be read only once, deleted in the end
 */
record ImportFile(String name, Path path, long sizeBytes, boolean spooled)
    implements AutoCloseable {

  private static final String STANDARD_INPUT = "-";

  /**
   * Finds the file.
   *
   * @throws StartRefused if there is none to read
   */
  static ImportFile open(String name, InputStream standardInput) {
    try {
      if (name.equals(STANDARD_INPUT)) {
        return spool("standard input", standardInput);
      }
      Path path = Path.of(name);
      if (!Files.exists(path)) {
        throw new StartRefused("There is no file " + name + ".");
      }
      if (Files.isDirectory(path)) {
        throw new StartRefused(name + " is a directory: name a file.");
      }
      if (!Files.isReadable(path)) {
        throw new StartRefused("This user may not read " + name + ".");
      }
      if (!Files.isRegularFile(path)) {
        try (InputStream in = Files.newInputStream(path)) {
          return spool(name, in);
        }
      }
      return new ImportFile(name, path, Files.size(path), false);
    } catch (InvalidPathException e) {
      throw new StartRefused("There is no file " + name + ".", e);
    } catch (IOException e) {
      throw new StartRefused("Cannot read " + name + " (" + e + ").", e);
    }
  }

  Lines lines() throws IOException {
    return new Lines(Files.newInputStream(path));
  }

  String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new StartRefused("Cannot read " + name + " (" + e + ").", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  // Its hash must be known before its first row is sent.
  private static ImportFile spool(String name, InputStream in) throws IOException {
    Path copy = Files.createTempFile("griot-import", ".csv");
    copy.toFile().deleteOnExit();
    Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    return new ImportFile(name, copy, Files.size(copy), true);
  }

  @Override
  public void close() throws IOException {
    if (spooled) {
      Files.deleteIfExists(path);
    }
  }
}
