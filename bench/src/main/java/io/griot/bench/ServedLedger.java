package io.griot.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged server in a process of its own, with all roles, on a database of the run. */
final class ServedLedger implements AutoCloseable {

  static final String ADMIN = "+251911999999";
  static final String PASSWORD = "bench-password";

  private static final Pattern USED_HEAP = Pattern.compile("used (\\d+)K");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path jar;
  private final Path directory;
  private final Map<String, String> settings;
  private final Process process;
  private final URI address;
  private final Thread withTheRun = new Thread(this::destroy);

  private ServedLedger(Path jar, Path directory, Map<String, String> settings, URI address)
      throws IOException {
    this.jar = jar;
    this.directory = directory;
    this.settings = settings;
    this.address = address;
    process = process(List.of("serve"), directory.resolve("server.log")).start();
    Runtime.getRuntime().addShutdownHook(withTheRun);
  }

  /** Starts the server and waits until it is ready. */
  static ServedLedger start(Path jar, Database database) throws IOException, InterruptedException {
    int port = freePort();
    Path directory = Files.createTempDirectory("griot-bench");
    ServedLedger server =
        new ServedLedger(
            jar,
            directory,
            Map.of(
                "GRIOT_PORT",
                Integer.toString(port),
                "GRIOT_DATABASE_URL",
                database.url(),
                "GRIOT_DATABASE_USER",
                database.user(),
                "GRIOT_DATABASE_PASSWORD",
                database.password(),
                "GRIOT_DATA_DIR",
                directory.resolve("data").toString(),
                "GRIOT_ADMIN_PHONE",
                ADMIN,
                "GRIOT_ADMIN_PASSWORD",
                PASSWORD,
                // A long run does not sign in again.
                "GRIOT_IDENTITY_ACCESS_TOKEN_LIFETIME",
                "12h"),
            URI.create("http://127.0.0.1:" + port));
    try {
      server.awaitReady();
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  URI address() {
    return address;
  }

  /** What the server holds in memory after a garbage collection. */
  double liveHeapMegabytes() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher used = USED_HEAP.matcher(jcmd("GC.heap_info"));
    if (!used.find()) {
      throw new IllegalStateException("The server does not say what it holds in memory.");
    }
    return Long.parseLong(used.group(1)) / 1024.0;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return said;
  }

  /** Runs another command of the launcher with the server's settings and returns what it prints. */
  String command(List<String> arguments) throws IOException, InterruptedException {
    Path out = directory.resolve("command.out");
    Path err = directory.resolve("command.err");
    Process command =
        process(arguments, err).redirectErrorStream(false).redirectOutput(out.toFile()).start();
    int exitCode = command.waitFor();
    if (exitCode != 0) {
      throw new IllegalStateException(
          "griot %s ended with %d: %s"
              .formatted(arguments.getFirst(), exitCode, Files.readString(err)));
    }
    return Files.readString(out);
  }

  @Override
  public void close() {
    destroy();
    Runtime.getRuntime().removeShutdownHook(withTheRun);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder process(List<String> arguments, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the launcher does.
    command.addAll(List.of("-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED"));
    if (arguments.contains("import")) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("GRIOT_"));
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.redirectError(log.toFile());
    return builder;
  }

  private void destroy() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (true) {
        try {
          if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException _) {
          // Not yet.
        }
        if (!process.isAlive() || System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(
              "The server did not become ready:\n"
                  + Files.readString(directory.resolve("server.log")));
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
