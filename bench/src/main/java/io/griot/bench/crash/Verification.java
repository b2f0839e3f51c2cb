package io.griot.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The ledger's own verification, run on the data of a scenario. */
interface Verification {

  /** Reports what it finds. */
  void verify(Path data, Tally tally) throws IOException, InterruptedException;

  /** {@code griot verify}, if the packaged server has that command. */
  static Verification byCommand(Path serverJar) throws IOException, InterruptedException {
    Path output = Files.createTempFile("griot-verify", ".txt");
    try {
      // A server without it shows the help of the whole.
      int exitCode = run(serverJar, Path.of(""), output, "--help");
      if (exitCode != 0 || !Files.readString(output).contains("griot verify")) {
        return (_, tally) -> tally.remark("this server has no command verify");
      }
    } finally {
      Files.deleteIfExists(output);
    }
    return (data, tally) -> {
      Path printed = data.resolveSibling("verify.txt");
      int exitCode = run(serverJar, data, printed);
      if (exitCode != 0) {
        tally.broken("verify ended with " + exitCode + ": " + Files.readString(printed).strip());
      }
    };
  }

  private static int run(Path serverJar, Path data, Path output, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            serverJar.toString(),
            "verify");
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("GRIOT_"));
    builder.environment().put("GRIOT_DATA_DIR", data.toAbsolutePath().toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    Process process = builder.start();
    if (!process.waitFor(Duration.ofMinutes(5).toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new Broken("verify did not end; it printed to " + output);
    }
    return process.exitValue();
  }
}
