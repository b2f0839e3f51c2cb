package io.griot.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to run PostgreSQL on a data directory: one process at a time has it, and the operating
 * system takes it back when that process dies, however it dies.
 */
final class OwnerLock implements AutoCloseable {

  // POSIX drops a process's lock as soon as any of its descriptors on the file is closed, so this
  // JVM must never open the file of a lock that it holds.
  private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private OwnerLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Optional<OwnerLock> tryAcquire(Path file) {
    if (!HELD_BY_THIS_PROCESS.add(file)) {
      return Optional.empty();
    }
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new OwnerLock(file, channel));
      }
      channel.close();
      HELD_BY_THIS_PROCESS.remove(file);
      return Optional.empty();
    } catch (IOException e) {
      HELD_BY_THIS_PROCESS.remove(file);
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_BY_THIS_PROCESS.remove(file);
    }
  }
}
