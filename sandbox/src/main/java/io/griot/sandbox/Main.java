package io.griot.sandbox;

import io.griot.sandbox.catalogue.Catalogue;
import io.griot.sandbox.catalogue.SpecialReference;
import io.griot.sandbox.exchange.Line;
import io.griot.sandbox.wizall.WizallCredentials;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Runs the sandbox alone, until it is stopped. */
public final class Main {
  private static final int WIZALL_PORT = 9081;
  private static final int REGIDESO_PORT = 9082;
  private static final int LARGEST_PORT = 65_535;
  private static final int WRONG_USE = 2;

  private Main() {}

  /** Takes the ports of Wizall and REGIDESO, 9081 and 9082 if they are not given. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    SandboxSettings settings = SandboxSettings.standard(Clock.systemUTC());
    try {
      if (arguments.length > 2) {
        throw new IllegalArgumentException("Usage: [WIZALL_PORT [REGIDESO_PORT]]");
      }
      settings = settings.ports(port(arguments, 0, WIZALL_PORT), port(arguments, 1, REGIDESO_PORT));
      Sandbox sandbox = Sandbox.start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
      describe(sandbox, out);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      new PrintStream(System.err, true, StandardCharsets.UTF_8)
          .println("sandbox: " + e.getMessage());
      System.exit(WRONG_USE);
    }
  }

  private static int port(String[] arguments, int index, int otherwise) {
    if (arguments.length <= index) {
      return otherwise;
    }
    String argument = arguments[index];
    if (!argument.matches("[0-9]{1,5}") || Integer.parseInt(argument) > LARGEST_PORT) {
      throw new IllegalArgumentException(argument + " is no port; 0 takes any that is free.");
    }
    return Integer.parseInt(argument);
  }

  /** The credentials are the sandbox's own and open nothing else, so that they may be shown. */
  static void describe(Sandbox sandbox, PrintStream out) {
    WizallCredentials wizall = sandbox.wizallCredentials();
    out.println("Wizall (SENELEC, SDE, Woyofal, airtime)  " + sandbox.wizallUrl());
    out.println("  username  " + wizall.username());
    out.println("  password  " + wizall.password());
    out.println("  msisdn    " + wizall.msisdn());
    out.println("  pincode   " + wizall.pincode());
    out.println("REGIDESO (water)                         " + sandbox.regidesoUrl() + "/api");
    out.println("  x-api-key " + sandbox.regidesoApiKey());
    out.println();
    out.println("Bills without end: SENELEC policies of ten digits and SDE references of twelve");
    out.println(
        "from 9 on, Woyofal meters of eight, REGIDESO clients of six to nine. Special are:");
    for (SpecialReference special : Catalogue.special()) {
      out.printf(
          "  %-16s %-13s %s%n", special.operation(), special.reference(), special.description());
    }
    out.println();
    out.println("Any call misbehaves with the header " + Line.FAULT_HEADER + ": slow=2500");
    out.println(
        "Controls: GET /_sandbox/effects, POST /_sandbox/faults, POST /_sandbox/reset, ...");
    out.println("Ready.");
  }
}
