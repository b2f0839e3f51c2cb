package io.griot.server.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.griot.identity.notifier.Message;
import io.griot.identity.notifier.Messenger;
import io.griot.identity.notifier.NotSent;
import io.griot.identity.notifier.Notifier;
import io.griot.identity.notifier.Recipient;
import io.griot.server.settings.DataDirectory;
import io.griot.server.settings.Mode;
import io.griot.server.settings.NotifierSettings;
import io.griot.server.settings.PlatformSettings;
import io.griot.server.settings.Settings;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SendingMessagesTest {

  private static final String CANARY = "739102";
  private static final String PHONE = "+251911234567";
  private static final String EMAIL = "almaz@example.com";
  private static final Message TO_PHONE =
      new Message(new Recipient.Phone(PHONE), "Your code", "It is " + CANARY + " ብር");
  private static final Message TO_EMAIL =
      new Message(new Recipient.Email(EMAIL), "Your code ብር", "It is " + CANARY + " ብር");

  private static Notifier notifier(Mode mode, Map<String, String> settings) {
    var environment = new MockEnvironment();
    settings.forEach((name, value) -> environment.setProperty("griot.notifier." + name, value));
    return new NotifierConfiguration()
        .notifier(
            Settings.read(environment, NotifierSettings.class),
            new PlatformSettings(mode, 0, new DataDirectory(Path.of("."))));
  }

  private static Notifier notifier(String... namesAndValues) {
    var settings = new HashMap<String, String>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      settings.put(namesAndValues[index], namesAndValues[index + 1]);
    }
    return notifier(Mode.DEVELOPMENT, settings);
  }

  /** A hook that answers as it is told and keeps what it was sent. */
  private static final class Hook implements AutoCloseable {
    private final HttpServer server;
    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    Hook(int status, Duration delay) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            bodies.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
            authorizations.add(
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            try {
              Thread.sleep(delay);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      server.start();
    }

    String address() {
      return "http://localhost:" + server.getAddress().getPort() + "/send";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void the_log_shows_the_code_in_development_and_no_whole_phone() {
    try (var logged = new LoggedLines()) {
      notifier().send(TO_PHONE);
      assertThat(logged.text()).contains(CANARY, "+251***67").doesNotContain(PHONE);
    }
  }

  @Test
  void the_log_shows_neither_code_nor_whole_phone_in_production_and_the_start_warns() {
    try (var logged = new LoggedLines()) {
      Notifier notifier = notifier(Mode.PRODUCTION, Map.of());
      assertThat(logged.text()).contains("WARN GRIOT_NOTIFIER_PHONE", "WARN GRIOT_NOTIFIER_EMAIL");
      notifier.send(TO_PHONE);
      notifier.send(TO_EMAIL);
      assertThat(logged.text())
          .contains("+251***67", "a***@example.com")
          .doesNotContain(CANARY, PHONE, EMAIL);
    }
  }

  @Test
  void a_hook_is_sent_the_message_and_the_secret() throws IOException {
    try (var hook = new Hook(202, Duration.ZERO)) {
      Notifier notifier =
          notifier(
              "phone",
              "http",
              "email",
              "http",
              "hook-url",
              hook.address(),
              "hook-secret",
              "s3cret");
      notifier.send(TO_PHONE);
      notifier.send(TO_EMAIL);
      assertThat(hook.bodies)
          .containsExactly(
              JsonMapper.shared()
                  .valueToTree(
                      Map.of(
                          "channel",
                          "phone",
                          "to",
                          PHONE,
                          "subject",
                          "Your code",
                          "text",
                          TO_PHONE.text())),
              JsonMapper.shared()
                  .valueToTree(
                      Map.of(
                          "channel",
                          "email",
                          "to",
                          EMAIL,
                          "subject",
                          "Your code ብር",
                          "text",
                          TO_EMAIL.text())));
      assertThat(hook.authorizations).containsOnly("Bearer s3cret");
    }
  }

  @Test
  void a_hook_that_refuses_or_redirects_has_not_sent() throws IOException {
    for (int status : new int[] {301, 307, 400, 401, 500, 503}) {
      try (var hook = new Hook(status, Duration.ZERO)) {
        Notifier notifier = notifier("phone", "http", "hook-url", hook.address());
        assertThatThrownBy(() -> notifier.send(TO_PHONE))
            .isInstanceOf(NotSent.class)
            .hasMessage("the hook answered " + status);
        assertThat(hook.bodies).hasSize(1);
        assertThat(hook.authorizations).containsOnly("null");
      }
    }
  }

  @Test
  void a_hook_that_is_silent_or_gone_has_not_sent() throws IOException {
    try (var hook = new Hook(200, Duration.ofSeconds(5))) {
      Notifier slow = notifier("phone", "http", "hook-url", hook.address(), "timeout", "200ms");
      long before = System.nanoTime();
      assertThatThrownBy(() -> slow.send(TO_PHONE)).isInstanceOf(NotSent.class);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    }
    Notifier gone = notifier("phone", "http", "hook-url", "http://localhost:1/");
    assertThatThrownBy(() -> gone.send(TO_PHONE)).isInstanceOf(NotSent.class);
  }

  @Test
  void mail_goes_to_the_address_in_any_alphabet() throws Exception {
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      mail.setUser("griot", "s3cret");
      Notifier notifier =
          notifier(
              "email",
              "smtp",
              "smtp-host",
              "127.0.0.1",
              "smtp-port",
              Integer.toString(mail.getSmtp().getPort()),
              "smtp-security",
              "none",
              "smtp-username",
              "griot",
              "smtp-password",
              "s3cret",
              "smtp-from",
              "griot@example.com");
      notifier.send(TO_EMAIL);
      assertThat(mail.waitForIncomingEmail(10_000, 1)).isTrue();
      MimeMessage letter = mail.getReceivedMessages()[0];
      assertThat(letter.getAllRecipients()[0]).hasToString(EMAIL);
      assertThat(letter.getFrom()[0]).hasToString("griot@example.com");
      assertThat(letter.getSubject()).isEqualTo(TO_EMAIL.subject());
      assertThat(letter.getContent().toString().strip()).isEqualTo(TO_EMAIL.text());
    } finally {
      mail.stop();
    }
  }

  @Test
  void mail_is_not_sent_in_the_clear_unless_that_is_asked_for() {
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      Notifier notifier = mail(mail.getSmtp().getPort());
      assertThatThrownBy(() -> notifier.send(TO_EMAIL))
          .isInstanceOf(NotSent.class)
          .hasMessageNotContaining(EMAIL);
      assertThat(mail.getReceivedMessages()).isEmpty();
    } finally {
      mail.stop();
    }
  }

  @Test
  void a_mail_server_that_is_silent_or_gone_has_not_sent() throws IOException {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Notifier notifier = mail(silent.getLocalPort());
      long before = System.nanoTime();
      assertThatThrownBy(() -> notifier.send(TO_EMAIL)).isInstanceOf(NotSent.class);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }
    assertThatThrownBy(() -> mail(1).send(TO_EMAIL)).isInstanceOf(NotSent.class);
  }

  private static Notifier mail(int port) {
    return notifier(
        "email",
        "smtp",
        "smtp-host",
        "127.0.0.1",
        "smtp-port",
        Integer.toString(port),
        "smtp-from",
        "griot@example.com",
        "timeout",
        "300ms");
  }

  @Test
  void what_fails_is_logged_without_code_or_whole_address() throws InterruptedException {
    var tried = new CountDownLatch(3);
    Notifier quoting =
        message -> {
          tried.countDown();
          throw new IllegalStateException("cannot send " + message.text() + " to " + PHONE);
        };
    try (var logged = new LoggedLines()) {
      try (var messenger = new Messenger(quoting)) {
        messenger.send(() -> Optional.of(TO_PHONE));
        messenger.send(() -> Optional.of(TO_EMAIL));
        messenger.send(() -> Optional.of(TO_PHONE));
        tried.await();
      }
      assertThat(logged.text())
          .contains("WARN A message to +251***67", "WARN A message to a***@example.com")
          .doesNotContain(CANARY, PHONE, EMAIL);
    }
  }
}
