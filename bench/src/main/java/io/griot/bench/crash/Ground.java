package io.griot.bench.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a scenario stands on: a directory for its data, the server to run, and somebody to tell how
 * it goes on. Whatever it started ends with it.
 */
final class Ground implements AutoCloseable {

  private final Path serverJar;
  private final Path directory;
  private final Verification verification;
  private final Consumer<String> progress;
  private final Deque<Node> nodes = new ConcurrentLinkedDeque<>();
  private final Thread atExit = new Thread(this::endProcesses, "crash-ground");

  private Ground(
      Path serverJar, Path directory, Verification verification, Consumer<String> progress) {
    this.serverJar = serverJar;
    this.directory = directory;
    this.verification = verification;
    this.progress = progress;
  }

  /** Makes one, in a directory of its own below that one. */
  static Ground below(
      Path parent, Path serverJar, Verification verification, Consumer<String> progress)
      throws IOException {
    Files.createDirectories(parent);
    Path directory = Files.createTempDirectory(parent.toAbsolutePath(), ".crash-");
    Ground ground = new Ground(serverJar, directory, verification, progress);
    Runtime.getRuntime().addShutdownHook(ground.atExit);
    return ground;
  }

  Path data() {
    return directory.resolve("data");
  }

  Installation installation() {
    return new Installation(data());
  }

  Path directory() {
    return directory;
  }

  /** Starts a node; it is not ready yet. */
  Node start(String roles) throws IOException {
    Node node = Node.start(serverJar, data(), roles);
    nodes.push(node);
    return node;
  }

  void verify(Tally tally) throws IOException, InterruptedException {
    verification.verify(data(), tally);
  }

  void progress(String line) {
    progress.accept(line);
  }

  /** The last that was started ends first: the first one runs the database. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    endProcesses();
  }

  void forget() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(Ground::delete);
    }
  }

  private void endProcesses() {
    nodes.forEach(Node::close);
    try {
      installation().postmaster().ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
