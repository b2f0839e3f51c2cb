package io.griot.connector;

import static io.griot.connector.Fixture.AIRTIME;
import static io.griot.connector.Fixture.REGIDESO;
import static io.griot.connector.Fixture.SENELEC;
import static io.griot.connector.Fixture.WOYOFAL;
import static io.griot.connector.Fixture.XOF;
import static io.griot.connector.Fixture.cdf;
import static io.griot.connector.Fixture.order;
import static io.griot.connector.Fixture.xof;
import static io.griot.connector.ScriptedProvider.answer;
import static io.griot.connector.ScriptedProvider.cut;
import static io.griot.connector.ScriptedProvider.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.griot.connector.wizall.WizallAccess;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever happens, what proves who calls is seen by the provider alone. */
class KeepingCredentialsTest {

  private static final String PASSWORD = "canary-password";
  private static final String PIN = "90817263";
  private static final String TOKEN = "canary-token";
  private static final String KEY = "canary-key";

  private final ScriptedProvider provider = new ScriptedProvider();
  private final Fixture fixture = new Fixture();
  private final WizallAccess access =
      new WizallAccess(
          provider.address(),
          "griot",
          new Credential(PASSWORD),
          "771234567",
          new Credential(PIN),
          XOF,
          Fixture.limits(Fixture.SHORT));
  private final Connector wizall = fixture.wizall(access);
  private final Connector regideso =
      fixture.regideso(provider.address(), KEY, Fixture.limits(Fixture.SHORT));
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();

  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          logged.add(
              event.getFormattedMessage()
                  + (event.getThrowableProxy() == null
                      ? ""
                      : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
      };

  @AfterEach
  void close() {
    root.detachAppender(appender);
    root.setLevel(Level.WARN);
    fixture.close();
    provider.close();
  }

  @Test
  void no_reason_exception_metric_or_log_shows_a_credential_or_an_address() {
    root.setLevel(Level.TRACE);
    // The server's own log has these two switched off, and says why.
    ((Logger) LoggerFactory.getLogger("org.apache.hc.client5.http.headers")).setLevel(Level.OFF);
    ((Logger) LoggerFactory.getLogger("org.apache.hc.client5.http.wire")).setLevel(Level.OFF);
    appender.start();
    root.addAppender(appender);
    List<String> said = new ArrayList<>(List.of(access.toString()));
    String echo = "{\"code\": \"400\", \"error\": \"%s %s %s\"}".formatted(PIN, TOKEN, KEY);
    for (ScriptedProvider.Reaction reaction :
        List.of(
            cut(),
            json(200, echo),
            json(400, echo),
            json(401, echo),
            json(500, echo),
            json(200, "{\"success\": false, \"message\": \"" + KEY + "\"}"),
            answer(502, "text/html", "<html>" + PIN + TOKEN + KEY))) {
      provider.tokens(json(200, "{\"token\": \"" + TOKEN + "\"}")).always(reaction);
      said.add(wizall.pay(order(SENELEC, xof(1))).toString());
      said.add(wizall.pay(order(WOYOFAL, xof(1))).toString());
      said.add(wizall.pay(order(AIRTIME, xof(1))).toString());
      said.add(wizall.findOutcome(order(SENELEC, xof(1))).toString());
      said.add(regideso.pay(order(REGIDESO, cdf("1"))).toString());
      said.add(regideso.findOutcome(order(REGIDESO, cdf("1"), cdf("0"))).toString());
      said.add(thrown(() -> wizall.inquire(Utility.SDE, "735034654215", null)));
      said.add(thrown(() -> regideso.paidBefore(REGIDESO)));
    }
    provider.tokens(json(400, "{\"password\": \"" + PASSWORD + "\"}"));
    Connector signedOut = fixture.wizall(access);
    said.add(signedOut.pay(order(SENELEC, xof(1))).toString());

    fixture.meters.getMeters().forEach(meter -> said.add(meter.getId().toString()));
    assertThat(provider.received())
        .as("the provider itself saw them")
        .anyMatch(request -> request.body().contains(PIN))
        .anyMatch(request -> request.headers().containsValue("Token " + TOKEN))
        .anyMatch(request -> request.headers().containsValue(KEY));
    assertThat(logged).isNotEmpty();
    assertThat(said)
        .noneMatch(KeepingCredentialsTest::showsCredential)
        .filteredOn(text -> !text.startsWith("WizallAccess"))
        .noneMatch(text -> text.contains("http:") || text.contains("127.0.0.1"));
    assertThat(logged).noneMatch(KeepingCredentialsTest::showsCredential);
  }

  private static boolean showsCredential(String text) {
    return text.contains(PASSWORD)
        || text.contains(PIN)
        || text.contains(TOKEN)
        || text.contains(KEY);
  }

  private static String thrown(Supplier<@Nullable Object> question) {
    try {
      return String.valueOf(question.get());
    } catch (ProviderUnavailable unavailable) {
      return unavailable.toString();
    }
  }
}
