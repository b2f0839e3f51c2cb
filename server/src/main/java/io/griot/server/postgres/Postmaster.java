package io.griot.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL processes that run on one directory of data, whoever started them. */
record Postmaster(Path dataDirectory) {

  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * Stops what still runs here: first so that it ends its transactions and writes a checkpoint,
   * then without the checkpoint, then at once. Flushes are on, so none of them loses a commit.
   */
  void stop(Duration patience) throws InterruptedException {
    List<ProcessHandle> running = processes();
    if (!running.isEmpty()) {
      List<ProcessHandle> asked =
          main().map(List::of).filter(main -> running.containsAll(main)).orElse(running);
      if (!stops("INT", asked, patience) && !stops("QUIT", asked, Duration.ofSeconds(5))) {
        LOG.warn("PostgreSQL on {} did not stop when asked and is killed", dataDirectory);
        stops("KILL", processes(), Duration.ofSeconds(5));
      }
    }
    forgetForeignProcess();
  }

  /** Empty if nothing runs here. */
  List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses().filter(this::runsHere).toList();
  }

  /** The process that {@code postmaster.pid} names, if it lives and is PostgreSQL on this data. */
  Optional<ProcessHandle> main() {
    return namedProcess().filter(this::runsHere);
  }

  /** Whether this process lives and is PostgreSQL on this data; one that nobody reaped does not. */
  boolean isAlive(ProcessHandle process) {
    return process.isAlive() && runsHere(process);
  }

  /**
   * Starts PostgreSQL as it was started the last time, at the same port.
   *
   * @param output for what it says before it writes its own log
   */
  void startAgain(Path output) throws IOException, InterruptedException {
    // Its first word is the program; pg_ctl, which lies beside it, takes the other words from here.
    String last = Files.readString(dataDirectory.resolve("postmaster.opts"));
    Path program = Path.of(last.split(" \"", 2)[0]);
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(
            program.resolveSibling("pg_ctl").toString(),
            "restart",
            "-D",
            dataDirectory.toString(),
            "-w",
            "-t",
            Long.toString(START_PATIENCE.toSeconds())));
    Process starting =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    try {
      int exitCode = starting.waitFor();
      if (exitCode != 0) {
        throw new IOException("pg_ctl ended with " + exitCode);
      }
    } catch (InterruptedException e) {
      // Whoever interrupts stops PostgreSQL next, and must find what was started here.
      starting.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      throw e;
    } finally {
      starting.destroy();
    }
  }

  private boolean stops(String signal, List<ProcessHandle> asked, Duration patience)
      throws InterruptedException {
    for (ProcessHandle process : asked) {
      send(signal, process);
    }
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    while (!processes().isEmpty()) {
      if (System.nanoTime() > deadlineNanos) {
        return false;
      }
      Thread.sleep(POLL);
    }
    return true;
  }

  // ProcessHandle can only send TERM, which would wait for clients to leave, and KILL.
  private static void send(String signal, ProcessHandle process) throws InterruptedException {
    try {
      new ProcessBuilder(
              "/bin/sh", "-c", "kill -s \"$0\" \"$1\"", signal, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot run /bin/sh to signal PostgreSQL", e);
    }
  }

  // PostgreSQL refuses to start while the process its file names is alive. After a reboot, or in a
  // new container, that number may be anybody's.
  private void forgetForeignProcess() {
    Optional<ProcessHandle> named = namedProcess();
    if (named.isPresent() && processes().isEmpty()) {
      try {
        Files.deleteIfExists(pidFile());
      } catch (IOException e) {
        throw new IllegalStateException("Cannot remove " + pidFile(), e);
      }
    }
  }

  private Optional<ProcessHandle> namedProcess() {
    try {
      return Files.readAllLines(pidFile()).stream()
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d{1,18}"))
          .map(Long::parseLong)
          .flatMap(ProcessHandle::of)
          .filter(ProcessHandle::isAlive);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path pidFile() {
    return dataDirectory.resolve("postmaster.pid");
  }

  private boolean runsHere(ProcessHandle process) {
    String command = process.info().command().orElse("");
    if (!command.endsWith("/postgres") && !command.endsWith("/initdb")) {
      return false;
    }
    // Every PostgreSQL process works inside its data; where the system does not show that, the
    // postmaster's arguments name it.
    Path working = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      if (Files.readSymbolicLink(working).equals(dataDirectory.toRealPath())) {
        return true;
      }
    } catch (IOException e) {
      LOG.trace("No working directory of process {}", process.pid(), e);
    }
    String[] arguments = process.info().arguments().orElse(new String[0]);
    for (int i = 0; i + 1 < arguments.length; i++) {
      if (arguments[i].equals("-D") && Path.of(arguments[i + 1]).equals(dataDirectory)) {
        return true;
      }
    }
    return false;
  }
}
