package io.griot.server;

import io.griot.testdatabase.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code griot serve} in a process of its own. */
final class RunningLedger implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("address +(http://localhost:\\d+)");

  private final JavaProcess process;
  private final String address;

  private RunningLedger(JavaProcess process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it with these roles on a database. */
  static RunningLedger start(Path directory, TestDatabase database, String roles)
      throws InterruptedException {
    return start(
        directory,
        Map.of(
            "GRIOT_ROLES",
            roles,
            "GRIOT_DATABASE_URL",
            database.url(),
            "GRIOT_DATABASE_USER",
            database.user(),
            "GRIOT_DATABASE_PASSWORD",
            database.password()));
  }

  /** Starts it and waits until it is ready. */
  static RunningLedger start(Path directory, Map<String, String> variables)
      throws InterruptedException {
    var given = new HashMap<>(variables);
    given.put("GRIOT_PORT", "0");
    given.put("GRIOT_ADMIN_PHONE", People.ADMIN_PHONE);
    given.put("GRIOT_ADMIN_PASSWORD", People.ADMIN_PASSWORD);
    JavaProcess process = JavaProcess.start(directory, given, Griot.class, "serve");
    boolean started = false;
    try {
      process.awaitOutput("docs");
      Matcher address = ADDRESS.matcher(process.out());
      if (!address.find()) {
        throw new AssertionError("No address in " + process.out());
      }
      started = true;
      return new RunningLedger(process, address.group(1));
    } finally {
      if (!started) {
        process.close();
      }
    }
  }

  String address() {
    return address;
  }

  JavaProcess process() {
    return process;
  }

  /** Those who use it for everything. */
  People people() {
    return new People(address, address);
  }

  @Override
  public void close() {
    process.close();
  }
}
