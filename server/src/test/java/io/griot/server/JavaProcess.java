package io.griot.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another JVM with the classes under test, which a test may stop or kill as a machine would. */
public final class JavaProcess implements AutoCloseable {

  private final Process process;
  private final Path out;
  private final Path err;

  private JavaProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts a main class; what it prints goes to files in the directory. */
  public static JavaProcess start(
      Path directory, Map<String, String> variables, Class<?> main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(directory, "out", ".txt");
      Path err = Files.createTempFile(directory, "err", ".txt");
      var builder = new ProcessBuilder(command);
      builder.directory(directory.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("GRIOT_"));
      builder.environment().putAll(variables);
      builder.redirectOutput(out.toFile());
      builder.redirectError(err.toFile());
      return new JavaProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has printed the text, or fails with all it printed. */
  public void awaitOutput(String text) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!out().contains(text)) {
      if (!process.isAlive() || System.nanoTime() > deadlineNanos) {
        throw new AssertionError(
            "Never printed \"" + text + "\"; standard output:\n" + out() + "\nerror:\n" + err());
      }
      Thread.sleep(50);
    }
  }

  /** What it printed. */
  public String out() {
    return read(out);
  }

  /** What it complained about. */
  public String err() {
    return read(err);
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** The exit code, within the time given. */
  public int exitCode(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("Still running after " + patience + ":\n" + err());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
