package io.griot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.sandbox.Wire.Seen;
import io.griot.sandbox.fault.Fault;
import io.griot.sandbox.fault.Script;
import io.griot.sandbox.wizall.WizallCredentials;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

/** What a caller proves itself with is neither answered nor logged. */
class KeepingSecretsTest {
  private static final String PASSWORD = "canary-password-51";
  private static final String PINCODE = "4971385026";
  private static final String API_KEY = "canary-key-77";

  @Test
  void no_secret_is_logged_answered_or_printed() {
    StringBuilder seen = new StringBuilder();
    Logger root = Logger.getLogger("");
    Handler handler = handler(seen);
    Level before = root.getLevel();
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream catcher = new PrintStream(printed, true, StandardCharsets.UTF_8);
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    System.setOut(catcher);
    System.setErr(catcher);
    String token;
    try (Sandbox sandbox =
        Sandbox.start(
            SandboxSettings.standard(Clock.systemUTC())
                .credentials(
                    new WizallCredentials("canary", PASSWORD, "770000001", PINCODE), API_KEY))) {
      seen.append(sandbox.wizallCredentials());
      Caller caller = Caller.of(sandbox);
      token = caller.token();
      for (Payment payment : Payment.values()) {
        append(seen, payment.pay(caller, payment.reference(123)));
        for (Fault fault : Fault.values()) {
          if (fault != Fault.SLOW) {
            append(seen, payment.pay(caller.with(fault.clearName()), payment.reference(124)));
            caller.renew();
          }
        }
      }
      append(seen, caller.wizall("POST", "/sde/", "{\"pincode\":\"" + PINCODE + "\""));
      append(seen, caller.wizall("POST", "/token/", "{\"password\":\"" + PASSWORD + "\""));
      sandbox.faults().script(Script.of("1", Fault.SLOW));
      for (String control : List.of("effects", "faults", "catalogue", "unknown")) {
        append(seen, caller.control("GET", control, ""));
      }
    } finally {
      System.setOut(out);
      System.setErr(err);
      root.removeHandler(handler);
      root.setLevel(before);
    }
    seen.append(printed.toString(StandardCharsets.UTF_8));

    assertThat(seen.toString())
        .contains("canary", "SENELEC_PAYMENT")
        .doesNotContain(PASSWORD)
        .doesNotContain(PINCODE)
        .doesNotContain(API_KEY)
        .doesNotContain(token);
  }

  @Test
  void settings_and_credentials_do_not_show_them() {
    SandboxSettings settings =
        SandboxSettings.standard(Clock.systemUTC())
            .credentials(new WizallCredentials("canary", PASSWORD, "770000001", PINCODE), API_KEY);

    assertThat(settings + " " + settings.wizallCredentials())
        .doesNotContain(PASSWORD)
        .doesNotContain(PINCODE)
        .doesNotContain(API_KEY);
  }

  private static void append(StringBuilder seen, Seen answer) {
    synchronized (seen) {
      seen.append(answer.raw()).append('\n');
    }
  }

  private static Handler handler(StringBuilder seen) {
    SimpleFormatter formatter = new SimpleFormatter();
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        synchronized (seen) {
          seen.append(formatter.format(record));
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
