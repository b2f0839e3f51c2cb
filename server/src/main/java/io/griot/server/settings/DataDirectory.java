package io.griot.server.settings;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory that holds what one installation keeps on this machine. */
public record DataDirectory(Path path) {

  /** Read by Spring's conversion; relative to the working directory. */
  public static DataDirectory of(String text) {
    if (text.isBlank()) {
      throw new InvalidSetting("griot.data-dir", "is blank", "name a directory, such as ./data");
    }
    try {
      return new DataDirectory(Path.of(text.strip()).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw new InvalidSetting(
          "griot.data-dir", "is \"" + text + "\", which no path can be", "name a directory");
    }
  }

  /** A file or directory inside. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** Makes the directory, for its owner alone, unless it is there. */
  public DataDirectory create() {
    createPrivately(path);
    if (!Files.isDirectory(path) || !Files.isWritable(path)) {
      throw new InvalidSetting(
          "griot.data-dir",
          "names " + path + ", which is not a directory this user can write to",
          "name another one");
    }
    return this;
  }

  /** Makes a directory inside, for its owner alone, unless it is there. */
  public Path createDirectory(String name) {
    create();
    Path directory = path.resolve(name);
    createPrivately(directory);
    return directory;
  }

  /** A secret kept here in a file of its own, made up at the first call. */
  public Secret secret(String name) {
    create();
    return Secret.keptIn(path.resolve(name));
  }

  private static void createPrivately(Path directory) {
    try {
      Files.createDirectories(directory, ownerOnly("rwx------"));
    } catch (IOException e) {
      throw new InvalidSetting(
          "griot.data-dir",
          "asks for " + directory + ", which cannot be made (" + e + ")",
          "name a directory this user can write to");
    }
  }

  static FileAttribute<?>[] ownerOnly(String permissions) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
