package io.griot.server.settings;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How messages to people are sent. */
@ConfigurationProperties("griot.notifier")
public record NotifierSettings(
    @DefaultValue("log") PhoneCarrier phone,
    @DefaultValue("log") EmailCarrier email,
    @DefaultValue("10s") Duration timeout,
    @Nullable URI hookUrl,
    @Nullable String hookSecret,
    @Nullable String smtpHost,
    @DefaultValue("587") int smtpPort,
    @DefaultValue("starttls") SmtpSecurity smtpSecurity,
    @Nullable String smtpUsername,
    @Nullable String smtpPassword,
    @Nullable String smtpFrom)
    implements ProductionRequirements {

  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

  /** What carries messages to phones. */
  public enum PhoneCarrier {
    LOG,
    HTTP
  }

  /** What carries messages to e-mail addresses. */
  public enum EmailCarrier {
    LOG,
    SMTP,
    HTTP
  }

  /** How the mail server is talked to. */
  public enum SmtpSecurity {
    STARTTLS,
    TLS,
    NONE
  }

  public NotifierSettings {
    hookUrl = hookUrl == null || hookUrl.toString().isBlank() ? null : hookUrl;
    hookSecret = given(hookSecret);
    smtpHost = given(smtpHost);
    smtpUsername = given(smtpUsername);
    smtpPassword = given(smtpPassword);
    smtpFrom = given(smtpFrom);
    if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new InvalidSetting(
          "griot.notifier.timeout", "is " + timeout, "give a duration from 1ms to 1m, such as 10s");
    }
    if (smtpPort < 1 || smtpPort > 65535) {
      throw new InvalidSetting(
          "griot.notifier.smtp-port", "is " + smtpPort, "give a port from 1 to 65535");
    }
    if (hookUrl != null
        && (hookUrl.getHost() == null
            || hookUrl.getUserInfo() != null
            || !("https".equals(hookUrl.getScheme()) || "http".equals(hookUrl.getScheme())))) {
      throw new InvalidSetting(
          "griot.notifier.hook-url",
          "is no address of a hook",
          "give one such as https://sms.example.com/send, without a password in it");
    }
    boolean http = phone == PhoneCarrier.HTTP || email == EmailCarrier.HTTP;
    if (http && hookUrl == null) {
      throw new InvalidSetting(
          "griot.notifier.hook-url", "is missing", "name where messages are posted");
    }
    if (email == EmailCarrier.SMTP && smtpHost == null) {
      throw new InvalidSetting("griot.notifier.smtp-host", "is missing", "name the mail server");
    }
    if (email == EmailCarrier.SMTP && smtpFrom == null) {
      throw new InvalidSetting(
          "griot.notifier.smtp-from",
          "is missing",
          "give the sender's address, such as griot@example.com");
    }
    if (smtpUsername != null && smtpPassword == null) {
      throw new InvalidSetting(
          "griot.notifier.smtp-password", "is missing", "give it with the user's name");
    }
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  @Override
  public void requireForProduction() {
    boolean http = phone == PhoneCarrier.HTTP || email == EmailCarrier.HTTP;
    if (http && hookSecret == null) {
      throw new InvalidSetting(
          "griot.notifier.hook-secret",
          "is missing",
          "in production the hook must know who posts to it");
    }
    if (http && hookUrl != null && !"https".equals(hookUrl.getScheme())) {
      throw new InvalidSetting(
          "griot.notifier.hook-url",
          "is not encrypted",
          "in production messages with codes go to an https address");
    }
    if (email == EmailCarrier.SMTP && smtpSecurity == SmtpSecurity.NONE) {
      throw new InvalidSetting(
          "griot.notifier.smtp-security",
          "is \"none\"",
          "in production messages with codes go out by starttls or tls");
    }
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "NotifierSettings[phone=" + phone + ", email=" + email + "]";
  }
}
