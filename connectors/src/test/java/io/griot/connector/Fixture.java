package io.griot.connector;

import io.griot.connector.call.CallLimits;
import io.griot.connector.call.CircuitBreakers;
import io.griot.connector.regideso.RegidesoAccess;
import io.griot.connector.regideso.RegidesoConnector;
import io.griot.connector.wizall.WizallAccess;
import io.griot.connector.wizall.WizallConnector;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.money.Money;
import io.griot.core.utility.Carrier;
import io.griot.core.utility.Payee;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connectors as the tests use them: the documents' names and keys, short limits. */
public final class Fixture implements AutoCloseable {

  public static final Currency XOF = Currency.getInstance("XOF");
  public static final Currency CDF = Currency.getInstance("CDF");
  public static final Duration SHORT = Duration.ofSeconds(5);
  public static final Instant AT = Instant.parse("2025-01-29T09:42:58Z");

  public static final Payee.SenelecBill SENELEC = new Payee.SenelecBill("1061103482", "5589110");
  public static final Payee.SdeBill SDE =
      new Payee.SdeBill("735034654215", "10073503465421502051701");
  public static final Payee.WoyofalMeter WOYOFAL = new Payee.WoyofalMeter("58469823");
  public static final Payee.AirtimePhone AIRTIME =
      new Payee.AirtimePhone(Carrier.ORANGE, "+221771234567");
  public static final Payee.RegidesoBill REGIDESO =
      new Payee.RegidesoBill("KIN", "83262", "108776771");

  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final CircuitBreakers breakers = new CircuitBreakers(Clock.systemUTC(), meters);
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(breakers));

  public WizallConnector wizall(URI address, CallLimits limits) {
    var connector =
        new WizallConnector(
            new WizallAccess(
                address,
                "USERNAME",
                new Credential("PASSWORD"),
                "771234567",
                new Credential("1234"),
                XOF,
                limits),
            breakers,
            meters);
    opened.add(connector);
    return connector;
  }

  public WizallConnector wizall(WizallAccess access) {
    var connector = new WizallConnector(access, breakers, meters);
    opened.add(connector);
    return connector;
  }

  public WizallConnector wizall(ScriptedProvider provider) {
    return wizall(provider.address(), limits(SHORT));
  }

  public RegidesoConnector regideso(URI address, String key, CallLimits limits) {
    var connector =
        new RegidesoConnector(
            new RegidesoAccess(address, new Credential(key), "FINCA", CDF, limits),
            breakers,
            meters);
    opened.add(connector);
    return connector;
  }

  public RegidesoConnector regideso(ScriptedProvider provider) {
    return regideso(provider.address(), "YOUR-API-KEY", limits(SHORT));
  }

  public static CallLimits limits(Duration timeout) {
    return new CallLimits(timeout, 64, 0);
  }

  public static Money xof(long francs) {
    return new Money(francs, XOF);
  }

  public static Money cdf(String francs) {
    return new Money(new BigDecimal(francs).movePointRight(2).longValueExact(), CDF);
  }

  public static PaymentOrder order(Payee payee, Money amount) {
    return order(payee, amount, null);
  }

  public static PaymentOrder order(Payee payee, Money amount, @Nullable Money paidBefore) {
    return new PaymentOrder(
        new BillPaymentId(UUID.randomUUID()),
        new AttemptId(UUID.randomUUID()),
        payee,
        amount,
        paidBefore,
        AT);
  }

  @Override
  public void close() {
    for (AutoCloseable each : opened.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
