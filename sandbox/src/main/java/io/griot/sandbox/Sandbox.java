package io.griot.sandbox;

import io.griot.sandbox.catalogue.Catalogue;
import io.griot.sandbox.control.ControlEndpoint;
import io.griot.sandbox.control.Controls;
import io.griot.sandbox.effect.Effect;
import io.griot.sandbox.effect.Effects;
import io.griot.sandbox.exchange.Line;
import io.griot.sandbox.fault.Faults;
import io.griot.sandbox.operation.Provider;
import io.griot.sandbox.regideso.Regideso;
import io.griot.sandbox.wizall.Wizall;
import io.griot.sandbox.wizall.WizallCredentials;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Both providers, listening. */
public final class Sandbox implements Controls, AutoCloseable {
  private final SandboxSettings settings;
  private final Effects effects = new Effects();
  private final Faults faults = new Faults(Catalogue.faults());
  private final Wizall wizall;
  private final Regideso regideso;
  private final Line wizallLine;
  private final Line regidesoLine;

  private Sandbox(SandboxSettings settings) {
    this.settings = settings;
    this.wizall = new Wizall(settings.wizallCredentials(), effects, settings.clock());
    this.regideso = new Regideso(settings.regidesoApiKey(), effects, settings.clock());
    ControlEndpoint control = new ControlEndpoint(this);
    this.wizallLine = new Line(settings.wizallPort(), settings.slow(), wizall, faults, control);
    try {
      this.regidesoLine =
          new Line(settings.regidesoPort(), settings.slow(), regideso, faults, control);
    } catch (UncheckedIOException e) {
      wizallLine.close();
      throw e;
    }
  }

  /**
   * Opens both listeners on the loopback address.
   *
   * @throws UncheckedIOException if a port is taken
   */
  public static Sandbox start(SandboxSettings settings) {
    return new Sandbox(settings);
  }

  /** Where Wizall answers, without a trailing slash. */
  public URI wizallUrl() {
    return wizallLine.url();
  }

  /** Where REGIDESO answers, without a trailing slash; its paths begin with {@code /api}. */
  public URI regidesoUrl() {
    return regidesoLine.url();
  }

  public WizallCredentials wizallCredentials() {
    return settings.wizallCredentials();
  }

  public String regidesoApiKey() {
    return settings.regidesoApiKey();
  }

  @Override
  public List<Effect> effects() {
    return effects.all();
  }

  @Override
  public List<Effect> effects(String reference) {
    return effects.of(reference);
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public Wizall wizall() {
    return wizall;
  }

  @Override
  public Regideso regideso() {
    return regideso;
  }

  @Override
  public void latency(Provider provider, Duration latency) {
    line(provider).latency(latency);
  }

  @Override
  public void die(Provider provider) {
    line(provider).die();
  }

  @Override
  public void revive(Provider provider) {
    line(provider).revive();
  }

  @Override
  public void reset() {
    faults.forget();
    wizall.reset();
    regideso.reset();
    effects.forget();
    wizallLine.reset();
    regidesoLine.reset();
  }

  @Override
  public void close() {
    wizallLine.close();
    regidesoLine.close();
  }

  private Line line(Provider provider) {
    return switch (provider) {
      case WIZALL -> wizallLine;
      case REGIDESO -> regidesoLine;
    };
  }
}
