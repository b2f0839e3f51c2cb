package io.griot.bench.crash;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged ledger, served by a process that can be killed, frozen and stopped. */
final class Node implements AutoCloseable {

  /** What supervisors are told to wait for, both ways. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Duration POLL = Duration.ofMillis(25);
  private static final int TERMINATED = 143;

  private final Path serverJar;
  private final Path data;
  private final String roles;
  private final int port;
  private final Client client = new Client(Duration.ofSeconds(2));
  private Process process;
  private long startedNanos;

  private Node(Path serverJar, Path data, String roles, int port) throws IOException {
    this.serverJar = serverJar;
    this.data = data;
    this.roles = roles;
    this.port = port;
    this.startedNanos = System.nanoTime();
    this.process = launch();
  }

  /** Starts one at a port of its own; it is not ready yet. */
  static Node start(Path serverJar, Path data, String roles) throws IOException {
    return new Node(serverJar, data, roles, freePort());
  }

  /** Starts it again, at the same port. */
  void startAgain() throws IOException {
    startedNanos = System.nanoTime();
    process = launch();
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it can be sent requests, or why not. */
  Reply readiness() throws IOException {
    return client.get(address() + "/actuator/health/readiness", Client.NOBODY);
  }

  boolean isReady() {
    try {
      return readiness().status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until it is ready and answers how long that took since its start. */
  Duration awaitReady(Duration limit) throws InterruptedException {
    return awaitReadySince(startedNanos, limit);
  }

  Duration awaitReadySince(long nanos, Duration limit) throws InterruptedException {
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() - nanos > limit.toNanos()) {
        throw new Broken(
            "%s was not ready within %d s (%s): %s"
                .formatted(this, limit.toSeconds(), process.isAlive() ? "alive" : "ended", log()));
      }
      Thread.sleep(POLL);
    }
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGSTOP. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** SIGCONT. */
  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** SIGTERM; answers how long it took to end. */
  Duration stop() throws InterruptedException {
    long nanos = System.nanoTime();
    process.destroy();
    if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new Broken(this + " did not stop within " + LIMIT.toSeconds() + " s: " + log());
    }
    if (process.exitValue() != TERMINATED) {
      throw new Broken(this + " ended with " + process.exitValue() + ": " + log());
    }
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** Ends it, however. */
  @Override
  public void close() {
    client.close();
    if (!process.isAlive()) {
      return;
    }
    try {
      thaw();
      process.destroy();
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "the node with " + roles + " at port " + port;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Path log() {
    return data.resolveSibling("node-" + port + ".log");
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // The start counts here, not the speed.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                serverJar.toString(),
                "serve"));
    builder.environment().keySet().removeIf(name -> name.startsWith("GRIOT_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "GRIOT_PORT",
                Integer.toString(port),
                "GRIOT_ROLES",
                roles,
                "GRIOT_DATA_DIR",
                data.toString(),
                "GRIOT_ADMIN_PHONE",
                Cast.ADMIN_PHONE,
                "GRIOT_ADMIN_PASSWORD",
                Cast.PASSWORD));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    return builder.start();
  }

  // ProcessHandle knows TERM and KILL alone.
  private void signal(String name) throws IOException, InterruptedException {
    int exitCode =
        new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (exitCode != 0) {
      throw new IOException("Cannot send " + name + " to process " + pid());
    }
  }
}
